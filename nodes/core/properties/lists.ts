import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { ReadKind } from '../ledger';
import type { Reading, ReadQuery } from '../session';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The live lists that every accounting node offers, by the name that its properties use. */
const LISTS: Readonly<Record<string, ReadKind>> = {
	searchAccounts: 'account',
	searchBankAccounts: 'bankAccount',
	searchCompanies: 'company',
	searchCustomers: 'customer',
	searchDimensionValues: 'dimensionValue',
	searchDimensions: 'dimension',
	searchEmployees: 'employee',
	searchExpenseTypes: 'expenseType',
	searchItems: 'item',
	searchSuppliers: 'supplier',
	searchTaxRates: 'taxRate',
};

/** A list shows so many; who wants others types a part of the name. */
const SHOWN = 200;

/**
 * A vendor's error reaches the user as the list's error: an empty list would say that there is nothing.
 * @param open told what is to be listed, since companies are listed before one is chosen
 */
export function listsOf(open: (context: ILoadOptionsFunctions, kind: ReadKind) => Promise<Reading>): Record<string, Search> {
	const searches = Object.entries(LISTS).map(([name, kind]): [string, Search] => [
		name,
		async function (this: ILoadOptionsFunctions, filter?: string) {
			const session = await open(this, kind);
			return { results: await found(session, kind, filter) };
		},
	]);
	return Object.fromEntries(searches);
}

async function found({ readers }: Reading, kind: ReadKind, filter = ''): Promise<INodeListSearchResult['results']> {
	const reader = readers[kind];
	const results: INodeListSearchResult['results'] = [];
	if (reader === undefined) return results;
	const wanted = filter.trim().toLowerCase();
	const query: ReadQuery = { activeOnly: true, search: wanted === '' ? undefined : filter.trim() };
	for await (const page of reader.pages(query)) {
		for (const record of page) {
			const name = label(record);
			if (results.length < SHOWN && name.toLowerCase().includes(wanted)) results.push({ name, value: record.id });
		}
		if (results.length >= SHOWN) break;
	}
	return results.sort((a, b) => a.name.localeCompare(b.name));
}

/** "449 · Motor Vehicle Expenses", "Region: North". */
function label(record: { [field: string]: unknown }): string {
	const name = String(record.name ?? record.id);
	const dimension = record.dimension as { name?: string } | undefined;
	if (dimension?.name !== undefined) return `${dimension.name}: ${name}`;
	// A company's code is the vendor's own abbreviation, which tells people nothing.
	const coded = record.kind !== 'company' && typeof record.code === 'string' && record.code !== '';
	return coded ? `${String(record.code)} · ${name}` : name;
}
