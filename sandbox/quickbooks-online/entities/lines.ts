import { exact, round, times, toNumber } from '../../frame/money';
import type { Side, TaxedLine } from '../books/tax';
import { type Body, valueOf } from '../state/records';
import { business, fault, required } from '../wire/faults';
import type { Draft } from './types';

export interface Built {
	lines: Body[];
	taxed: TaxedLine[];
}

/** Completes the lines of a bill, a purchase or a sales form, numbers them, and gives what is to be taxed. */
export function builtLines(draft: Draft, side: Side): Built {
	const { books, fields, before } = draft;
	const sent = fields.Line as Body[] | undefined; // a list, checked when it came in
	if (sent === undefined || sent.length === 0) throw required('Line');
	const known = new Set(((before?.Line as Body[] | undefined) ?? []).map(({ Id }) => String(Id)));
	let next = Math.max(0, ...[...known].map(Number).filter(Number.isInteger)) + 1;
	const built: Built = { lines: [], taxed: [] };
	for (const line of sent) {
		if (line.DetailType === 'SubTotalLineDetail') continue;
		if (line.DetailType === undefined) throw required('Line.DetailType');
		const Id = typeof line.Id === 'string' && known.has(line.Id) ? line.Id : String(next++);
		const LineNum = built.lines.length + 1;
		// A text counts nothing, and a discount is worked out once the other lines are known.
		if (line.DetailType === 'DescriptionOnly' || line.DetailType === 'DiscountLineDetail') {
			built.lines.push({ ...line, Id, LineNum, LinkedTxn: [] });
			continue;
		}
		const name = String(line.DetailType);
		const detail = line[name] as Body | undefined; // an object, checked when it came in
		if (detail === undefined) throw required(`Line.${name}`);
		const Amount = amountOf(line, detail);
		const shown = side === 'Purchase' ? expenseDetail(draft, detail, name) : salesDetail(draft, detail);
		built.lines.push({ ...line, Id, LineNum, Amount, LinkedTxn: line.LinkedTxn ?? [], [name]: shown, ...(side === 'Purchase' ? { CustomExtensions: line.CustomExtensions ?? [] } : {}) });
		const gross = fields.GlobalTaxCalculation === 'TaxInclusive' && shown.TaxInclusiveAmt !== undefined ? exact(shown.TaxInclusiveAmt as number) : undefined; // checked
		built.taxed.push({ net: exact(Amount), code: valueOf(shown.TaxCodeRef), gross });
	}
	if (books.company.classes !== 'line' && sent.some((line) => classOf(line) !== undefined)) {
		throw fault(5030, 'Feature Not Supported Error : Classes per line are not turned on.', 'ClassRef');
	}
	return built;
}

const classOf = (line: Body): unknown => (line[String(line.DetailType)] as Body | undefined)?.ClassRef;

function amountOf(line: Body, { Qty, UnitPrice }: Body): number {
	if (line.Amount === undefined) {
		if (Qty === undefined || UnitPrice === undefined) throw required('Line.Amount');
		return toNumber(round(times(exact(Qty as number), exact(UnitPrice as number)))); // numbers, checked when they came in
	}
	const amount = exact(line.Amount as number);
	if (Qty !== undefined && UnitPrice !== undefined && round(times(exact(Qty as number), exact(UnitPrice as number))) !== amount) {
		throw fault(6070, 'Amount calculation incorrect in the request : Amount is not equal to UnitPrice * Qty. Supplied value:' + String(line.Amount), 'Line.Amount');
	}
	return toNumber(amount);
}

function expenseDetail({ books }: Draft, detail: Body, name: string): Body {
	if (name === 'AccountBasedExpenseLineDetail' && detail.AccountRef === undefined) throw fault(6440, 'Missing account or item on a line : AccountRef', 'AccountRef');
	if (name === 'ItemBasedExpenseLineDetail') {
		if (!books.company.itemsOnExpenses) throw fault(5030, 'Feature Not Supported Error : Items on expense forms are not turned on.', 'ItemRef');
		needItem(books, detail.ItemRef);
	}
	// Whoever names a customer and says nothing more gets a line that waits to be billed.
	const usual = detail.CustomerRef !== undefined && books.company.billableExpenses ? 'Billable' : 'NotBillable';
	if (detail.BillableStatus === 'Billable' && detail.CustomerRef === undefined) throw business('To make an expense billable you must choose a customer.');
	if (detail.BillableStatus === 'HasBeenBilled') throw fault(2170, 'Invalid Enumeration : HAS_BEEN_BILLED', 'BillableStatus');
	return { ...detail, BillableStatus: detail.BillableStatus ?? usual, ...(books.isUs && detail.TaxCodeRef === undefined ? { TaxCodeRef: { value: 'NON' } } : {}) };
}

function salesDetail({ books }: Draft, detail: Body): Body {
	if (detail.ItemRef !== undefined) needItem(books, detail.ItemRef);
	return { ...detail, ...(books.isUs && detail.TaxCodeRef === undefined ? { TaxCodeRef: { value: 'NON' } } : {}) };
}

function needItem(books: Draft['books'], ref: unknown): void {
	const item = books.records.get('Item', valueOf(ref));
	if (item === undefined) throw fault(6440, 'Missing account or item on a line : ItemRef', 'ItemRef');
	if (item.Type === 'Category') throw business('You cannot use a category on a line. Choose a product or service.');
}
