import { Lookup } from '../../nodes/ExpenseToLedger/lookup';
import { mapReports, type MappedReports } from '../../nodes/ExpenseToLedger/map/reports';
import type { Reason } from '../../nodes/ExpenseToLedger/held';
import type { ExpenseKind, KindSettings, Settings } from '../../nodes/ExpenseToLedger/settings';
import { readTables, type Tables, type TableTexts } from '../../nodes/ExpenseToLedger/tables';
import type { AnyDocument, Line, Ref } from '../../nodes/core/model/documents';

/** Reports and settings for the tests of the mapping. */
export type Given = Record<string, unknown>;

export const expense = (id: string, amount: string, more: Given = {}): Given => ({
	id, amount, merchant: 'Cafe Roma', date: '2026-05-10', category: { name: 'Meals', code: '420' }, ...more,
});
export const card = (id: string, amount: string, more: Given = {}): Given =>
	expense(id, amount, { reimbursable: false, card: { bank: 'Barclaycard', id: '4711' }, ...more });
export const report = (id: string, expenses: Given[], more: Given = {}): Given => ({
	system: 'expensify', id, name: `Trip ${id}`, status: 'approved', workspace: { id: 'W1', name: 'Kea Joinery' },
	employee: { email: 'ana@kea.test', name: 'Ana Ruiz' }, currency: 'GBP', total: '0',
	submitted: '2026-05-18', approved: '2026-05-20', url: `https://expensify.test/${id}`, expenses, ...more,
});

export const tables = (rows: Partial<Record<keyof TableTexts, unknown>>, levels: string[] = []): Tables => {
	const problems: string[] = [];
	const none = { categoryMap: [], taxMap: [], dimensionMap: [], supplierMap: [], employeeMap: [], cardMap: [] };
	const read = readTables({ ...none, ...rows }, levels, problems);
	expect(problems).toEqual([]);
	return read;
};

type Changes = Partial<Omit<Settings, 'kinds'>> & Partial<Record<ExpenseKind, Partial<KindSettings>>>;

/** The node's own defaults, changed. */
export function settings({ reimbursable, companyCard, supplierInvoice, ...changes }: Changes = {}): Settings {
	const empty: Tables = {
		categories: new Lookup(), taxes: new Lookup(), dimensions: [], customers: [], merchants: new Lookup(), employees: new Lookup(), claimants: new Lookup(), cards: new Lookup(),
	};
	return {
		kinds: {
			reimbursable: { format: 'bill', supplierFrom: 'employee', ...reimbursable },
			companyCard: { format: 'bill', supplierFrom: 'merchant', ...companyCard },
			supplierInvoice: { format: 'bill', supplierFrom: 'report', ...supplierInvoice },
		},
		grouping: 'report', date: 'approved', onlyApproved: true, status: 'posted', unmappedCategory: 'hold', unmappedMerchant: 'name',
		useCategoryCode: true, categoryCodes: 'account', useTaxCode: false, zeroAmount: 'skip', zeroTotal: 'keep', negativeTotal: 'credit', taxAmounts: 'books',
		memo: '{report} ({employee})', dueDays: 14, receipts: true, tables: empty, today: '2026-11-21', ...changes,
	};
}

export interface Doc {
	kind: AnyDocument['kind'];
	key: string;
	date: string;
	dueDate?: string;
	currency?: string;
	memo?: string;
	status?: string;
	supplier?: Ref;
	employee?: Ref;
	bankAccount?: Ref;
	lines: Line[];
	attachments?: Array<{ fileName: string; url?: string }>;
	url?: string;
	origin: Given & { keys: string[]; reports: string[] };
}

export const documents = (mapped: MappedReports): Doc[] => mapped.ready.map(({ document }) => document as unknown as Doc);

/** Maps and wants every report through. */
export function map(reports: Given[], changes: Changes = {}): Doc[] {
	const mapped = mapReports(reports, settings(changes));
	expect(mapped.held).toEqual([]);
	return documents(mapped);
}

/** Maps and gives what holds each item, by its position. */
export function held(reports: Given[], changes: Changes = {}): Record<number, Reason[]> {
	const mapped = mapReports(reports, settings(changes));
	return Object.fromEntries(mapped.held.map(({ item, reasons }) => [item, reasons]));
}

/** A repeatable source of chance: a whole number below `sides`. */
export function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}

export function shuffled<T>(list: T[], roll: (sides: number) => number): T[] {
	const copy = [...list];
	for (let at = copy.length - 1; at > 0; at--) {
		const other = roll(at + 1);
		[copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
	}
	return copy;
}
