import { atMidnight, momentText } from '../books/checks';
import type { Call } from '../state/call';
import type { Row } from '../state/store';
import { Refused } from '../wire/faults';
import { type Operation, reads } from '../wire/operation';
import { type Data, part, text, whole } from '../wire/shapes';
import { transactionOf } from './allocate';
import { conditions, findTransactions, instant, linesOf } from './query';
import { money, showTransactions } from './show';

const query = ({ parameters }: Call): Data => part(parameters, 'query') ?? {};
const QUERY = 'query:WSGetTransactionsByQuery';

/** The long names of the two letters. */
const NAMES: Readonly<Record<string, string>> = {
	PI: 'PurchasesInvoice', PN: 'PurchasesDebitNote', PP: 'PurchasesPayment', PR: 'PurchasesRefund', PX: 'PurchasesCurrencyFluctuation',
	PD: 'PurchasesDebitJournal', PC: 'PurchasesCreditJournal', DP: 'PurchasesDiscount', SI: 'SalesInvoice', SN: 'SalesCreditNote', SR: 'SalesReceipt',
	SP: 'SalesRefund', SX: 'SalesCurrencyFluctuation', SD: 'SalesDebitJournal', SC: 'SalesCreditJournal', DS: 'SalesDiscount', BP: 'BankPayment',
	BR: 'BankReceipt', GD: 'GeneralJournal',
};

/** The ledger's transactions, found and counted. */
export const searches: Operation[] = [
	reads('GetTransactionsByExternalReference', 'query:WSGetTransactionsByExternalReferenceQuery', 'WSTransactionSummary[]', (call) => ({
		// An absent reference must not find the whole ledger.
		Result: showTransactions(call, findTransactions(call, { ...query(call), ExternalReference: text(query(call), 'ExternalReference') })),
	})),
	reads('GetTransactionsBy', QUERY, 'WSTransactionSummary[]', (call) => ({ Result: showTransactions(call, findTransactions(call, query(call))) })),
	reads('GetTransactionsModifiedBy', QUERY, 'WSChangedTransactionSummary[]', (call) => {
		// Its creation dates bound the moment of the last change instead.
		const { FromCreationDate, ToCreationDate, ...rest } = query(call);
		const found = findTransactions(call, { ...rest, FromModified: FromCreationDate, ToModified: ToCreationDate });
		const status = (row: Row | undefined) => (row !== undefined && Number(row.modified) > Number(row.created) ? 'Modified' : 'Created');
		return { Result: showTransactions(call, found).map((summary, index) => ({ ...summary, Status: status(found[index]) })) };
	}),
	reads('GetCountTransactionsBy', QUERY, 'WSTransactionsCount', (call) => {
		const { where, values } = conditions(call, query(call));
		const rows = call.store.all(
			`SELECT id, (SELECT count(*) FROM aiq_lines WHERE transaction_id = aiq_transactions.id) AS count FROM aiq_transactions WHERE ${where} ORDER BY id`, ...values,
		);
		return {
			Result: { TransactionsCount: rows.length, TransactionLinesCount: rows.map(({ id, count }) => ({ TransactionID: Number(id), LinesCount: Number(count) })) },
		};
	}),
	reads('GetTransaction', 'transactionID:i', 'Transaction', (call) => ({ Result: showTransaction(call, transactionOf(call, whole(call.parameters, 'transactionID'))) })),
	reads('GetTransactionByInvoiceID', 'invoiceID:i', 'Transaction', (call) => {
		const row = call.store.one('SELECT * FROM aiq_transactions WHERE entity = ? AND invoice = ?', call.entity.id, whole(call.parameters, 'invoiceID'));
		if (row === undefined || row.invoice === 0) throw new Refused('NOT_FOUND', 'That invoice is not posted.');
		return { Result: showTransaction(call, row) };
	}),
	reads(
		'GetAccountsWithTransactionsCreatedBetween', 'ledger since:d until:d typesFilter fromAccountCode toAccountCode', 'WSAccountActivitySummary[]',
		(call) => ({ Result: activity(call) }),
	),
];

export function showTransaction(call: Call, row: Row): Data {
	const { records, entity, store } = call;
	const allocated = Number(row.amount) - Number(row.outstanding);
	const allocation = store.one('SELECT number FROM aiq_allocations WHERE entity = ? AND (one = ? OR other = ?)', entity.id, Number(row.id), Number(row.id));
	const broad: Readonly<Record<string, string>> = { Net: 'Net', Vat: 'Vat', Control: 'Control' };
	const lines = (linesOf(call, [row]).get(Number(row.id)) ?? []).map((line, index): Data => {
		const account = records.get(entity.id, 'account', String(line.gl));
		const department = line.department === '' ? undefined : records.get(entity.id, 'department', String(line.department));
		const bank = line.part === 'Bank' ? records.get(entity.id, 'bank', String(line.gl)) : undefined;
		return {
			TransactionLineID: Number(line.id), TransactionID: Number(row.id), AccountID: Number(row.account_id), BankID: bank?.id ?? 0,
			CurrencyCode: String(line.currency), TaxCode: String(line.tax), AuthorUserID: String(row.author), TransactionGroupNumber: index + 1,
			GLAccountCode: String(line.gl), TransactionLineType: String(row.type), Description: String(line.description),
			GlAccountName: account === undefined ? '' : text(account.body, 'Description'), DepartmentName: department === undefined ? '' : text(department.body, 'Description'),
			InternalNumber: String(row.number), ExternalReference: String(row.reference), IsInDispute: row.disputed === 1, CreationDate: momentText(Number(row.created)),
			TransactionDate: atMidnight(String(row.date)), PeriodDate: atMidnight(String(row.period_date)), Amount: money(line.amount),
			AllocatedAmount: money(line.part === 'Control' ? allocated : 0), BCAmount: money(line.base), ExchangeRate: String(line.rate), PeriodID: Number(row.period),
			InvoiceID: Number(row.invoice), AllocationNumber: line.part === 'Control' ? Number(allocation?.number ?? 0) : 0, DepartmentID: String(line.department),
			BroadType: broad[String(line.part)] ?? 'None', IsReversed: row.reversed === 1, LodgmentNumber: String(row.lodgment), RowVersionNumber: '',
			IsBankLine: line.part === 'Bank', IsAccountControlLine: line.part === 'Control',
		};
	});
	return { Lines: lines, TransactionType: NAMES[String(row.type)] ?? 'Unknown' };
}

function activity({ store, entity, parameters }: Call): Data[] {
	const rows = store.all(
		`SELECT account_id, account, ledger, count(*) AS count, sum(amount) AS total FROM aiq_transactions
		 WHERE entity = ?1 AND account <> '' AND ledger = ?2 AND created BETWEEN ?3 AND ?4 AND (?5 = '' OR type = ?5)
		 AND (?6 = '' OR account >= ?6) AND (?7 = '' OR account <= ?7) GROUP BY account_id, account, ledger ORDER BY account`,
		entity.id, text(parameters, 'ledger'), instant(text(parameters, 'since')), instant(text(parameters, 'until')),
		text(parameters, 'typesFilter'), text(parameters, 'fromAccountCode'), text(parameters, 'toAccountCode'),
	);
	return rows.map((row) => ({
		AccountID: Number(row.account_id), AccountCode: String(row.account), Ledger: String(row.ledger), NumberOfTransactions: Number(row.count), TotalGrossAmount: money(row.total),
	}));
}
