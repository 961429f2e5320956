import type { Day } from '../core/dates';
import { BooksError } from '../core/errors';
import type { Posted, Target } from '../core/ledger';
import type { Journal } from '../core/model/documents';
import { negate } from '../core/money';
import { alone, postOnce } from '../core/once';
import { standing } from './document-kinds';
import type { XeroLedger } from './ledger';
import { keyOfNarration } from './posted';
import type { XeroManualJournal } from './types';
import { toAmount, toDay } from './wire';

/**
 * Posts the mirror of a journal, for a period that is closed to voiding. Its key is the journal's with "-R" behind it,
 * or the journal's id where it has no key, so a second run finds it and posts nothing.
 */
export async function reverseJournal(ledger: XeroLedger, target: Target, date?: Day): Promise<Omit<Posted, 'raw'> & { action: string }> {
	const { id, record } = await standing(ledger.desk.xero, 'journal', target);
	// `standing` gives the vendor's record of the collection that it was asked for.
	const journal = record as unknown as XeroManualJournal;
	if (journal.Status !== 'POSTED') {
		throw new BooksError({
			category: 'validation',
			message: `The journal has the status ${journal.Status} and needs no reversal.`,
			hint: 'Delete a draft instead.',
		});
	}
	const mirror = mirrorOf(journal, id, date);
	const { writers, connection } = ledger;
	if (writers.journal === undefined) throw new BooksError({ category: 'validation', message: 'There is no journal to write.' });
	const writer = writers.journal;
	const options = { createParties: false, dryRun: false, closedPeriod: 'refuse' as const };
	const [outcome] = await alone(`${connection}|journal`, async () => await postOnce(writer, [mirror], options));
	if (outcome?.ok !== true) throw outcome?.error ?? new BooksError({ category: 'outage', message: 'No answer came back.' });
	const { raw: _raw, ...posted } = outcome.value.posted as Posted;
	return { action: outcome.value.action, ...posted };
}

function mirrorOf(journal: XeroManualJournal, id: string, date?: Day): Journal {
	return {
		kind: 'journal',
		key: `${keyOfNarration(journal.Narration) ?? id}-R`,
		date: date ?? toDay(journal.Date) ?? '',
		memo: `Reversal of ${journal.Narration.replace(/\s*\[[^[\]]*\]\s*$/, '')}`,
		status: 'posted',
		lines: (journal.JournalLines ?? []).map((line) => ({
			description: line.Description,
			amount: negate(toAmount(line.LineAmount) ?? '0'),
			account: line.AccountCode === undefined ? { id: line.AccountID } : { code: line.AccountCode },
			taxRate: line.TaxType === undefined || journal.LineAmountTypes === 'NoTax' ? undefined : { code: line.TaxType },
			dimensions: line.Tracking?.map(({ TrackingCategoryID, Name, TrackingOptionID, Option }) => ({
				dimension: TrackingCategoryID === undefined ? { name: Name } : { id: TrackingCategoryID },
				value: TrackingOptionID === undefined ? { name: Option } : { id: TrackingOptionID },
			})),
		})),
	};
}
