import { exact, type Exact, sum, toNumber } from '../../frame/money';
import type { Books } from '../books/books';
import { taxOf } from '../books/tax';
import { EXPENSE_LINE, TRANSACTION } from '../schema/parts';
import { any, choice, day, flag, list, own, ref } from '../schema/types';
import { type Body, type Kept, valueOf } from '../state/records';
import { business, fault, required } from '../wire/faults';
import { costs } from './costs';
import { dueDate, head, home, needCurrency, needParty, uniqueNumber } from './heads';
import { builtLines } from './lines';
import type { Draft, Entity, FilterType, Posting } from './types';

const FILTERS: Readonly<Record<string, FilterType>> = { TxnDate: 'day', DocNumber: 'number', TotalAmt: 'amount', VendorRef: 'party', CurrencyRef: 'ref' };
const LINES = list(EXPENSE_LINE);

export const bill: Entity = {
	name: 'Bill', kind: 'txn', canDelete: true, sparseNeeds: ['VendorRef'],
	fields: { ...TRANSACTION, VendorRef: ref('Vendor'), VendorAddr: any, APAccountRef: ref('Account'), SalesTermRef: ref('Term'), DueDate: day, Line: LINES, IncludeInAnnualTPAR: any, PayerRef: any },
	filters: { ...FILTERS, Balance: 'amount', DueDate: 'day', APAccountRef: 'ref', SalesTermRef: 'ref' },
	build: (draft) => {
		const built = payable(draft, 'Bill');
		const paid = exact(Number(draft.before?.TotalAmt ?? 0)) - exact(Number(draft.before?.Balance ?? 0));
		if (exact(Number(built.TotalAmt)) < paid) throw business('The amount of a bill cannot be less than what has been paid.');
		return withBalance(draft.books, { ...built, DueDate: dueDate(draft, built), LinkedTxn: draft.before?.LinkedTxn ?? [] }, exact(Number(built.TotalAmt)) - paid);
	},
	post: (books, record) => payablePostings(books, record, 1n),
	settle: refreshVendor, unsettle: refreshVendor,
	guard: (_books, record, deed) => {
		if (deed === 'delete' && (record.LinkedTxn as unknown[] | undefined)?.length) throw business('This bill has payments applied to it. Remove them before you delete it.');
	},
};

export const vendorCredit: Entity = {
	name: 'VendorCredit', kind: 'txn', canDelete: true, sparseNeeds: ['VendorRef'],
	fields: { ...TRANSACTION, VendorRef: ref('Vendor'), VendorAddr: any, APAccountRef: ref('Account'), Line: LINES, IncludeInAnnualTPAR: any, PayerRef: any },
	filters: { ...FILTERS, Balance: 'amount' },
	build: (draft) => {
		const built = payable(draft, 'VendorCredit');
		const used = exact(Number(draft.before?.TotalAmt ?? 0)) - exact(Number(draft.before?.Balance ?? 0));
		return withBalance(draft.books, { ...built, LinkedTxn: draft.before?.LinkedTxn ?? [] }, exact(Number(built.TotalAmt)) - used);
	},
	post: (books, record) => payablePostings(books, record, -1n),
	settle: refreshVendor, unsettle: refreshVendor,
};

/** An order, which is in no ledger until a bill follows it. */
export const purchaseOrder: Entity = {
	name: 'PurchaseOrder', kind: 'txn', canDelete: true,
	fields: { ...bill.fields, POStatus: choice('Open', 'Closed'), POEmail: any, ShipAddr: any, ShipTo: any, Memo: any, EmailStatus: any, ClassRef: ref('Class') },
	filters: { ...FILTERS, POStatus: 'text' },
	build: (draft) => ({ POStatus: 'Open', ...payable(draft, 'PurchaseOrder') }),
};

/** Which accounts can pay how. Source: Intuit's entity reference, Purchase. */
const PAID_FROM: Readonly<Record<string, readonly string[]>> = { Cash: ['Bank', 'Other Current Asset'], Check: ['Bank'], CreditCard: ['Credit Card'] };
const TXN_TYPES: Readonly<Record<string, string>> = { Cash: '54', Check: '3', CreditCard: '1' };

