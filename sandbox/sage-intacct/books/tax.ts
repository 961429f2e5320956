import { exact, type Exact, isAmount, round, share, sum, toText } from '../../frame/money';
import type { Call } from '../state/desk';
import type { Body } from '../state/records';
import { refused } from '../wire/errors';
import type { TaxEntry } from '../documents/input';

export interface Taxed {
	net: Exact;
	tax: Exact;
	parts: Array<{ account: string; amount: Exact }>;
	/** As the line shows them. */
	shown: Array<Record<string, string>>;
}

export interface TaxTerms {
	inclusive: boolean;
	side: 'Purchase' | 'Sale';
	/** TAXSOLUTIONID of the document, or of the entity. */
	solution: string;
}

/** Net and tax of a line. @throws Refused for a detail that does not fit the solution */
export function taxLine(call: Call, line: Body, entries: readonly TaxEntry[], { inclusive, side, solution }: TaxTerms): Taxed {
	const amount = inclusive ? line.TOTALTRXAMOUNT : line.TRX_AMOUNT;
	if (amount === undefined || amount === '') throw refused.missing(inclusive ? 'Total transaction amount' : 'Transaction amount');
	const given = round(exact(amount));
	const details = entries.map((entry) => detailOf(call, entry, side, solution));
	if (details.length === 0) return { net: given, tax: 0n, parts: [], shown: [] };
	const rates = sum(details.map(({ percent }) => percent));
	const net = inclusive ? share(given, exact('100'), exact('100') + rates) : given;
	const whole = given - net;
	let left = whole;
	const parts = details.map(({ account, percent, override }, index) => {
		const isLast = index === details.length - 1;
		const own = inclusive ? (isLast ? left : share(whole, percent, rates === 0n ? exact('1') : rates)) : (override ?? share(given, percent, exact('100')));
		left -= own;
		return { account, amount: own };
	});
	const shown = details.map(({ id, percent }, index) => ({ DETAILID: id, TAXRATE: toText(percent, 0), TRX_TAX: toText(parts[index]?.amount ?? 0n) }));
	return { net, tax: sum(parts.map((part) => part.amount)), parts, shown };
}

function detailOf({ desk, company }: Call, { DETAILID, TRX_TAX }: TaxEntry, side: string, solution: string): { id: string; account: string; percent: Exact; override?: Exact } {
	if (!company.modules.includes('TX')) throw refused.rule('The company is not subscribed to Taxes.');
	const detail = desk.records.byId(company.id, 'TAXDETAIL', DETAILID);
	if (detail === undefined) throw refused.reference('Tax detail', DETAILID);
	if (detail.body.STATUS !== 'active') throw refused.inactive('Tax detail', DETAILID);
	if (detail.body.TAXSOLUTIONID !== solution) throw refused.rule(`Tax detail ${DETAILID} cannot be used in this transaction because it does not belong to tax solution ${solution}.`);
	if (detail.body.TAXTYPE !== side) throw refused.rule(`Tax detail ${DETAILID} is not a ${side.toLowerCase()} tax.`);
	if (TRX_TAX !== undefined && TRX_TAX !== '' && !isAmount(TRX_TAX)) throw refused.format('Tax', TRX_TAX);
	const override = TRX_TAX === undefined || TRX_TAX === '' ? undefined : round(exact(TRX_TAX));
	return { id: DETAILID, account: detail.body.GLACCOUNT ?? '', percent: exact(detail.body.VALUE), override };
}
