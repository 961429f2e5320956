import { records } from '../state/records';
import type { Store } from '../state/store';
import type { Body } from '../state/validate';
import { TARGETS } from './rows';
import { SPECS } from './targets';
import { keyOf, twinRecords } from './twin';

export interface Difference {
	target: string;
	reference: string;
	/** Undefined where the record stands on one side only. */
	field?: string;
	company: unknown;
	twin: unknown;
}

/** Record by record: where the company differs from its twin. Ids and instants of change are each side's own. */
export function compareWithTwin(store: Store): { compared: Record<string, number>; differences: Difference[] } {
	const compared: Record<string, number> = {};
	const differences: Difference[] = [];
	for (const target of TARGETS) {
		const { kind } = SPECS[target];
		const twins = twinRecords(store, kind);
		const company = records(store, kind);
		compared[target] = company.length;
		const byId = new Map(twins.map((twin) => [twin.id, twin]));
		// Each side gave its own ids to what it made.
		const known = new Set(company.map(({ id }) => id));
		const byKey = new Map(twins.flatMap((twin) => (known.has(twin.id) || keyOf(twin) === '' ? [] : [[keyOf(twin), twin]])));
		const left = new Set(twins);
		for (const record of company) {
			const twin = byId.get(record.id) ?? byKey.get(keyOf(record));
			if (twin !== undefined) left.delete(twin);
			differences.push(...differencesOf(target, record, twin));
		}
		for (const twin of left) differences.push(...differencesOf(target, undefined, twin));
	}
	return { compared, differences };
}

function differencesOf(target: string, company: Body | undefined, twin: Body | undefined): Difference[] {
	const reference = String(company?.reference ?? twin?.reference ?? company?.name ?? '');
	if (company === undefined || twin === undefined) return [{ target, reference, company: company?.name ?? null, twin: twin?.name ?? null }];
	const fields = Object.keys({ ...company, ...twin }).filter((field) => field !== 'id' && field !== 'updatedAt');
	return fields
		.filter((field) => JSON.stringify(company[field]) !== JSON.stringify(twin[field]))
		.map((field) => ({ target, reference, field, company: company[field], twin: twin[field] }));
}
