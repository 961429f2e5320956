import { exact, type Exact, share, sum, toNumber } from '../../frame/money';
import type { Books } from '../books/books';
import { taxOf } from '../books/tax';
import { ADDRESS, EMAIL, SALES_LINE, TRANSACTION } from '../schema/parts';
import { any, choice, day, type Fields, flag, list, money, own, ref, text } from '../schema/types';
import { type Body, type Kept, valueOf } from '../state/records';
import { business } from '../wire/faults';
import { costs } from './costs';
import { dueDate, head, home, needParty, uniqueNumber } from './heads';
import { builtLines } from './lines';
import type { Draft, Entity, FilterType, Posting } from './types';

const FILTERS: Readonly<Record<string, FilterType>> = { TxnDate: 'day', DocNumber: 'number', TotalAmt: 'amount', CustomerRef: 'party', Balance: 'amount', CurrencyRef: 'ref' };
const FORM: Fields = {
	...TRANSACTION, CustomerRef: ref('Customer'), CustomerMemo: any, BillAddr: ADDRESS, ShipAddr: ADDRESS, ShipFromAddr: any, BillEmail: EMAIL, BillEmailCc: EMAIL, BillEmailBcc: EMAIL,
	Line: list(SALES_LINE), PrintStatus: choice('NotSet', 'NeedToPrint', 'PrintComplete'), EmailStatus: choice('NotSet', 'NeedToSend', 'EmailSent'),
	ApplyTaxAfterDiscount: flag, FreeFormAddress: flag, ShipMethodRef: any, ShipDate: day, TrackingNum: text(31), SalesTermRef: ref('Term'), DeliveryInfo: any,
	TaxExemptionRef: any, PaymentMethodRef: ref('PaymentMethod'),
};

export const invoice: Entity = {
	name: 'Invoice', kind: 'txn', canDelete: true, canVoid: true,
	fields: {
		...FORM, DueDate: day, Deposit: money, DepositToAccountRef: ref('Account'), AllowIPNPayment: any, AllowOnlinePayment: any, AllowOnlineCreditCardPayment: flag,
		AllowOnlineACHPayment: flag, InvoiceLink: any, ARAccountRef: ref('Account'), EInvoiceStatus: any, InvoiceStatus: any, LessCIS: any, AutoDocNumber: any,
	},
	filters: { ...FILTERS, DueDate: 'day', EmailStatus: 'text', SalesTermRef: 'ref' },
	build: (draft) => {
		const built = form(draft, 'Invoice');
		const paid = exact(Number(draft.before?.TotalAmt ?? 0)) - exact(Number(draft.before?.Balance ?? 0));
		const balance = exact(Number(built.TotalAmt)) - paid - exact((draft.fields.Deposit as number | undefined) ?? 0) + exact(Number(draft.before?.Deposit ?? 0));
		if (balance < 0n) throw business('The amount of an invoice cannot be less than what has been paid.');
		return { ...built, DueDate: dueDate(draft, built), LinkedTxn: draft.before?.LinkedTxn ?? [], ...balanceOf(draft.books, built, balance) };
	},
	post: (books, record) => receivable(books, record, -1n),
	settle: refreshCustomer, unsettle: refreshCustomer, release: releasePayments,
	guard: (_books, record, deed) => {
		const isPaid = (record.LinkedTxn as Body[] | undefined)?.some(({ TxnType }) => TxnType === 'Payment') === true;
		if (deed === 'delete' && isPaid) throw business('This invoice has payments applied to it. Remove them before you delete it.');
	},
};

export const creditMemo: Entity = {
	name: 'CreditMemo', kind: 'txn', canDelete: true, canVoid: true,
	fields: { ...FORM, RemainingCredit: own, DepositToAccountRef: ref('Account'), ARAccountRef: ref('Account'), InvoiceRef: any },
	filters: { ...FILTERS },
	build: (draft) => {
		const built = form(draft, 'CreditMemo');
		const used = exact(Number(draft.before?.TotalAmt ?? 0)) - exact(Number(draft.before?.Balance ?? 0));
		const rest = exact(Number(built.TotalAmt)) - used;
		return { ...built, LinkedTxn: draft.before?.LinkedTxn ?? [], RemainingCredit: toNumber(rest), ...balanceOf(draft.books, built, rest) };
	},
	post: (books, record) => receivable(books, record, 1n),
	settle: refreshCustomer, unsettle: refreshCustomer,
};

/** Money at once, in or back. */
function cashForm(name: string, sign: bigint): Entity {
	return {
		name, kind: 'txn', canDelete: true, canVoid: true,
		fields: { ...FORM, DepositToAccountRef: ref('Account'), PaymentRefNum: text(21), PaymentType: any, CreditCardPayment: any, CheckPayment: any },
		filters: { ...FILTERS },
		build: (draft) => {
			const { books, fields } = draft;
			const into = books.records.get('Account', valueOf(fields.DepositToAccountRef)) ?? books.systemAccount('Undeposited Funds', 'Other Current Asset', 'UndepositedFunds');
			return { ...form(draft, name, false), Balance: 0, DepositToAccountRef: { value: into.Id, name: String(into.Name) } };
		},
		post: (books, record) => {
			const { entries, total } = costs(books, record, 'Sales', sign);
			return [...entries, { account: String(valueOf(record.DepositToAccountRef)), amount: -total }];
		},
	};
}
export const salesReceipt = cashForm('SalesReceipt', -1n);
export const refundReceipt = cashForm('RefundReceipt', 1n);

