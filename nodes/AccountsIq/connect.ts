import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { createHttp, type Http } from '../core/http';
import type { AccountsIq } from './api';

export const CREDENTIAL = 'accountingAccountsIqApi';

export type AiqContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Of the credential. */
export interface Settings {
	version?: string;
	region?: string;
	baseUrl?: string;
	entity?: string;
	companyId?: string;
	callsAtOnce?: number;
	sundryValue?: string;
}

const PATH = '/system/dashboard/integration';
const AT_ONCE = 2;

export function nameOf(context: AiqContext, entity: string): string {
	const credential = context.getNode().credentials?.[CREDENTIAL];
	return `accountsiq|${credential?.id ?? credential?.name ?? ''}|${entity}`;
}

/**
 * The wire to one entity's books.
 * @param chosen the node's own entity; empty for the credential's
 */
export async function connect(context: AiqContext, chosen: string): Promise<AccountsIq> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const target = targetOf(settings, chosen);
	const connection = nameOf(context, target.entity);
	return { ...target, connection, http: wireOf(context, connection, Number(settings.callsAtOnce) || AT_ONCE) };
}

function wireOf(context: AiqContext, connection: string, concurrent: number): Http {
	return createHttp(context, { credentialType: CREDENTIAL, connection, system: 'AccountsIQ', limits: { concurrent: Math.max(1, concurrent), windows: [] } });
}

/** Address, version and entity, without any call. */
export function targetOf(settings: Settings, chosen: string): Omit<AccountsIq, 'http' | 'connection'> {
	const version = settings.version === '1.1' ? '1.1' : '2.0';
	const own = ((version === '1.1' ? settings.companyId : settings.entity) ?? '').trim();
	const entity = chosen.trim() || own;
	if (version === '1.1' && entity.toUpperCase() !== own.toUpperCase()) {
		throw new BooksError({
			category: 'validation',
			field: 'entity',
			message: `The keys of this credential belong to the company ${own}, not to ${entity}`,
			hint: 'Leave the entity empty, or make a credential for that company.',
		});
	}
	const address = `${baseOf(settings)}${PATH}/integration_${version === '1.1' ? '1_1' : '2_0'}.asmx`;
	return { address, version, entity, sundryIsGross: settings.sundryValue === 'gross' };
}

function baseOf({ region, baseUrl }: Settings): string {
	if (region !== 'custom') return `https://${region ?? 'eu1'}.accountsiq.com`;
	const base = (baseUrl ?? '').trim().replace(/\/+$/, '');
	if (base !== '') return base;
	throw new BooksError({
		category: 'validation',
		field: 'baseUrl',
		message: 'The credential names no address of AccountsIQ',
		hint: 'Choose a region in the credential, or fill in its Base Address.',
	});
}
