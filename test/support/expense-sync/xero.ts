import type { Sandbox } from '../../../sandbox/app';
import { Books, cents, type Wire } from '../books';
import { control } from '../sandbox';
import type { Posted, System } from './world';

export const KEA = '0123456789ABCDEF';

const keyOf = ({ InvoiceNumber, CreditNoteNumber, Reference, Narration }: Wire): string | undefined =>
	/EXP-[^\s,)\]]+/.exec(`${InvoiceNumber ?? ''} ${CreditNoteNumber ?? ''} ${Reference ?? ''} ${Narration ?? ''}`)?.[0];

/** Documents of the sync, in Xero's own shape. */
export async function documents(sandbox: Sandbox): Promise<Record<'bill' | 'credit' | 'card' | 'journal', Wire[]>> {
	const books = await Books.open(sandbox);
	const ours = async (collection: string, where?: string) => (await books.all(collection, where)).filter((record) => keyOf(record) !== undefined);
	const [bill, credit, card, journal] = await Promise.all([
		ours('Invoices', 'Type=="ACCPAY"'), ours('CreditNotes', 'Type=="ACCPAYCREDIT"'), ours('BankTransactions'), ours('ManualJournals'),
	]);
	return { bill, credit, card, journal };
}

async function posted(sandbox: Sandbox): Promise<Posted[]> {
	const all = await documents(sandbox);
	return (['bill', 'credit', 'card', 'journal'] as const).flatMap((kind) => all[kind].map((record): Posted => {
		const lines = record.LineItems ?? record.JournalLines ?? [];
		const debits = (record.JournalLines ?? []).map(({ LineAmount }) => cents(LineAmount)).filter((amount) => amount > 0n).reduce((a, b) => a + b, 0n);
		const sign = kind === 'credit' || record.Type === 'RECEIVE' ? -1n : 1n;
		return { kind, key: keyOf(record) ?? '', cents: kind === 'journal' ? debits : sign * cents(record.Total), lines: lines.length, receipts: record.HasAttachments === true };
	})).sort((a, b) => a.key.localeCompare(b.key));
}

export const xero: System = {
	requirement: 'SYNC-EXP-XERO',
	template: 'acctSyncExpXero0',
	workspace: KEA,
	label: 'n8n-xero',
	hasLinks: true,
	posted,
	trialBalance: async (sandbox) => (await control<{ trialBalance: string }>(sandbox, 'GET', '/xero/trialbalance')).trialBalance,
	closeBooks: async (sandbox, until) => {
		await control(sandbox, 'POST', '/xero/lockdate', { period: until });
	},
};
