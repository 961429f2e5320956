import { fromCents, toText } from '../../frame/money';
import { atMidnight, momentText } from '../books/checks';
import { accountKind, type Ledger } from '../books/lookup';
import { periods } from '../books/periods';
import type { Call } from '../state/call';
import type { Row } from '../state/store';
import { type Data, text } from '../wire/shapes';
import { linesOf } from './query';

export function money(cents: unknown): string {
	return toText(fromCents(Number(cents)));
}

/** Transactions as the searches answer them. */
export function showTransactions(call: Call, transactions: Row[]): Data[] {
	const lines = linesOf(call, transactions);
	const byPeriod = new Map(periods(call).map((period) => [period.id, period.body]));
	const attached = attachments(call);
	return transactions.map((row) => {
		const period = byPeriod.get(Number(row.period)) ?? {};
		return { ...showHead(call, row), FinancialYear: period.FinancialYear, PeriodNumber: period.PeriodNumber, PeriodName: period.PeriodName,
			NumberOfAttachments: attached.get(String(row.id)) ?? 0,
			LineDetails: (lines.get(Number(row.id)) ?? []).map((line) => showDetail(call, row, line)),
		};
	});
}

export function showHead(call: Call, row: Row): Data {
	const account = row.account === '' ? undefined : call.records.get(call.entity.id, accountKind(row.ledger as Ledger), String(row.account));
	const size = (cents: unknown) => money(call.settings.unsignedAmounts ? Math.abs(Number(cents)) : cents);
	return {
		AccountID: Number(row.account_id), AccountCode: String(row.account), Ledger: String(row.ledger), TransactionType: String(row.type),
		TransactionID: Number(row.id), IsBatchInvoiceOrNote: row.batch === 1, InvoiceID: Number(row.invoice), InternalNumber: String(row.number),
		ExternalReference: String(row.reference), ControlAmount: size(row.amount), OutstandingAmount: size(row.outstanding),
		ControlBCAmount: size(row.base), TransactionDate: atMidnight(String(row.date)), CreationDate: momentText(Number(row.created)),
		CurrencyCode: String(row.currency), PeriodDate: atMidnight(String(row.period_date)), CreatedBy: String(row.author),
		AccountName: account === undefined ? '' : text(account.body, 'Name'), TransactionBankGLAccountNumber: String(row.bank),
		IsReversed: row.reversed === 1, IsInDispute: row.disputed === 1, DueDate: row.due === null ? null : atMidnight(String(row.due)),
	};
}

export function showDetail({ records, entity }: Call, row: Row, line: Row): Data {
	const tax = line.tax === '' ? undefined : records.get(entity.id, 'tax', String(line.tax));
	return {
		GLAccountCode: String(line.gl), IsControlLine: line.part === 'Control', IsTaxLine: line.part === 'Vat', IsStockLine: false,
		Amount: money(line.amount), BCAmount: money(line.base), TaxID: tax === undefined ? '' : text(tax.body, 'ID'),
		DepartmentID: line.department === '' ? null : String(line.department), CurrencyCode: String(line.currency), IsReconciled: false,
		Description: String(line.description), TransactionDate: atMidnight(String(row.date)), PeriodDate: atMidnight(String(row.period_date)),
		ExchangeRate: String(line.rate),
	};
}

function attachments({ store, entity }: Call): Map<string, number> {
	const rows = store.all(
		"SELECT master_id, count(*) AS count FROM aiq_documents WHERE entity = ? AND master_type = 'Transaction' GROUP BY master_id", entity.id,
	);
	return new Map(rows.map(({ master_id, count }) => [String(master_id), Number(count)]));
}
