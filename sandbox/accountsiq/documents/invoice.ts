import { exact, fromCents, share, times, toCents, toText } from '../../frame/money';
import { atMidnight, checkLength, checkRate, dayOf, LONGEST_CODE, LONGEST_DESCRIPTION, momentText } from '../books/checks';
import { accountKind, activeAccountOf, type Ledger, postingAccount, taxOf } from '../books/lookup';
import { type Line, post, toBase } from '../books/post';
import { money } from '../ledger/show';
import { checkVersion, itemOf } from '../reference/items';
import type { Call } from '../state/call';
import { type Stored, rowVersion } from '../state/records';
import { nextNumber } from '../state/settings';
import { Refused } from '../wire/faults';
import { NO_DATE } from '../wire/read';
import { type Data, parts, text, textOrNull, whole } from '../wire/shapes';

/** An invoice, or a credit or debit note, of items: saved first, posted later. */
export type InvoiceKind = 'Invoice' | 'CreditNote';

/** An empty one with the defaults of the supplier or customer. Nothing is saved. */
export function newInvoice(call: Call, ledger: Ledger, kind: InvoiceKind, code: string | null): Data {
	const { id, body } = activeAccountOf(call, ledger, code);
	const currency = call.records.get(call.entity.id, 'currency', text(body, 'CurrencyCode'));
	const today = atMidnight(new Date(call.store.now()).toISOString().slice(0, 10));
	return {
		InvoiceID: 0, AccountID: id, AreaID: body.AreaID, CurrencyCode: body.CurrencyCode, CurrrencyCode: body.CurrencyCode, AccountTaxCode: body.DefaultTaxCode,
		PaymentMethodID: body.PaymentMethodID, ShipmentViaID: body.ShipViaID, InvoiceNumber: '', ExternalReference: '', CreationDate: momentText(call.store.now()),
		InvoiceDate: today, DeliveryDate: today, Status: 'Processed', AccountName: body.Name, AccountAddress1: body.Address1, City: body.City, PostCode: body.PostCode,
		ExchangeRate: currency === undefined ? '1' : text(currency.body, 'ExchangeRate'), UseAccountTaxCode: body.UseAccountTaxCode, DepartmentID: body.DepartmentID,
		Ledger: ledger, Lines: [], Type: kind === 'Invoice' ? 'Invoice' : 'Note', AccountCode: body.Code,
	};
}

export function showInvoice({ id, created, modified, version, body }: Stored): Data {
	const row = rowVersion(version);
	const Lines = parts(body, 'Lines').map((line) => ({ ...line, InvoiceID: id, RowVersionNumber: row }));
	return { ...body, Lines, InvoiceID: id, CreationDate: momentText(created), LastModifiedUTC: momentText(modified), RowVersionNumber: row };
}

export function invoiceOf({ records, entity }: Call, kind: InvoiceKind, id: number): Stored {
	const invoice = records.get(entity.id, 'invoice', String(id));
	if (invoice === undefined || invoice.body.Kind !== kind) throw new Refused('NOT_FOUND', `There is no such document with id ${id}.`);
	return invoice;
}

/** Saves without posting, and answers the id. Totals are worked out anew from the lines. */
export function saveInvoice(call: Call, kind: InvoiceKind, sent: Data | null, create: boolean, inbox = false): number {
	if (sent === null) throw new Refused('INVOICE_IS_NULL', 'The document is missing.');
	const before = create ? undefined : invoiceOf(call, kind, whole(sent, 'InvoiceID'));
	if (before !== undefined) {
		if (before.body.Status !== 'Processed') throw new Refused('INVOICE_IS_ALREADY_POSTED', 'The document is posted.');
		checkVersion(call, before, sent);
	}
	const ledger = text(sent, 'Ledger') as Ledger; // a choice of the shape: the reader takes nothing else
	// Its account is named by id, as the shell has it; an invoice may name it by code as well.
	const byId = call.records.byId(call.entity.id, accountKind(ledger), whole(sent, 'AccountID'));
	const account = activeAccountOf(call, ledger, byId?.code ?? textOrNull(sent, 'AccountCode'));
	checkLength(text(sent, 'ExternalReference'), 'INVOICE_EXTERNAL_REFERENCE', LONGEST_CODE);
	checkRate(text(sent, 'ExchangeRate'));
	if (text(sent, 'InvoiceDate') === NO_DATE) throw new Refused('DATE_IS_OUT_OF_RANGE', 'InvoiceDate is missing.');
	const lines = parts(sent, 'Lines').map((line, index) => workedOut(call, ledger, line, `Line ${index + 1}: `));
	if (lines.length === 0) throw new Refused('INVOICE_WITH_NO_INVOICE_LINES', 'There are no lines.');
	const total = (name: string) => lines.reduce((sum, line) => sum + toCents(exact(text(line, name))), 0);
	const totals: Data = {};
	for (const name of ['Net', 'Tax', 'Gross']) {
		totals[`${name}Amount`] = money(total(`${name}Amount`));
		totals[`BC${name}Amount`] = money(toBase(call, total(`${name}Amount`), text(sent, 'ExchangeRate')));
	}
	const id = before?.id ?? nextNumber(call.store, `record:${call.entity.id}:invoice`, 90_001);
	const number = text(sent, 'InvoiceNumber') || `${ledger === 'Sales' ? 'S' : 'P'}${kind === 'Invoice' ? 'INV' : 'CRN'}${String(id)}`;
	const { RowVersionNumber: _version, CreationDate: _created, LastModifiedUTC: _changed, ...fields } = sent;
	const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
	const body: Data = { ...filled, ...totals, AccountID: account.id, AccountCode: account.code, InvoiceNumber: number, Lines: lines, Status: 'Processed', Kind: kind, Inbox: inbox };
	return call.records.put(call.entity.id, 'invoice', String(id), body, undefined, id).id;
}

