import { exact, round, share, sum, toNumber } from '../../frame/money';
import { toHome } from '../books/convert';
import { ratesOf, type Side } from '../books/tax';
import { TRANSACTION } from '../schema/parts';
import { any, choice, flag, list, money, object, quantity, ref, text } from '../schema/types';
import { type Body, valueOf } from '../state/records';
import { business, fault, required } from '../wire/faults';
import { taxAccount } from './costs';
import { head, needCurrency, uniqueNumber } from './heads';
import type { Draft, Entity, Posting } from './types';

const DETAIL = object({
	PostingType: choice('Debit', 'Credit'), AccountRef: ref('Account'), ClassRef: ref('Class'), DepartmentRef: ref('Department'), TaxCodeRef: ref('TaxCode'),
	TaxAmount: money, TaxInclusiveAmt: money, TaxApplicableOn: choice('Purchase', 'Sales'), BillableStatus: any, JournalCodeRef: any,
	Entity: object({ Type: choice('Customer', 'Vendor', 'Employee'), EntityRef: ref('Customer', 'Vendor', 'Employee') }),
});

/** Entries by hand. Source: Intuit's entity reference, JournalEntry. */
export const journalEntry: Entity = {
	name: 'JournalEntry', kind: 'txn', canDelete: true,
	fields: {
		...TRANSACTION, Adjustment: flag, JournalCodeRef: any, HomeCurrencyAdjustment: flag,
		Line: list(object({ Id: text(50), LineNum: quantity, Description: text(4000), Amount: money, DetailType: choice('JournalEntryLineDetail', 'DescriptionOnly'), LinkedTxn: any, CustomExtensions: any, ProjectRef: any, JournalEntryLineDetail: DETAIL })),
	},
	filters: { TxnDate: 'day', DocNumber: 'number', CurrencyRef: 'ref', Adjustment: 'flag' },
	build: (draft) => {
		const { fields } = draft;
		const sent = (fields.Line as Body[] | undefined) ?? []; // a list, checked when it came in
		if (sent.length < 2) throw required('Line');
		const top = head(draft);
		const Line = sent.map((line, index) => lineOf(draft, line, index, valueOf(top.CurrencyRef)));
		const size = (side: string) => sum(Line.filter((line) => detailOf(line).PostingType === side).map((line) => exact(line.Amount as number)));
		const tax = taxLines(draft, Line);
		if (size('Debit') + sideTax(tax, 'Purchase') !== size('Credit') + sideTax(tax, 'Sales')) throw fault(2300, 'Amount on debits not equal to credits', 'Line');
		return {
			...fields, ...top, Adjustment: fields.Adjustment === true, Line, TotalAmt: 0, DocNumber: uniqueNumber(draft, 'JournalEntry', fields),
			TxnTaxDetail: tax.length === 0 ? {} : { TotalTax: toNumber(sum(tax.map(({ amount }) => amount))), TaxLine: tax.map(({ body }) => body) },
			...(draft.books.isUs ? { GlobalTaxCalculation: undefined } : {}),
		};
	},
	post: (books, record) => {
		const rate = exact((record.ExchangeRate as number | undefined) ?? 1); // set by the head
		const entries = (record.Line as Body[]).filter((line) => line.DetailType === 'JournalEntryLineDetail').map((line): Posting => {
			const { PostingType, AccountRef } = detailOf(line);
			const amount = toHome(exact(line.Amount as number), rate);
			return { account: String(valueOf(AccountRef)), amount: PostingType === 'Debit' ? amount : -amount };
		});
		for (const line of ((record.TxnTaxDetail as Body).TaxLine as Body[] | undefined) ?? []) {
			const amount = toHome(exact(line.Amount as number), rate);
			entries.push({ account: taxAccount(books), amount: line.Side === 'Sales' ? -amount : amount });
		}
		// Cents that conversion leaves over go where the vendor puts them.
		const off = sum(entries.map(({ amount }) => amount));
		return off === 0n ? entries : [...entries, { account: books.systemAccount('Exchange Gain or Loss', 'Other Expense', 'ExchangeGainOrLoss').Id, amount: -off }];
	},
	show: (record) => {
		const tax = record.TxnTaxDetail as Body;
		if (tax.TaxLine === undefined) return record;
		return { ...record, TxnTaxDetail: { ...tax, TaxLine: (tax.TaxLine as Body[]).map(({ Side: _side, ...line }) => line) } };
	},
};

const detailOf = (line: Body): Body => (line.JournalEntryLineDetail ?? {}) as Body;

/** The account types that stand for somebody, and who that must be. */
const OF_PARTY: Readonly<Record<string, readonly [type: string, text: string]>> = {
	'Accounts Receivable': ['Customer', 'When you use Accounts Receivable, you must choose a customer in the Name field.'],
	'Accounts Payable': ['Vendor', 'When you use Accounts Payable, you must choose a supplier in the Name field.'],
};

function lineOf({ books }: Draft, line: Body, index: number, currency: string | undefined): Body {
	if (line.DetailType === undefined) throw required('Line.DetailType');
	if (line.DetailType === 'DescriptionOnly') return { ...line, Id: String(index) };
	const detail = detailOf(line);
	if (line.Amount === undefined) throw required('Line.Amount');
	if ((line.Amount as number) < 0) throw fault(2290, 'Negative amount not allowed : Amount', 'Line.Amount');
	if (detail.PostingType === undefined) throw fault(2260, 'Missing Posting Type', 'PostingType');
	const account = books.records.get('Account', valueOf(detail.AccountRef));
	if (account === undefined) throw fault(6440, 'Missing account or item on a line : AccountRef', 'AccountRef');
	needCurrency(books, account, currency);
	const [needed, text] = OF_PARTY[String(account.AccountType)] ?? [];
	const entity = detail.Entity as Body | undefined;
	if (text !== undefined && entity?.Type !== needed) throw business(text);
	if (books.company.classes !== 'line' && detail.ClassRef !== undefined) throw fault(5030, 'Feature Not Supported Error : Classes per line are not turned on.', 'ClassRef');
	if (detail.TaxCodeRef !== undefined && !books.isUs) {
		if (detail.TaxApplicableOn === undefined) throw fault(2270, 'Missing Tax Applicable On', 'TaxApplicableOn');
		if (detail.TaxAmount === undefined) throw fault(2280, 'Missing Tax Amount', 'TaxAmount');
	}
	return { ...line, Id: String(index) };
}

interface Tax {
	side: Side;
	amount: bigint;
	body: Body;
}

/** Lines with a tax code carry their tax beside them. */
function taxLines({ books }: Draft, lines: Body[]): Tax[] {
	if (books.isUs) return [];
	return lines.flatMap((line): Tax[] => {
		const detail = detailOf(line);
		const side = detail.TaxApplicableOn as Side | undefined; // one of the choices
		if (detail.TaxCodeRef === undefined || side === undefined) return [];
		const net = exact(line.Amount as number);
		return ratesOf(books, side, valueOf(detail.TaxCodeRef)).map((rate, index) => {
			const computed = round(share(net, exact(rate.RateValue as number), exact(100)));
			const amount = index === 0 ? exact(detail.TaxAmount as number) : computed;
			const body = { Amount: toNumber(amount), DetailType: 'TaxLineDetail', Side: side, TaxLineDetail: { TaxRateRef: { value: rate.Id }, PercentBased: true, TaxPercent: rate.RateValue, NetAmountTaxable: line.Amount } };
			return { side, amount, body };
		});
	});
}

function sideTax(lines: Tax[], side: Side): bigint {
	return sum(lines.filter((line) => line.side === side).map(({ amount }) => amount));
}
