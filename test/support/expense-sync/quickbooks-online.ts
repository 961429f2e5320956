import type { Sandbox } from '../../../sandbox/app';
import { cents } from '../books';
import { control } from '../sandbox';
import type { Posted, System } from './world';

export const US = '4620816365000000010';
export const UK = '4620816365000000020';
export const HARBOUR = '4620816365AC0DE5';

interface Ref {
	value: string;
	name?: string;
}
interface Detail {
	AccountRef?: Ref;
	ClassRef?: Ref;
	CustomerRef?: Ref;
	BillableStatus?: string;
	TaxCodeRef?: Ref;
	PostingType?: string;
}
/** As far as tests look. */
export interface QboDocument {
	Id: string;
	DocNumber?: string;
	PrivateNote?: string;
	TxnDate?: string;
	TotalAmt?: number;
	Credit?: boolean;
	AccountRef?: Ref;
	VendorRef?: Ref;
	EntityRef?: Ref;
	GlobalTaxCalculation?: string;
	TxnTaxDetail?: { TotalTax?: number };
	Line: Array<{ Amount: number; Description?: string; AccountBasedExpenseLineDetail?: Detail; JournalEntryLineDetail?: Detail }>;
}

/** Records of the emulated books, by the sandbox's own eyes. */
export async function records<T = QboDocument>(sandbox: Sandbox, entity: string, realm = US): Promise<T[]> {
	return await control<T[]>(sandbox, 'GET', `/quickbooks-online/records?entity=${entity}&realm=${realm}`);
}

const KINDS = [['Bill', 'bill'], ['VendorCredit', 'credit'], ['Purchase', 'card'], ['JournalEntry', 'journal']] as const;
const ours = ({ PrivateNote = '' }: QboDocument): string | undefined => /\[(EXP-[^\]]+)\]$/.exec(PrivateNote)?.[1];

/** Documents of the sync, in QuickBooks' own shape. */
export async function documents(sandbox: Sandbox, realm = US): Promise<Record<'bill' | 'credit' | 'card' | 'journal', QboDocument[]>> {
	const lists = await Promise.all(KINDS.map(async ([entity, kind]) => [kind, (await records(sandbox, entity, realm)).filter((one) => ours(one) !== undefined)] as const));
	return Object.fromEntries(lists) as Awaited<ReturnType<typeof documents>>;
}

export const detailOf = (line: QboDocument['Line'][number] | undefined): Detail => line?.AccountBasedExpenseLineDetail ?? line?.JournalEntryLineDetail ?? {};

async function posted(sandbox: Sandbox, realm = US): Promise<Posted[]> {
	const all = await documents(sandbox, realm);
	const files = await records<{ FileName?: string; AttachableRef?: Array<{ EntityRef?: { type?: string; value?: string } }> }>(sandbox, 'Attachable', realm);
	const withFile = new Set(files.filter(({ FileName }) => FileName !== undefined).flatMap(({ AttachableRef = [] }) => AttachableRef.map(({ EntityRef }) => `${EntityRef?.type}/${EntityRef?.value}`)));
	return KINDS.flatMap(([entity, kind]) => all[kind].map((one): Posted => {
		const debits = one.Line.filter((line) => line.JournalEntryLineDetail?.PostingType === 'Debit').map(({ Amount }) => cents(Amount));
		const total = kind === 'journal' ? debits.reduce((a, b) => a + b, 0n) : cents(one.TotalAmt);
		const sign = kind === 'credit' || one.Credit === true ? -1n : 1n;
		return { kind, key: ours(one) ?? '', cents: sign * total, lines: one.Line.length, receipts: withFile.has(`${entity}/${one.Id}`) };
	})).sort((a, b) => a.key.localeCompare(b.key));
}

export const quickBooksOnline: System = {
	requirement: 'SYNC-EXP-QBO',
	template: 'acctSyncExpQbo00',
	workspace: HARBOUR,
	label: 'n8n-quickbooks',
	hasLinks: false,
	posted,
	trialBalance: async (sandbox) => {
		const { total } = await control<{ total: string }>(sandbox, 'GET', '/quickbooks-online/trialbalance');
		return total;
	},
	closeBooks: async (sandbox, until) => {
		await control(sandbox, 'POST', `/quickbooks-online/companies/${US}`, { bookCloseDate: until ?? '2025-12-31' });
	},
};
