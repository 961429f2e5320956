import { exact, sum, toNumber } from '../../frame/money';
import type { Books } from '../books/books';
import { toHome } from '../books/convert';
import { LINKS, TRANSACTION } from '../schema/parts';
import { any, choice, flag, list, money, object, own, quantity, ref, text } from '../schema/types';
import { type Body, type Kept, valueOf } from '../state/records';
import { business, fault, required } from '../wire/faults';
import { type Applied, apply, appliedOf, carried, needOpenAmount } from './apply';
import { head, home, needParty, uniqueNumber } from './heads';
import type { Entity, Posting } from './types';

const LINES = list(object({ Amount: money, LinkedTxn: LINKS, LineEx: any, Id: any, LineNum: quantity, Description: text(4000), DetailType: any }));
/** How the links of a bill or an invoice name what pays it. */
const byBill = (record: Body) => (record.PayType === 'CreditCard' ? 'BillPaymentCreditCard' : 'BillPaymentCheck');

export const payment: Entity = {
	name: 'Payment', kind: 'txn', canDelete: true, canVoid: true,
	fields: {
		...TRANSACTION, CustomerRef: ref('Customer'), TotalAmt: money, UnappliedAmt: own, Line: LINES, DepositToAccountRef: ref('Account'), PaymentMethodRef: ref('PaymentMethod'),
		PaymentRefNum: text(21), ARAccountRef: ref('Account'), ProcessPayment: flag, CreditCardPayment: any, PaymentType: any,
	},
	filters: { TxnDate: 'day', TotalAmt: 'amount', CustomerRef: 'party', PaymentRefNum: 'text', UnappliedAmt: 'amount', PaymentMethodRef: 'ref', CurrencyRef: 'ref' },
	build: (draft) => {
		const { books, fields } = draft;
		const customer = needParty(books, 'Customer', fields.CustomerRef);
		if (fields.TotalAmt === undefined) throw required('TotalAmt');
		const total = exact(fields.TotalAmt as number); // a number, checked when it came in
		if (total < 0n) throw fault(2290, 'Negative amount not allowed : TotalAmt', 'TotalAmt');
		const applied = appliedOf((fields.Line as Body[] | undefined) ?? [], false);
		for (const one of applied) needOpenAmount(books, one, { party: { field: 'CustomerRef', value: customer.Id } });
		const used = sum(applied.map(({ type, amount }) => (type === 'CreditMemo' ? -amount : amount)));
		if (used > total) throw business('The amount applied is more than the amount of the payment.');
		const top = head(draft, customer);
		const into = books.records.get('Account', valueOf(fields.DepositToAccountRef)) ?? books.systemAccount('Undeposited Funds', 'Other Current Asset', 'UndepositedFunds');
		return {
			...fields, ...top, Line: fields.Line ?? [], LinkedTxn: links(applied), TotalAmt: toNumber(total), UnappliedAmt: toNumber(total - used), ProcessPayment: false,
			DepositToAccountRef: { value: into.Id, name: String(into.Name) }, ...home(books, top, total, 'HomeTotalAmt'),
		};
	},
	post: (books, record) => postings(books, record, { party: 'Accounts Receivable', sign: -1n, money: valueOf(record.DepositToAccountRef), credits: ['CreditMemo'] }),
	settle: (books, record) => settleAll(books, record, 'Payment', 1n),
	unsettle: (books, record) => settleAll(books, record, 'Payment', -1n),
	guard: (books, { Id }) => {
		const [inDeposit] = books.records.all('Deposit', "EXISTS (SELECT 1 FROM json_each(body, '$.Line') l, json_each(l.value, '$.LinkedTxn') t WHERE json_extract(t.value, '$.TxnId') = ?)", Id);
		if (inDeposit !== undefined) throw fault(6540, 'Deposited Transaction cannot be changed : This payment is part of a deposit', '');
	},
};

