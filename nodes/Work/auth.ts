import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The headers that every call to Work has: key or password, and the company. The credential type alone puts them there. */
export function headersFor(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	return { ...companyHeader(credentials), ...keyHeader(credentials) };
}

function keyHeader({ authentication, apiKey, header, prefix, user, password }: ICredentialDataDecryptedObject): Record<string, string> {
	if (authentication === 'bearer') return { Authorization: `Bearer ${String(apiKey)}` };
	if (authentication !== 'basic') return { [String(header || 'X-Api-Key')]: `${String(prefix ?? '')}${String(apiKey)}` };
	const pair = Buffer.from(`${String(user)}:${String(password)}`, 'utf8').toString('base64');
	return { Authorization: `Basic ${pair}` };
}

/** Goes along with every call, so that no node can ask another company by mistake. */
function companyHeader({ companyId, contract }: ICredentialDataDecryptedObject): Record<string, string> {
	if (companyId === undefined || String(companyId).trim() === '') return {};
	return { [headerName(contract) ?? 'X-Company-Id']: String(companyId).trim() };
}

function headerName(contract: unknown): string | undefined {
	try {
		const overrides = (typeof contract === 'string' ? JSON.parse(contract) : contract) as { headers?: { company?: unknown } } | null; // read member by member
		const name = overrides?.headers?.company;
		return typeof name === 'string' && name !== '' ? name : undefined;
	} catch {
		return undefined; // the nodes tell what is wrong with the overrides
	}
}
