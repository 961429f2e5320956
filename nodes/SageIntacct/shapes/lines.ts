import type { XmlContent } from '../../core/xml-write';
import { absolute, format, isNegative, negate, type Amount } from '../../core/money';
import { cut } from '../../core/wire';
import type { Resolved, ResolvedLine } from '../resolved';
import { toDateParts } from '../wire';
import { inOrder } from './order';

export type Wire = Readonly<Record<string, XmlContent>>;
/** Turns amounts around: a credit is a negative adjustment. */
export type Signed = (amount: Amount) => Amount;
export const asIs: Signed = (amount) => amount;
export const turned: Signed = (amount) => negate(amount);

const TEXT = 1000;
const BUILT_IN = ['LOCATION', 'DEPARTMENT', 'CLASS', 'PROJECT', 'TASK', 'COSTTYPE', 'CUSTOMER', 'VENDOR', 'EMPLOYEE', 'ITEM', 'CONTRACT', 'WAREHOUSE'];

export const describe = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : cut(text.trim(), TEXT));

/** Plain decimals with two places. */
export const toAmount = (amount: Amount): string => format(amount);

/** "LOCATIONID" and, for the company's own dimensions, "GLDIMPLACE", as the generic functions call them. */
function genericDimensions({ dimensions }: ResolvedLine, bare: string[] = []): Wire {
	return Object.fromEntries([...dimensions].map(([object, id]) => [!BUILT_IN.includes(object) ? `GLDIM${object}` : bare.includes(object) ? object : `${object}ID`, id]));
}

/** The same for the older functions, which keep the company's own ones apart. */
function legacyDimensions({ dimensions }: ResolvedLine): Wire {
	const own = [...dimensions].filter(([object]) => !BUILT_IN.includes(object));
	return {
		...Object.fromEntries([...dimensions].filter(([object]) => BUILT_IN.includes(object)).map(([object, id]) => [`${object.toLowerCase()}id`, id])),
		customfields: own.length === 0 ? undefined : { customfield: own.map(([object, id]) => ({ customfieldname: `GLDIM${object}`, customfieldvalue: id })) },
	};
}

function isBillable({ line, dimensions }: ResolvedLine): string | undefined {
	if (line.billable === undefined || !(dimensions.has('CUSTOMER') || dimensions.has('PROJECT'))) return undefined;
	return String(line.billable);
}

const netOf = ({ line, tax }: ResolvedLine): Amount => tax?.net ?? line.amount;

/** Net, with the tax beside it: to the cent what the source says, whatever Intacct would round to. */
export function billLine(resolved: ResolvedLine, signed: Signed): Wire {
	const { line, account, tax } = resolved;
	return {
		ACCOUNTNO: account, TRX_AMOUNT: toAmount(signed(netOf(resolved))), ENTRYDESCRIPTION: describe(line.description), ...genericDimensions(resolved),
		BILLABLE: isBillable(resolved), TAXENTRIES: tax === undefined ? undefined : { TAXENTRY: { DETAILID: tax.detail, TRX_TAX: toAmount(signed(tax.tax)) } },
	};
}

/** Of an adjustment or an invoice. */
export function lineItem(resolved: ResolvedLine, signed: Signed): Wire {
	const { line, account, tax } = resolved;
	return inOrder('lineitem', {
		glaccountno: account, amount: toAmount(signed(netOf(resolved))), memo: describe(line.description), ...legacyDimensions(resolved),
		taxentries: tax === undefined ? undefined : { taxentry: { detailid: tax.detail, trx_tax: toAmount(signed(tax.tax)) } },
	});
}

/** Of an expense report. With tax the whole is given and Intacct computes what is in it. */
export function expenseLine(resolved: ResolvedLine, { date }: Pick<Resolved<unknown>, 'date'>, currency: string | undefined): Wire {
	const { line, expenseType, tax } = resolved;
	return inOrder('expense', {
		expensetype: expenseType, amount: toAmount(netOf(resolved)), currency, trx_amount: currency === undefined ? undefined : toAmount(netOf(resolved)),
		expensedate: toDateParts(line.date ?? date), memo: describe(line.paidTo ?? line.description), paidfor: line.paidTo === undefined ? undefined : describe(line.description),
		...legacyDimensions(resolved), billable: isBillable(resolved),
		...inclusive(tax),
	});
}

export function cardLine(resolved: ResolvedLine): Wire {
	const { line, account, tax } = resolved;
	return inOrder('ccpayitem', {
		glaccountno: account, description: describe(line.description), paymentamount: toAmount(netOf(resolved)), ...legacyDimensions(resolved), billable: isBillable(resolved),
		...inclusive(tax),
	});
}

function inclusive(tax: ResolvedLine['tax']): Wire {
	return tax === undefined ? {} : { totaltrxamount: toAmount(tax.gross), taxentries: { taxentry: { detailid: tax.detail } } };
}

/** Debit positive, credit negative; on the wire without sign. Location and department have names of their own here. */
export function journalLine(resolved: ResolvedLine, money: Wire): Wire {
	const { line, account, tax } = resolved;
	return {
		ACCOUNTNO: account, TR_TYPE: isNegative(line.amount) ? '-1' : '1', TRX_AMOUNT: toAmount(absolute(netOf(resolved))), ...money,
		...genericDimensions(resolved, ['LOCATION', 'DEPARTMENT']), DESCRIPTION: describe(line.description),
		TAXENTRIES: tax === undefined ? undefined : { TAXENTRY: { DETAILID: tax.detail, TRX_TAX: toAmount(absolute(tax.tax)) } },
	};
}
