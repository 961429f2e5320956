import type { Day } from '../../core/dates';
import type { BankTransactionLine, Match } from '../../core/match';
import { addNote, historyOf } from '../attachments';
import { fromBankTransaction } from '../readers/documents';
import { allOf, dateTime, quoted } from '../query';
import type { XeroBankTransaction } from '../types';
import { shortCode, type Desk } from '../writers/desk';
import { readAll } from '../writers/find';

const CLAIM = 'Matched with ';
/** Histories are read one by one; Xero takes five calls at once. */
const AT_ONCE = 5;

/** The transactions of one bank account in a window of days, with what is known of earlier matches. */
export class BankLines {
	private readonly checked = new Set<string>();

	private constructor(
		private readonly desk: Desk,
		private readonly records: Map<string, XeroBankTransaction>,
		private readonly lines: Map<string, BankTransactionLine>,
		private readonly code: string | undefined,
	) {}

	static async read(
		desk: Desk,
		accountId: string,
		{ from, to, keys, currency }: { from: Day; to: Day; keys: string[]; currency: string },
	): Promise<BankLines> {
		const where = allOf(
			'Status!="DELETED"',
			'(Type=="SPEND" OR Type=="RECEIVE")',
			`BankAccount.AccountID==guid(${quoted(accountId)})`,
			`Date>=${dateTime(from)}`,
			`Date<=${dateTime(to)}`,
		);
		const records = await readAll<XeroBankTransaction>(desk.xero, 'BankTransactions', [{ where }]);
		const claimed = claimant(keys);
		const lines = records.map((record) => toLine(record, currency, claimed(record.Reference)));
		return new BankLines(
			desk,
			new Map(records.map((record) => [record.BankTransactionID ?? '', record])),
			new Map(lines.map((line) => [line.id, line])),
			await shortCode(desk),
		);
	}

	all(): BankTransactionLine[] {
		return [...this.lines.values()];
	}

	/** Reads the history of these transactions, each once. Answers whether a claim was found that was not known. */
	async readClaims(ids: string[]): Promise<boolean> {
		const open = ids.filter((id) => !this.checked.has(id));
		let found = false;
		for (let at = 0; at < open.length; at += AT_ONCE) {
			const some = open.slice(at, at + AT_ONCE);
			const histories = await Promise.all(some.map(async (id) => await historyOf(this.desk.xero, historyPath(id))));
			some.forEach((id, index) => {
				this.checked.add(id);
				const line = this.lines.get(id);
				const claim = histories[index]?.find((text) => text.startsWith(CLAIM))?.slice(CLAIM.length).trim();
				if (line === undefined || claim === undefined || line.claimedBy === claim) return;
				this.lines.set(id, { ...line, claimedBy: claim });
				found = true;
			});
		}
		return found;
	}

	/** Notes each new match in the history of its transaction. */
	async claim(matches: Match[]): Promise<void> {
		for (const { key, transaction, by } of matches) {
			if (transaction !== undefined && by === 'likeness') await addNote(this.desk.xero, historyPath(transaction), `${CLAIM}${key}`);
		}
	}

	/** What a person or a later step needs to know of a matched transaction. */
	describe(id: string): { id: string; kind: string; link?: unknown; reconciled?: unknown } {
		const record = this.records.get(id);
		if (record === undefined) return { id, kind: 'expense' };
		const { link, reconciled } = fromBankTransaction(record, 'bankTransaction', this.code);
		return { id, kind: 'expense', link, reconciled };
	}
}

/** Money spent positive, money received negative, as expenses have it. */
function toLine(record: XeroBankTransaction, currency: string, claimedBy: string | undefined): BankTransactionLine {
	const { amount, date } = fromBankTransaction(record, 'bankTransaction') as { amount?: string; date?: Day };
	return {
		id: record.BankTransactionID ?? '',
		amount: amount ?? '0',
		currency: record.CurrencyCode ?? currency,
		date: date ?? '',
		text: [record.Contact?.Name, record.Reference].filter((text) => text !== undefined && text !== '').join(' '),
		claimedBy,
	};
}

/**
 * Tells whose a reference is: a key of this run, or one that begins as these keys do ("EXP-") and so belongs to an
 * expense of another run, which posted this transaction itself.
 */
function claimant(keys: string[]): (reference: string | undefined) => string | undefined {
	const own = new Map(keys.map((key) => [key.toLowerCase(), key]));
	const prefixes = new Set(keys.map((key) => key.slice(0, key.indexOf('-') + 1).toLowerCase()).filter((prefix) => prefix !== ''));
	return (reference = '') => {
		const text = reference.trim().toLowerCase();
		return own.get(text) ?? ([...prefixes].some((prefix) => text.startsWith(prefix)) ? reference.trim() : undefined);
	};
}

const historyPath = (id: string): string => `BankTransactions/${encodeURIComponent(id)}/History`;