export const purchase: Entity = {
	name: 'Purchase', kind: 'txn', canDelete: true, canVoid: true, sparseNeeds: ['PaymentType'],
	fields: {
		...TRANSACTION, PaymentType: choice('Cash', 'Check', 'CreditCard'), AccountRef: ref('Account'), EntityRef: ref('Vendor', 'Customer', 'Employee'), Credit: flag,
		PaymentMethodRef: ref('PaymentMethod'), PaymentRefNum: { kind: 'text', max: 21 }, PrintStatus: choice('NotSet', 'NeedToPrint', 'PrintComplete'), RemitToAddr: any,
		Line: LINES, IncludeInAnnualTPAR: any, CheckPayment: own, Memo: any,
	},
	filters: { ...FILTERS, VendorRef: 'party', EntityRef: 'party', PaymentType: 'text', AccountRef: 'ref', Credit: 'flag' },
	build: (draft) => {
		const { books, fields } = draft;
		const type = fields.PaymentType;
		if (typeof type !== 'string') throw required('PaymentType');
		const account = books.records.get('Account', valueOf(fields.AccountRef));
		if (account === undefined) throw required('AccountRef');
		if (PAID_FROM[type]?.includes(String(account.AccountType)) !== true) throw fault(6430, 'Invalid account type used : The account cannot be used for this type of payment', 'AccountRef');
		const party = fields.EntityRef as Body | undefined; // a reference, checked when it came in
		const entity = party === undefined ? undefined : { ...party, type: typeOf(books, party) };
		const money = { ...fields, ...(books.company.multiCurrency && fields.CurrencyRef === undefined ? { CurrencyRef: account.CurrencyRef } : {}) };
		const built = withLines({ ...draft, fields: money }, 'Purchase');
		needCurrency(books, account, valueOf(built.CurrencyRef));
		return {
			...built, ...(entity === undefined ? {} : { EntityRef: entity }), PaymentType: type, Credit: type === 'CreditCard' && fields.Credit === true,
			...(type === 'Check' ? { PrintStatus: fields.PrintStatus ?? 'NotSet' } : {}), DocNumber: uniqueNumber(draft, 'Purchase', built),
		};
	},
	post: (books, record) => {
		const sign = record.Credit === true ? -1n : 1n;
		const { entries, total } = costs(books, record, 'Purchase', sign);
		return [...entries, { account: String(valueOf(record.AccountRef)), amount: -total }];
	},
	show: (record) => ({
		...record,
		PurchaseEx: { any: [{ name: '{http://schema.intuit.com/finance/v3}NameValue', declaredType: 'com.intuit.schema.finance.v3.NameValue', scope: 'javax.xml.bind.JAXBElement$GlobalScope', value: { Name: 'TxnType', Value: record.Credit === true ? '11' : TXN_TYPES[String(record.PaymentType)] }, nil: false, globalScope: true, typeSubstituted: false }] },
	}),
};

function typeOf(books: Books, { value, type }: Body): string {
	if (typeof type === 'string') return type;
	return ['Vendor', 'Customer', 'Employee'].find((one) => books.records.get(one, String(value)) !== undefined) ?? 'Vendor';
}

function refreshVendor(books: Books, { VendorRef }: Kept): void {
	books.refreshParty('Vendor', valueOf(VendorRef));
}

function payable(draft: Draft, name: string): Body {
	const { books, fields } = draft;
	const vendor = needParty(books, 'Vendor', fields.VendorRef);
	const built = withLines(draft, name, vendor);
	const account = fields.APAccountRef === undefined ? books.accountFor('Accounts Payable', String(valueOf(built.CurrencyRef))) : books.records.get('Account', valueOf(fields.APAccountRef));
	if (account?.AccountType !== 'Accounts Payable') throw fault(6430, 'Invalid account type used : The account must be of the type Accounts Payable', 'APAccountRef');
	return { ...built, APAccountRef: { value: account.Id, name: String(account.Name) }, DocNumber: uniqueNumber(draft, name, built) };
}

/** Head, lines, tax and total. */
function withLines(draft: Draft, name: string, party?: Kept): Body {
	const { books, fields } = draft;
	const top = head(draft, party);
	const lines = builtLines(draft, 'Purchase');
	const taxed = taxOf(books, 'Purchase', lines.taxed, fields.GlobalTaxCalculation ?? 'TaxExcluded', fields.TxnTaxDetail as Body | undefined); // checked when it came in
	const total = sum(lines.taxed.map(({ net }) => net)) + taxed.total;
	if (total < 0n) throw business(`The total of this ${name.toLowerCase()} must not be negative.`);
	return {
		...fields, ...top, Line: lines.lines, TotalAmt: toNumber(total), ...home(books, top, total, 'HomeTotalAmt'),
		...(books.isUs ? { GlobalTaxCalculation: undefined, TxnTaxDetail: undefined } : { GlobalTaxCalculation: fields.GlobalTaxCalculation ?? 'TaxExcluded', TxnTaxDetail: taxed.detail }),
	};
}

function withBalance(books: Books, record: Body, balance: Exact): Body {
	return { ...record, Balance: toNumber(balance), ...home(books, record, balance, 'HomeBalance') };
}

function payablePostings(books: Books, record: Kept, sign: bigint): Posting[] {
	const { entries, total } = costs(books, record, 'Purchase', sign);
	return [...entries, { account: String(valueOf(record.APAccountRef)), amount: -total }];
}
