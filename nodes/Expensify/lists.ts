import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { openExpensify } from './connection';
import { policyList } from './operations/policies';

/** Workspaces where the pair has admin rights. A refusal by Expensify shows as the list's error. */
async function policies(context: ILoadOptionsFunctions): Promise<Array<{ name: string; value: string }>> {
	const list = await policyList(await openExpensify(context), true);
	return list
		.map(({ id, name, outputCurrency }) => ({
			name: [name ?? id, outputCurrency].filter((part) => part).join(' · '),
			value: id,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
}

export async function searchPolicies(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const found = (await policies(this)).filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
	return { results: found };
}

export async function getPolicies(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await policies(this);
}
