import { entityNamed } from '../state/entities';
import type { Store } from '../state/store';
import { Refused } from '../wire/faults';
import { type Operation, operation, writeAnswer } from '../wire/operation';
import { API, readShape } from '../wire/read';
import { type Data, text, unnamed } from '../wire/shapes';
import { writeField } from '../wire/write';
import type { Element } from '../wire/xml';
import { getToken, grantOf, login, refreshToken } from './tokens';

type SignIn = (store: Store, sent: Data, accessToken: string) => Data | Data[];

/** Operations that open the books rather than work in them; none of them names an entity. */
const SIGN_IN: ReadonlyArray<readonly [string, string, string, SignIn]> = [
	['TokenGet', 'clientId clientSecret', 'TokenGetResponse', (store, sent) => getToken(store, credential(sent, 'clientId'), credential(sent, 'clientSecret'))],
	[
		'TokenRefresh', 'clientId clientSecret refreshToken', 'TokenGetResponse',
		(store, sent) => refreshToken(store, credential(sent, 'clientId'), credential(sent, 'clientSecret'), credential(sent, 'refreshToken')),
	],
	[
		'GetEntitiesByToken', '', 'WSEntity[]',
		(store, _sent, accessToken) =>
			grantOf(store, accessToken).entities.flatMap((id) => {
				const entity = entityNamed(store, id);
				return entity === undefined ? [] : { EntityID: entity.id, EntityName: text(entity.company, 'CompanyName'), BaseCurrency: entity.currency };
			}),
	],
];

export const signInOperations: Operation[] = SIGN_IN.map(([name, parameters, result]) =>
	operation('read', name, parameters, result, '', () => {
		throw new Refused('NOT_FOUND', 'This operation works in no books.');
	}),
);
const LOGIN = unnamed('Login', 'companyID partnerKey userKey');

/** The answer to an operation that signs in; undefined for every other one. */
export function signIn(store: Store, version: '2.0' | '1.1', body: Element, accessToken: string): string | undefined {
	if (version === '1.1') {
		if (body.name !== 'Login') return undefined;
		const sent = readShape(body, LOGIN);
		const session = login(store, credential(sent, 'companyID'), credential(sent, 'partnerKey'), credential(sent, 'userKey'));
		// A refused login has an empty result and no word why.
		return `<LoginResponse xmlns="${API}">${writeField({ name: 'LoginResult', type: 'text', nillable: false }, session)}</LoginResponse>`;
	}
	const index = SIGN_IN.findIndex(([name]) => name === body.name);
	const [found, declared] = [SIGN_IN[index], signInOperations[index]];
	if (found === undefined || declared === undefined) return undefined;
	try {
		return writeAnswer(declared, { Result: found[3](store, readShape(body, declared.parameters), accessToken) });
	} catch (error) {
		if (error instanceof Refused) return writeAnswer(declared, error);
		throw error;
	}
}

/** Blanks around a pasted key are the vendor's known cause of refusals: they are not forgiven here. */
function credential(sent: Data, name: string): string {
	return text(sent, name);
}
