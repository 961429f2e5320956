import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const folder = join(__dirname, '../../../credentials');

/** Every credential type of the package by its name, and n8n's own base for OAuth2. */
export function credentialTypes(): Map<string, ICredentialType> {
	const own = readdirSync(folder)
		.filter((file) => file.endsWith('.credentials.ts'))
		.map((file) => {
			const module = require(join(folder, file)) as Record<string, new () => ICredentialType>;
			const Class = module[file.split('.')[0] ?? ''];
			if (!Class) throw new Error(`${file} exports no class of its name`);
			return new Class();
		});
	return new Map([...own, oAuth2Api].map((type) => [type.name, type]));
}

const field = (name: string, type: INodeProperties['type'], initial: INodeProperties['default']): INodeProperties => ({
	displayName: name,
	name,
	type,
	default: initial,
});

/** The fields that a type inherits from n8n's own `oAuth2Api`; it ships with n8n-nodes-base, not with the engine. */
const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		field('grantType', 'string', 'authorizationCode'),
		field('authUrl', 'string', ''),
		field('accessTokenUrl', 'string', ''),
		field('clientId', 'string', ''),
		field('clientSecret', 'string', ''),
		field('scope', 'string', ''),
		field('authQueryParameters', 'string', ''),
		field('authentication', 'string', 'header'),
		field('sendAdditionalBodyProperties', 'boolean', false),
		field('additionalBodyProperties', 'json', ''),
		field('oauthTokenData', 'json', {}),
	],
};
