import type { CanonicalRecord } from '../../core/session';
import { divide, format, negate, parseAmount, roundTo } from '../../core/money';
import { dimensionId } from '../mapping';
import { postedOf } from '../posted';
import { keyOfNote } from '../shapes/keys';
import type { QboExpenseDetail, QboJournalDetail, QboLine, QboRef, QboTransaction, TransactionEntity } from '../types';
import { filled, given, toAmount, toInstant } from '../wire';

/** QuickBooks' transactions in the package's words: what the kinds in core/model say, with the books' own totals beside it. */
export function fromTransaction(entity: TransactionEntity, transaction: QboTransaction, appUrl?: string): CanonicalRecord {
	const { raw: _raw, ...posted } = postedOf(entity, transaction, appUrl);
	return given({
		...posted,
		type: entity,
		memo: memoOf(transaction.PrivateNote),
		...partyOf(entity, transaction),
		...moneyOf(entity, transaction),
		dueDate: transaction.DueDate,
		exchangeRate: exchangeRateOf(transaction.ExchangeRate),
		taxIncluded: transaction.GlobalTaxCalculation === undefined ? undefined : transaction.GlobalTaxCalculation === 'TaxInclusive',
		tax: toAmount(transaction.TxnTaxDetail?.TotalTax),
		amountDue: toAmount(transaction.Balance),
		lines: transaction.Line?.filter(isOwn).map((line) => fromLine(line, transaction)),
		changedAt: toInstant(transaction.MetaData?.LastUpdatedTime),
		raw: transaction,
	});
}

/** QuickBooks adds a line with the sum, and puts texts between the lines of an invoice. */
const isOwn = ({ DetailType, Amount }: QboLine): boolean => Amount !== undefined && DetailType !== 'SubTotalLineDetail';

/** The memo without the mark that carries our key. */
export function memoOf(note: string | undefined): string | undefined {
	return filled((keyOfNote(note) === undefined ? note : note?.replace(/\s*\[[^[\]]+\]\s*$/, ''))?.trim());
}

function partyOf(entity: TransactionEntity, { VendorRef, CustomerRef, EntityRef, Line = [] }: QboTransaction) {
	if (entity === 'Purchase') return { supplier: refFrom(EntityRef) };
	if (entity === 'Deposit') return { supplier: refFrom(Line.map(({ DepositLineDetail }) => DepositLineDetail?.Entity).find((party) => party !== undefined)) };
	return given({ supplier: refFrom(VendorRef), customer: refFrom(CustomerRef) });
}

/** Money spent is positive, money that came back negative, as in an expense document. */
function moneyOf(entity: TransactionEntity, transaction: QboTransaction) {
	const { AccountRef, DepositToAccountRef, CheckPayment, CreditCardPayment, Credit, Line = [] } = transaction;
	const total = toAmount(transaction.TotalAmt);
	const back = Credit === true || entity === 'Deposit' || entity === 'CreditMemo';
	const bank = entity === 'Purchase' ? AccountRef : (DepositToAccountRef ?? CheckPayment?.BankAccountRef ?? CreditCardPayment?.CCAccountRef);
	const [paid] = Line.flatMap(({ LinkedTxn = [] }) => LinkedTxn);
	const payment = entity === 'Payment' || entity === 'BillPayment';
	return given({
		amount: total !== undefined && back ? format(negate(total)) : total,
		bankAccount: refFrom(bank),
		direction: payment ? (entity === 'Payment' ? 'in' : 'out') : undefined,
		document: payment && paid !== undefined ? { id: paid.TxnId } : undefined,
	});
}

/** Ours is foreign units for one of home. */
function exchangeRateOf(rate: number | undefined): string | undefined {
	const exact = parseAmount(rate);
	return exact === undefined || exact === '0' ? undefined : roundTo(divide('1', exact), 10);
}

function fromLine(line: QboLine, { DepartmentRef, ClassRef }: QboTransaction) {
	const journal = line.JournalEntryLineDetail;
	const detail: QboExpenseDetail & Partial<Pick<QboJournalDetail, 'DepartmentRef' | 'PostingType' | 'Entity'>> =
		line.AccountBasedExpenseLineDetail ?? line.ItemBasedExpenseLineDetail ?? line.SalesItemLineDetail ?? journal ?? line.DepositLineDetail ?? {};
	const amount = toAmount(detail.TaxInclusiveAmt ?? line.Amount);
	const customer = journal === undefined ? detail.CustomerRef : journal.Entity?.Type === 'Customer' ? journal.Entity.EntityRef : undefined;
	return given({
		id: line.Id,
		description: filled(line.Description),
		amount: amount !== undefined && detail.PostingType === 'Credit' ? format(negate(amount)) : amount,
		quantity: detail.Qty === undefined ? undefined : parseAmount(detail.Qty),
		unitAmount: toAmount(detail.UnitPrice),
		account: refFrom(detail.AccountRef),
		item: refFrom(detail.ItemRef),
		taxRate: refFrom(detail.TaxCodeRef),
		taxAmount: toAmount(detail.TaxAmount),
		customer: refFrom(customer),
		billable: detail.BillableStatus === undefined ? undefined : detail.BillableStatus !== 'NotBillable',
		dimensions: dimensionsOf(detail.ClassRef ?? ClassRef, detail.DepartmentRef ?? DepartmentRef),
	});
}

function dimensionsOf(ofClass: QboRef | undefined, department: QboRef | undefined) {
	const both = ([['class', ofClass], ['department', department]] as const).flatMap(([dimension, ref]) =>
		ref === undefined ? [] : [{ dimension: { id: dimension }, value: given({ id: dimensionId(dimension, ref.value), name: filled(ref.name) }) }]);
	return both.length === 0 ? undefined : both;
}

function refFrom(ref: QboRef | undefined): { id: string; name?: string } | undefined {
	return ref === undefined ? undefined : given({ id: ref.value, name: filled(ref.name) });
}
