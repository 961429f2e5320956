import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Grant } from './tokens';

const KID = 'r4p5SbL2qaFehFzhj8gI';
export const DEMO_USER = '182d6ec9-2a1c-4aa3-af3f-bb0000000001';

/** Signs id tokens. The key is made when the first is wanted, as it costs time that most sandboxes need not spend. */
export class Signer {
	private keys: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

	idToken({ app, realm }: Grant): string {
		const seconds = Math.floor(Date.now() / 1000); // clients hold it against their own clock
		const claims = {
			sub: DEMO_USER, aud: [app], realmid: realm, auth_time: seconds, iss: 'https://oauth.platform.intuit.com/op/v1', exp: seconds + 3600, iat: seconds,
		};
		const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
		const unsigned = `${encode({ kid: KID, alg: 'RS256' })}.${encode(claims)}`;
		return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(this.pair().privateKey, 'base64url')}`;
	}

	jwks(): { keys: object[] } {
		const { n, e } = this.pair().publicKey.export({ format: 'jwk' });
		return { keys: [{ kty: 'RSA', e, use: 'sig', kid: KID, alg: 'RS256', n }] };
	}

	user(): object {
		return { sub: DEMO_USER, givenName: 'Ada', familyName: 'Ledger', email: 'ada@harbour.example', emailVerified: true };
	}

	private pair(): { publicKey: KeyObject; privateKey: KeyObject } {
		this.keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
		return this.keys;
	}
}
