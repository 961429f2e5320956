import { reconcile, type Reconciled } from '../../nodes/Reconcile/reconcile';
import { settingsSchema } from '../../nodes/Reconcile/settings';

/** Ledgers for the tests of the reconciliation. */
export type Doc = Record<string, unknown>;

export const run = (source: Doc[], books: Doc[], settings: Doc = {}): Reconciled =>
	reconcile(source.map((record, item) => ({ record, item })), books.map((record, item) => ({ record, item })), settingsSchema.parse(settings));

export const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

/** As Map Reports gives it. */
export const bill = (key: string, amount: string, more: Doc = {}): Doc => ({
	kind: 'bill', key, date: '2026-11-10', currency: 'GBP', taxIncluded: true, supplier: { name: 'Ana Kea', email: 'ana@kea.test' },
	lines: [{ amount, account: { code: '449' }, dimensions: [{ dimension: { name: 'Cost Centre' }, value: { name: 'Site North' } }] }],
	...more,
});

/** As an accounting node gives it back. */
export const booked = (key: string, total: string, more: Doc = {}): Doc => ({
	kind: 'bill', id: `id-${key}`, key, number: key, date: '2026-11-10', currency: 'GBP', total, taxIncluded: true, status: 'AUTHORISED', supplier: { id: 'c1', name: 'Ana Kea' },
	lines: [{ amount: total, account: { id: 'a449', code: '449' }, dimensions: [{ dimension: { id: 'd1', name: 'Cost Centre' }, value: { id: 'v1', name: 'Site North' } }] }],
	...more,
});

export const keys = ({ missing, extra, different, probable, duplicates, matched }: Reconciled) => ({
	missing: missing.map(({ key }) => key),
	extra: extra.map(({ key }) => key),
	different: Object.fromEntries(different.map(({ pair, differences }) => [pair.source[0]?.key, differences.map(({ field }) => field)])),
	probable: probable.map(({ pair }) => [pair.source[0]?.key, pair.books[0]?.key || String(pair.books[0]?.record.id)]),
	duplicates: duplicates.map(({ entry }) => `${entry.side} ${entry.key}`),
	matched: matched.map(({ source }) => source[0]?.key),
});
export const NOTHING = { missing: [], extra: [], different: {}, probable: [], duplicates: [], matched: [] };

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
