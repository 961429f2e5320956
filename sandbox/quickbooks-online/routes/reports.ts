import { stampText, today } from '../state/times';
import { type Answer, type Call, ok } from '../wire/call';
import { ApiFault, faultError } from '../wire/faults';

/** The trial balance in the shape that all reports have; no other report is played. Source: Intuit, "Reports". */
export function report({ books, path }: Call): Answer {
	const name = path[1] ?? '';
	if (name.toLowerCase() !== 'trialbalance') throw new ApiFault([faultError(500, `Operation ${name} is not supported.`)]);
	const rows = books.trialBalance().accounts.filter(({ balance }) => balance !== '0.00').map(({ id, name: account, balance }) => {
		const isCredit = balance.startsWith('-');
		return { ColData: [{ value: account, id }, { value: isCredit ? '' : balance }, { value: isCredit ? balance.slice(1) : '' }] };
	});
	const total = (column: 1 | 2) => rows.reduce((cents, { ColData }) => cents + Math.round(Number(ColData[column]?.value) * 100), 0);
	const written = (cents: number) => (cents / 100).toFixed(2);
	return ok({
		Header: {
			Time: stampText(books.store.now()), ReportName: 'TrialBalance', ReportBasis: 'Accrual', EndPeriod: today(books.store.now()), Currency: books.company.home,
			Option: [{ Name: 'NoReportData', Value: String(rows.length === 0) }],
		},
		Columns: { Column: [{ ColTitle: '', ColType: 'Account' }, { ColTitle: 'Debit', ColType: 'Money' }, { ColTitle: 'Credit', ColType: 'Money' }] },
		Rows: { Row: [...rows, { Summary: { ColData: [{ value: 'TOTAL' }, { value: written(total(1)) }, { value: written(total(2)) }] }, type: 'Section', group: 'GrandTotal' }] },
	});
}