/** An offer, which is in no ledger. */
export const estimate: Entity = {
	name: 'Estimate', kind: 'txn', canDelete: true,
	fields: { ...FORM, ExpirationDate: day, AcceptedBy: text(100), AcceptedDate: day, TxnStatus: choice('Accepted', 'Closed', 'Pending', 'Rejected', 'Converted') },
	filters: { ...FILTERS, TxnStatus: 'text' },
	build: (draft) => ({ TxnStatus: 'Pending', ...form(draft, 'Estimate') }),
};

function form(draft: Draft, name: string, needsCustomer = true): Body {
	const { books, fields } = draft;
	const customer = needsCustomer || fields.CustomerRef !== undefined ? needParty(books, 'Customer', fields.CustomerRef) : undefined;
	const top = head(draft, customer);
	const { lines, taxed } = builtLines(draft, 'Sales');
	const subTotal = sum(taxed.map(({ net }) => net));
	const off = discount(lines, subTotal);
	const tax = taxOf(books, 'Sales', taxed, fields.GlobalTaxCalculation ?? 'TaxExcluded', fields.TxnTaxDetail as Body | undefined); // checked when it came in
	const total = subTotal - off + tax.total;
	if (total < 0n) throw business(`The total of this ${name.toLowerCase()} must not be negative.`);
	return {
		PrintStatus: 'NotSet', EmailStatus: 'NotSet', ApplyTaxAfterDiscount: false, BillAddr: customer?.BillAddr, ShipAddr: customer?.ShipAddr, BillEmail: customer?.PrimaryEmailAddr,
		...fields, ...top, Line: [...lines, { Amount: toNumber(subTotal), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} }],
		CustomField: ownFields(books, fields.CustomField), TxnTaxDetail: tax.detail, GlobalTaxCalculation: books.isUs ? undefined : (fields.GlobalTaxCalculation ?? 'TaxExcluded'), TotalAmt: toNumber(total),
		...home(books, top, total, 'HomeTotalAmt'), DocNumber: uniqueNumber(draft, name, fields),
	};
}

/** Every field that the company has, filled or not; one that it has not is left out without a word. */
function ownFields({ company }: Books, sent: unknown): Body[] {
	const filled = (sent as Body[] | undefined) ?? []; // a list, checked when it came in
	return company.salesFields.flatMap((Name, index): Body[] => {
		const DefinitionId = String(index + 1);
		const value = filled.find((one) => one.DefinitionId === DefinitionId)?.StringValue;
		return Name === '' ? [] : [{ DefinitionId, Name, Type: 'StringType', ...(value === undefined ? {} : { StringValue: value }) }];
	});
}

/** The amount that a discount line takes off. */
function discount(lines: Body[], subTotal: Exact): Exact {
	const line = lines.find(({ DetailType }) => DetailType === 'DiscountLineDetail');
	if (line === undefined) return 0n;
	const { PercentBased, DiscountPercent } = line.DiscountLineDetail as Body;
	const amount = PercentBased === true ? share(subTotal, exact((DiscountPercent as number | undefined) ?? 0), exact(100)) : exact((line.Amount as number | undefined) ?? 0);
	line.Amount = toNumber(amount);
	return amount;
}

function balanceOf(books: Books, record: Body, balance: Exact): Body {
	return { Balance: toNumber(balance), ...home(books, record, balance, 'HomeBalance') };
}

function receivable(books: Books, record: Kept, sign: bigint): Posting[] {
	const { entries, total } = costs(books, record, 'Sales', sign);
	const account = valueOf(record.ARAccountRef) ?? books.accountFor('Accounts Receivable', String(valueOf(record.CurrencyRef))).Id;
	const deposit = exact((record.Deposit as number | undefined) ?? 0);
	if (deposit === 0n) return [...entries, { account, amount: -total }];
	const into = valueOf(record.DepositToAccountRef) ?? books.systemAccount('Undeposited Funds', 'Other Current Asset', 'UndepositedFunds').Id;
	return [...entries, { account, amount: -total - deposit }, { account: into, amount: deposit }];
}

/** A voided invoice gives its payments back to the customer, as money not applied. */
function releasePayments(books: Books, { Id, LinkedTxn }: Kept): void {
	for (const { TxnType, TxnId } of (LinkedTxn as Body[] | undefined) ?? []) {
		const payment = TxnType === 'Payment' ? books.records.get('Payment', String(TxnId)) : undefined;
		if (payment === undefined) continue;
		const isOurs = (line: Body) => (line.LinkedTxn as Body[] | undefined)?.[0]?.TxnId === Id;
		const lines = payment.Line as Body[];
		const freed = sum(lines.filter(isOurs).map((line) => exact(Number(line.Amount))));
		const LinkedTxns = ((payment.LinkedTxn as Body[] | undefined) ?? []).filter((link) => link.TxnId !== Id);
		books.touch('Payment', payment, { Line: lines.filter((line) => !isOurs(line)), LinkedTxn: LinkedTxns, UnappliedAmt: toNumber(exact(Number(payment.UnappliedAmt)) + freed) });
	}
}

function refreshCustomer(books: Books, { CustomerRef }: Kept): void {
	books.refreshParty('Customer', valueOf(CustomerRef));
}