/** A line with its price after discount and its amounts, which may differ by a cent from another program's. */
function workedOut(call: Call, ledger: Ledger, line: Data, where: string): Data {
	const item = itemOf(call, textOrNull(line, 'StockItemID'), where);
	const price = exact(text(line, 'StockItemPrice'));
	const hundred = exact('100');
	const actual = share(price, hundred - exact(text(line, 'DiscountRate')), hundred, 4);
	const net = toCents(times(actual, exact(text(line, 'InvoicedQuantity'))));
	const code = text(line, 'TaxCode') || text(item.body, 'TaxCode');
	const tax = taxOf(call, code, where);
	const rate = text(line, 'TaxRate');
	const taxAmount = toCents(share(fromCents(net), exact(rate), exact('1')));
	const account = text(line, 'GLAccountCode') || text(item.body, ledger === 'Sales' ? 'DefaultSalesGLAccountCode' : 'DefaultPurchasesGLAccountCode');
	const department = text(line, 'DepartmentID') === '' ? null : text(line, 'DepartmentID');
	postingAccount(call, account, department, where);
	const StockItemDescription = checkLength(text(line, 'StockItemDescription') || text(item.body, 'Description'), 'STOCKITEM_DESCRIPTION', LONGEST_DESCRIPTION, where);
	return {
		...line, StockItemDescription, TaxCode: tax.code, ActualPrice: toText(actual), NetAmount: money(net), TaxAmount: money(taxAmount),
		GrossAmount: money(net + taxAmount), GLAccountCode: account, DepartmentID: department,
	};
}

/** Brings a saved one into the ledger, and answers the transaction's id. */
export function postInvoice(call: Call, kind: InvoiceKind, id: number): number {
	const invoice = invoiceOf(call, kind, id);
	const { body } = invoice;
	if (body.Status !== 'Processed') throw new Refused('INVOICE_IS_ALREADY_POSTED', 'The document is posted or cancelled.');
	const ledger = text(body, 'Ledger') as Ledger; // saved from a choice
	const sales = ledger === 'Sales';
	const account = activeAccountOf(call, ledger, text(body, 'AccountCode'));
	const sign = sales === (kind === 'Invoice') ? -1 : 1;
	const description = text(body, 'Notes').slice(0, LONGEST_DESCRIPTION) || text(body, 'InvoiceNumber');
	const lines = parts(body, 'Lines').flatMap((line): Line[] => {
		const common = { description: text(line, 'StockItemDescription'), department: textOrNull(line, 'DepartmentID'), tax: text(line, 'TaxCode') };
		const tax = taxOf(call, common.tax);
		const vat = toCents(exact(text(line, 'TaxAmount')));
		const net: Line = { ...common, gl: text(line, 'GLAccountCode'), part: 'Net', amount: sign * toCents(exact(text(line, 'NetAmount'))) };
		if (vat === 0) return [net];
		return [net, { ...common, gl: text(tax.body, sales ? 'CreditGlAccno' : 'DebitGlAccno'), part: 'Vat', amount: sign * vat }];
	});
	const transaction = post(call, {
		type: sales ? (kind === 'Invoice' ? 'SI' : 'SN') : kind === 'Invoice' ? 'PI' : 'PN', ledger, account, description, lines, invoice: id,
		day: dayOf(text(body, 'InvoiceDate')), reference: text(body, 'ExternalReference'), number: text(body, 'InvoiceNumber'),
		currency: text(account.body, 'CurrencyCode'), rate: text(body, 'ExchangeRate'), due: textOrNull(body, 'DueDate')?.slice(0, 10) ?? null,
		balancing: { gl: text(account.body, 'ControlGLAccountCode'), part: 'Control', description },
	});
	call.records.put(call.entity.id, 'invoice', invoice.code, { ...body, Status: 'Posted' });
	return transaction;
}
