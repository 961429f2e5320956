import { exact, fromCents, share, toCents } from '../../frame/money';
import type { Call } from '../state/call';
import type { Stored } from '../state/records';
import { nextNumber } from '../state/settings';
import { Refused } from '../wire/faults';
import type { Ledger } from './lookup';
import { type Place, placeOf } from './periods';

/** Two letters per kind of transaction: purchases invoice, note, payment, fluctuation, sales ..., journals. */
export type Type = 'PI' | 'PN' | 'PP' | 'PR' | 'PX' | 'PD' | 'PC' | 'DP' | 'SI' | 'SN' | 'SR' | 'SP' | 'SX' | 'SD' | 'SC' | 'DS' | 'BP' | 'BR' | 'GD';

export interface Line {
	gl: string;
	part: 'Control' | 'Vat' | 'Net' | 'Bank';
	/** Whole cents of the line's currency, debits positive. */
	amount: number;
	description: string;
	department?: string | null;
	/** Code of the tax. */
	tax?: string;
	/** Where they differ from the document's, as a bank's may. */
	currency?: string;
	rate?: string;
}

export interface Posting {
	type: Type;
	ledger: Ledger;
	/** The supplier or customer; none on journals and sundries. */
	account?: Stored;
	/** The day of the document. */
	day: string;
	reference: string;
	description: string;
	currency: string;
	rate: string;
	/** The lines but the balancing one. */
	lines: Line[];
	/** Takes what is missing: the control account of the supplier or customer, or the bank. Journals balance by themselves. */
	balancing?: Omit<Line, 'amount'>;
	batch?: boolean;
	invoice?: number;
	due?: string | null;
	bank?: string;
	lodgment?: string;
	/** "INV2211" where the caller has a number already. */
	number?: string;
	place?: Place;
}

/** In base currency. */
export function toBase({ settings }: Pick<Call, 'settings'>, amount: number, rate: string): number {
	return settings.ratesPerBase
		? toCents(share(fromCents(amount), exact('1'), exact(rate)))
		: toCents(share(fromCents(amount), exact(rate), exact('1')));
}

/** Writes a transaction with lines that balance in base currency, and answers its id. */
export function post(call: Call, posting: Posting): number {
	const { store, entity } = call;
	const { type, ledger, account, day, reference, currency, rate, bank = '', lodgment = '' } = posting;
	if (entity.company.IsConsolidationCompany === true) throw new Refused('READ_ONLY', `${entity.id} is a consolidation company.`);
	refuseDuplicate(call, posting);
	const { period, day: periodDay } = posting.place ?? placeOf(call, day, ledger);
	const lines = balanced(call, posting);
	const control = lines.filter((line) => line.part === 'Control' || (account === undefined && line.part === 'Bank'));
	const amount = control.reduce((sum, line) => sum + line.amount, 0);
	const now = call.records.stamp();
	const id = nextNumber(store, 'transaction', 58_001);
	store.insert('aiq_transactions', {
		id, entity: entity.id, type, ledger, account: account?.code ?? '', account_id: account?.id ?? 0, reference, date: day, currency, rate, bank, lodgment,
		number: posting.number ?? `${type}${String(nextNumber(store, `number:${entity.id}:${type}`, 1)).padStart(6, '0')}`,
		description: posting.description, period: period.id, period_date: periodDay, created: now, modified: now, author: call.author,
		amount, outstanding: account === undefined ? 0 : amount, base: control.reduce((sum, line) => sum + line.base, 0),
		batch: posting.batch === true ? 1 : 0, invoice: posting.invoice ?? 0, due: posting.due ?? null,
	});
	for (const line of lines) {
		store.insert('aiq_lines', {
			transaction_id: id, entity: entity.id, gl: line.gl, part: line.part, description: line.description, department: line.department ?? '',
			tax: line.tax ?? '', currency: line.currency ?? currency, rate: line.rate ?? rate, amount: line.amount, base: line.base, period: period.id,
		});
	}
	return id;
}

/** The balancing line takes what the others leave, in both currencies, so that no rounding can unbalance the books. */
function balanced(call: Call, posting: Posting): Array<Line & { base: number }> {
	const lines = posting.lines.map((line) => ({ ...line, base: toBase(call, line.amount, line.rate ?? posting.rate) }));
	const base = lines.reduce((sum, line) => sum + line.base, 0);
	if (posting.balancing === undefined) {
		if (base !== 0) throw new Refused('JOURNAL_ENTRY_LINES_ARE_NOT_BALANCED', 'The lines do not add up to 0.');
		return lines;
	}
	const own = lines.filter(({ currency = posting.currency }) => currency === posting.currency);
	return [...lines, { ...posting.balancing, amount: -own.reduce((sum, line) => sum + line.amount, 0), base: -base }];
}

function refuseDuplicate({ store, settings, entity }: Call, { type, account, reference }: Posting): void {
	if (!settings.rejectDuplicateReference || reference === '') return;
	const other = store.one(
		'SELECT id FROM aiq_transactions WHERE entity = ? AND reference = ? COLLATE NOCASE AND type = ? AND account = ?',
		entity.id, reference, type, account?.code ?? '',
	);
	if (other !== undefined) throw new Refused('INVOICE_EXTERNAL_REFERENCE_ALREADY_EXISTS', `Reference ${reference} stands on transaction ${String(other.id)}.`);
}