export const billPayment: Entity = {
	name: 'BillPayment', kind: 'txn', canDelete: true, canVoid: true,
	fields: {
		...TRANSACTION, VendorRef: ref('Vendor'), TotalAmt: money, PayType: choice('Check', 'CreditCard'), Line: LINES, APAccountRef: ref('Account'), ProcessBillPayment: any, VendorAddr: any,
		CheckPayment: object({ BankAccountRef: ref('Account'), PrintStatus: choice('NotSet', 'NeedToPrint', 'PrintComplete'), CheckNum: any, Status: any }),
		CreditCardPayment: object({ CCAccountRef: ref('Account'), CCDetail: any }),
	},
	filters: { TxnDate: 'day', DocNumber: 'number', TotalAmt: 'amount', VendorRef: 'party', PayType: 'text', CurrencyRef: 'ref' },
	build: (draft) => {
		const { books, fields } = draft;
		const vendor = needParty(books, 'Vendor', fields.VendorRef);
		if (fields.TotalAmt === undefined) throw required('TotalAmt');
		if (fields.PayType === undefined) throw required('PayType');
		const sent = (fields.Line as Body[] | undefined) ?? []; // a list, checked when it came in
		if (sent.length === 0) throw required('Line');
		const total = exact(fields.TotalAmt as number);
		// A purchase cannot be paid; its line is left out without a word.
		const lines = sent.filter((line) => (line.LinkedTxn as Body[] | undefined)?.[0]?.TxnType !== 'Purchase');
		const applied = appliedOf(lines, true);
		for (const one of applied) {
			if (one.amount <= 0n) throw fault(2290, 'Negative amount not allowed : Amount', 'Line.Amount');
			if (one.type === 'Bill' || one.type === 'VendorCredit') needOpenAmount(books, one, { party: { field: 'VendorRef', value: vendor.Id } });
			else if (books.records.get(one.type, one.id) === undefined) throw fault(610, 'Object Not Found : Another user has deleted this transaction.');
		}
		const paid = sum(applied.map(({ type, amount }) => (type === 'Bill' ? amount : -amount)));
		if (paid !== total && !(paid < total && total > 0n)) throw business('The amount of the payment must equal the bills paid less the credits used.');
		const account = fields.PayType === 'Check' ? valueOf((fields.CheckPayment as Body | undefined)?.BankAccountRef) : valueOf((fields.CreditCardPayment as Body | undefined)?.CCAccountRef);
		if (account === undefined && total > 0n) throw required(fields.PayType === 'Check' ? 'CheckPayment.BankAccountRef' : 'CreditCardPayment.CCAccountRef');
		needType(books, account, fields.PayType === 'Check' ? 'Bank' : 'Credit Card');
		const top = head(draft, vendor);
		return { ...fields, ...top, Line: lines, TotalAmt: toNumber(total), ...home(books, top, total, 'HomeTotalAmt'), DocNumber: uniqueNumber(draft, 'BillPayment', fields) };
	},
	post: (books, record) => postings(books, record, {
		party: 'Accounts Payable', sign: 1n, credits: ['VendorCredit', 'JournalEntry', 'Deposit'],
		money: valueOf((record.CheckPayment as Body | undefined)?.BankAccountRef) ?? valueOf((record.CreditCardPayment as Body | undefined)?.CCAccountRef),
	}),
	settle: (books, record) => settleAll(books, record, byBill(record), 1n),
	unsettle: (books, record) => settleAll(books, record, byBill(record), -1n),
};

function needType(books: Books, account: string | undefined, type: string): void {
	if (account !== undefined && books.records.get('Account', account)?.AccountType !== type) throw fault(6430, `Invalid account type used : The account must be of the type ${type}`, '');
}

function links(applied: Applied[]): Body[] {
	return applied.map(({ type, id }) => ({ TxnId: id, TxnType: type }));
}

function settleAll(books: Books, record: Kept, type: string, sign: bigint): void {
	for (const one of appliedOf((record.Line as Body[] | undefined) ?? [], false)) {
		if (one.type !== 'JournalEntry' && one.type !== 'Deposit') apply(books, one, { type, id: record.Id }, sign);
	}
	books.refreshParty('Vendor', valueOf(record.VendorRef));
	books.refreshParty('Customer', valueOf(record.CustomerRef));
}

interface Way {
	/** Type of the account that stands for the party. */
	party: string;
	/** 1 where money goes out. */
	sign: bigint;
	/** The account that the money leaves or reaches. */
	money: string | undefined;
	/** Types that are used rather than paid. */
	credits: string[];
}

/** Money at today's rate, the paid documents at theirs; what lies between them is a gain or a loss. */
function postings(books: Books, record: Kept, { party, sign, money, credits }: Way): Posting[] {
	const rate = exact((record.ExchangeRate as number | undefined) ?? 1); // set by the head
	const applied = appliedOf((record.Line as Body[] | undefined) ?? [], false);
	const split = (isCredit: boolean) => applied.filter(({ type }) => credits.includes(type) === isCredit);
	const total = exact(Number(record.TotalAmt));
	const rest = total - sum(split(false).map(({ amount }) => amount)) + sum(split(true).map(({ amount }) => amount));
	const settled = carried(books, split(false)) - carried(books, split(true)) + toHome(rest, rate);
	const moved = toHome(total, rate);
	const account = books.accountFor(party, String(valueOf(record.CurrencyRef))).Id;
	const entries = [{ account, amount: settled * sign }, ...(money === undefined ? [] : [{ account: money, amount: -moved * sign }])];
	const off = sum(entries.map(({ amount }) => amount));
	return off === 0n ? entries : [...entries, { account: books.systemAccount('Exchange Gain or Loss', 'Other Expense', 'ExchangeGainOrLoss').Id, amount: -off }];
}
