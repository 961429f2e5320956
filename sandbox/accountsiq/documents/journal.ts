import { cents, checkLength, checkText, dayOf, LONGEST_CODE, LONGEST_DESCRIPTION } from '../books/checks';
import { postingAccount } from '../books/lookup';
import { type Line, post } from '../books/post';
import type { Call } from '../state/call';
import { Refused } from '../wire/faults';
import { type Operation, writes } from '../wire/operation';
import { NO_DATE } from '../wire/read';
import { type Data, part, parts, text, textOrNull } from '../wire/shapes';

/** Posts a journal in base currency. Its signed `Amount` counts; `Debit` and `Credit` are not looked at any more. */
export function postJournal(call: Call, journal: Data): number {
	for (const name of ['InternalReference', 'ExternalReference']) {
		if (text(journal, name).trim() === '') throw new Refused('JOURNAL_ENTRY_MUST_HAVE_A_REFERENCE', `${name} is missing.`);
		checkLength(text(journal, name), 'JOURNAL_ENTRY_REFERENCE', LONGEST_CODE);
	}
	const day = text(journal, 'TransactionDate');
	if (day === NO_DATE) throw new Refused('DATE_IS_OUT_OF_RANGE', 'TransactionDate is missing.');
	const sent = parts(journal, 'Lines');
	if (sent.length < 2) throw new Refused('JOURNAL_ENTRY_MUST_HAVE_MORE_THEN_ONE_ROW', 'A journal has at least two lines.');
	const lines = sent.map((line, index): Line => {
		const where = `Line ${index + 1}: `;
		const description = checkText(textOrNull(line, 'Description'), 'JOURNAL_ENTRY_LINE_DESCRIPTION', LONGEST_DESCRIPTION, where);
		if (description.trim() === '') throw new Refused('JOURNAL_ENTRY_LINE_DESCRIPTION_IS_EMPTY', `${where}the description is empty.`);
		const department = textOrNull(line, 'DepartmentID');
		const account = postingAccount(call, text(line, 'GLAccountCode'), department, where);
		return { gl: account.code, part: 'Net', amount: cents(text(line, 'Amount')), description, department };
	});
	if (lines.reduce((sum, { amount }) => sum + amount, 0) !== 0) {
		throw new Refused('JOURNAL_ENTRY_LINES_ARE_NOT_BALANCED', 'The lines do not add up to 0.');
	}
	return post(call, {
		type: 'GD', ledger: 'General', day: dayOf(day), reference: text(journal, 'ExternalReference'), number: text(journal, 'InternalReference'),
		description: lines[0]?.description ?? '', currency: call.entity.currency, rate: '1', lines,
	});
}

export const journalOperations: Operation[] = (['', 'GetBackTransactionID'] as const).map((suffix) =>
	writes(`CreateGeneralJournal${suffix}`, 'journal:GeneralJournal', '', suffix === '' ? '' : 'transactionID:i', (call) => {
		const journal = part(call.parameters, 'journal');
		if (journal === null) throw new Refused('JOURNAL_ENTRY_IS_NULL', 'The journal is missing.');
		return { transactionID: postJournal(call, journal) };
	}),
);
