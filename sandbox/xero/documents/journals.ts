import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import type { Posting } from '../books/ledger';
import { dayOf } from '../dates';
import { exact, round, share, sum, toNumber, toText } from '../../frame/money';
import type { JournalLine, LineAmountTypes, ManualJournal } from '../records';
import { lineAccount, lineTax } from '../rules/accounts';
import { mustBeOpen } from '../rules/period';
import { TRACKING, trackingOf } from '../rules/tracking';
import { refuse } from '../wire/errors';
import { amount, day, flag, guid, list, object, text, word, type Read } from '../wire/read';

const JOURNAL_LINE = object({
	LineAmount: amount,
	AccountCode: text,
	AccountID: guid,
	Description: text,
	TaxType: text,
	TaxAmount: amount,
	Tracking: TRACKING,
});
export const MANUAL_JOURNAL = object({
	ManualJournalID: guid,
	Narration: text,
	Date: day,
	Status: word('DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED'),
	LineAmountTypes: word('Exclusive', 'Inclusive', 'NoTax'),
	JournalLines: list(JOURNAL_LINE),
	Url: text,
	ShowOnCashBasisReports: flag,
});
export type JournalSent = Read<typeof MANUAL_JOURNAL>;

const NEXT: Readonly<Record<string, readonly string[]>> = {
	DRAFT: ['DRAFT', 'POSTED', 'DELETED'],
	POSTED: ['POSTED', 'VOIDED'],
	DELETED: [],
	VOIDED: [],
	ARCHIVED: [],
};

export function upsertJournal(books: Books, sent: JournalSent): ManualJournal {
	if (sent.ManualJournalID === undefined || sent.ManualJournalID === '') return createJournal(books, sent);
	const found = books.get('ManualJournals', sent.ManualJournalID);
	if (found === undefined) refuse('The document with the supplied id was not found for this endpoint.');
	return updateJournal(books, found, sent);
}

export function createJournal(books: Books, sent: JournalSent): ManualJournal {
	const Status = sent.Status ?? 'DRAFT';
	if (Status !== 'DRAFT' && Status !== 'POSTED') refuse('Manual journal not of valid status for creation');
	return keep(books, undefined, sent, Status);
}

export function updateJournal(books: Books, before: ManualJournal, sent: JournalSent): ManualJournal {
	const Status = sent.Status ?? before.Status;
	if (!(NEXT[before.Status] ?? []).includes(Status)) refuse('Manual journal not of valid status for modification');
	if (before.Status === 'POSTED') mustBeOpen(books, before.Date);
	if (Status !== 'DELETED' && Status !== 'VOIDED') return keep(books, before, sent, Status);
	books.post(`ManualJournals/${before.ManualJournalID}`, before.Date, []);
	books.note('ManualJournals', before.ManualJournalID, Status === 'VOIDED' ? 'Voided' : 'Deleted');
	return books.put('ManualJournals', { ...before, Status });
}

function keep(
	books: Books,
	before: ManualJournal | undefined,
	sent: JournalSent,
	Status: ManualJournal['Status'],
): ManualJournal {
	const problems: string[] = [];
	const Narration = sent.Narration ?? before?.Narration ?? '';
	if (Narration.trim() === '') problems.push('Narration must not be empty');
	const amounts = sent.LineAmountTypes ?? before?.LineAmountTypes ?? 'NoTax';
	const JournalLines =
		sent.JournalLines === undefined
			? (before?.JournalLines ?? [])
			: sent.JournalLines.map((line) => makeLine(books, line, amounts, problems));
	if (JournalLines.length < 2) problems.push('A manual journal must have at least two journal lines');
	mustBalance(JournalLines, amounts, problems);
	if (problems.length > 0) refuse(...problems);
	const Date = sent.Date ?? before?.Date ?? dayOf(books.now());
	if (Status === 'POSTED') mustBeOpen(books, Date);
	const kept = books.put('ManualJournals', {
		...before,
		ManualJournalID: before?.ManualJournalID ?? randomUUID(),
		Narration,
		Date,
		Status,
		LineAmountTypes: amounts,
		JournalLines,
		Url: sent.Url ?? before?.Url,
		ShowOnCashBasisReports: sent.ShowOnCashBasisReports ?? before?.ShowOnCashBasisReports ?? true,
	});
	books.post(`ManualJournals/${kept.ManualJournalID}`, Date, Status === 'POSTED' ? postingsOf(books, kept) : []);
	books.note('ManualJournals', kept.ManualJournalID, before === undefined ? 'Created' : 'Edited');
	return kept;
}

function makeLine(
	books: Books,
	sent: Read<typeof JOURNAL_LINE>,
	amounts: LineAmountTypes,
	problems: string[],
): JournalLine {
	const account = lineAccount(books, sent, problems);
	if (account === undefined && (sent.AccountCode ?? sent.AccountID ?? '') === '')
		problems.push('Account code or ID must be specified');
	if (account?.Type === 'INVENTORY')
		problems.push(`Account code '${account.Code ?? ''}' is not a valid code for this document.`);
	const LineAmount = round(exact(sent.LineAmount));
	const tax = amounts === 'NoTax' ? undefined : lineTax(books, sent.TaxType, account, problems);
	const rate = exact(tax?.EffectiveRate ?? 0);
	const computed = share(LineAmount, rate, amounts === 'Inclusive' ? exact(100) + rate : exact(100));
	return {
		LineAmount: toNumber(LineAmount),
		AccountCode: account?.Code,
		AccountID: account?.AccountID ?? '',
		Description: sent.Description,
		TaxType: tax?.TaxType ?? 'NONE',
		TaxAmount:
			amounts === 'NoTax'
				? 0
				: sent.TaxAmount === undefined
					? toNumber(computed)
					: toNumber(round(exact(sent.TaxAmount))),
		Tracking: trackingOf(books, sent.Tracking, problems),
	};
}

function gross(line: JournalLine, amounts: LineAmountTypes): bigint {
	return exact(line.LineAmount) + (amounts === 'Exclusive' ? exact(line.TaxAmount) : 0n);
}

function mustBalance(lines: JournalLine[], amounts: LineAmountTypes, problems: string[]): void {
	const all = lines.map((line) => gross(line, amounts));
	const debits = sum(all.filter((value) => value > 0n));
	const credits = sum(all.filter((value) => value < 0n));
	if (debits + credits !== 0n)
		problems.push(`The total debits (${toText(debits)}) must equal total credits (${toText(credits)})`);
}

function postingsOf(books: Books, { JournalLines, LineAmountTypes }: ManualJournal): Posting[] {
	const tax = books.system('GST').AccountID;
	return JournalLines.flatMap((line) => {
		const taxAmount = exact(line.TaxAmount);
		return [
			{ account: line.AccountID, amount: gross(line, LineAmountTypes) - taxAmount },
			{ account: tax, amount: taxAmount },
		];
	});
}
