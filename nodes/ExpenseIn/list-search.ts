import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { connect } from './connect';
import { Lists } from './lists';
import { listKindOf } from './session';

/** A list shows so many; who wants others types a part of the name. */
const SHOWN = 200;

/** Records of the node's resource, by reference and name. A refusal by ExpenseIn shows as the list's error. */
export async function searchRecords(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const parameter = (name: string) => this.getCurrentNodeParameter(name);
	const resource = String(parameter('resource') ?? '');
	const advanced = parameter('advanced') as { contract?: unknown } | undefined;
	const asked = { resource, context: { getNodeParameter: parameter } as never }; // of a call's context only this is read
	const kind = listKindOf(asked, 0);
	const wanted = filter.trim().toLowerCase();
	const results = (await new Lists(await connect(this, advanced?.contract)).all(kind))
		.map(({ record }) => ({ name: [record.code, record.name].filter((part) => part !== undefined && part !== '').join(' · '), value: record.id }))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results: results.slice(0, SHOWN) };
}
