import type { Sandbox } from '../../../sandbox/app';
import { cents } from '../books';
import { control } from '../sandbox';
import type { Posted, System } from './world';

export const COMPANY = 'harbour-group';
export const HARBOURLIGHT = '7714A2F0C3D95B18';

/** Fields are text, as the gateway gives them. */
export type IntacctLine = Record<string, string | undefined>;
export interface IntacctDocument {
	recordNo: number;
	id?: string;
	lines: IntacctLine[];
	[field: string]: unknown;
}

/** Records of the emulated books, by the sandbox's own eyes. */
export async function records<T = IntacctDocument>(sandbox: Sandbox, object: string): Promise<T[]> {
	return await control<T[]>(sandbox, 'GET', `/sage-intacct/records?object=${object}&company=${COMPANY}`);
}

/** Where the key stands, by Intacct's object. An expense report is owed like a bill. */
const KINDS = [['APBILL', 'bill', 'RECORDID'], ['APADJUSTMENT', 'credit', 'RECORDID'], ['EEXPENSES', 'bill', 'RECORDID'], ['CCTRANSACTION', 'card', 'REFERENCENO'], ['GLBATCH', 'journal', 'REFERENCENO']] as const;
export type Kind = (typeof KINDS)[number][0];

const textIn = (one: IntacctDocument, field: string): string => (typeof one[field] === 'string' ? one[field] : '');

/** Documents of the sync, in Intacct's own shape. The books had an expense report "EXP-0001" before. */
export async function documents(sandbox: Sandbox): Promise<Record<Kind, IntacctDocument[]>> {
	const lists = await Promise.all(KINDS.map(async ([object, , key]) => [object, (await records(sandbox, object)).filter((one) => /^EXP-(?!0001$)/.test(textIn(one, key) || (one.id ?? '')))] as const));
	return Object.fromEntries(lists) as Record<Kind, IntacctDocument[]>;
}

async function posted(sandbox: Sandbox): Promise<Posted[]> {
	const all = await documents(sandbox);
	return KINDS.flatMap(([object, kind, field]) => all[object].map((one): Posted => {
		const amounts = one.lines.map(({ TRX_AMOUNT, AMOUNT }) => cents(Number(TRX_AMOUNT ?? AMOUNT ?? 0)));
		const debits = amounts.filter((amount) => kind !== 'journal' || amount > 0n).reduce((a, b) => a + b, 0n);
		return { kind, key: textIn(one, field) || (one.id ?? ''), cents: debits, lines: one.lines.length, receipts: textIn(one, 'SUPDOCID') !== '' };
	})).sort((a, b) => a.key.localeCompare(b.key));
}

export const sageIntacct: System = {
	requirement: 'SYNC-EXP-INTACCT',
	template: 'acctSyncExpIntac0',
	workspace: HARBOURLIGHT,
	label: 'n8n-intacct',
	hasLinks: true,
	posted,
	trialBalance: async (sandbox) => {
		const { entities } = await control<{ entities: Record<string, string> }>(sandbox, 'GET', `/sage-intacct/trialbalance?company=${COMPANY}`);
		return Object.values(entities).find((off) => Number(off) !== 0) ?? '0.00';
	},
	closeBooks: async (sandbox, until) => {
		await control(sandbox, 'POST', `/sage-intacct/companies/${COMPANY}`, { closed: { GL: until ?? '2025-12-31' } });
	},
};
