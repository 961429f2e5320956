import { exact } from '../../frame/money';
import { instant } from '../ledger/query';
import { accountOf, type Ledger } from '../books/lookup';
import { cents } from '../books/checks';
import type { Call } from '../state/call';
import type { Stored } from '../state/records';
import { Refused } from '../wire/faults';
import { type Operation, oneByOne, reads, writes } from '../wire/operation';
import { type Data, numbers, part, parts, text, textOrNull, texts, whole } from '../wire/shapes';
import { type InvoiceKind, invoiceOf, newInvoice, postInvoice, saveInvoice, showInvoice } from './invoice';

const stored = ({ records, entity }: Call, kind: InvoiceKind) => records.inOrder(entity.id, 'invoice').filter(({ body }) => body.Kind === kind);
const shown = (call: Call, kind: InvoiceKind, keep: (invoice: Stored) => boolean) => ({ Result: stored(call, kind).filter(keep).map(showInvoice) });

const shell = (name: string, ledger: Ledger, kind: InvoiceKind) => {
	const parameter = ledger === 'Sales' ? 'customerCode' : 'supplierCode';
	return reads(name, parameter, kind, (call) => ({ Result: newInvoice(call, ledger, kind, textOrNull(call.parameters, parameter)) }));
};
const byAccount = (name: string, ledger: Ledger, kind: InvoiceKind) => {
	const parameter = ledger === 'Sales' ? 'customerCode' : 'supplierCode';
	return reads(name, parameter, `${kind}[]`, (call) => {
		const { code } = accountOf(call, ledger, textOrNull(call.parameters, parameter));
		return shown(call, kind, ({ body }) => body.Ledger === ledger && body.AccountCode === code);
	});
};
const byReference = (name: string, kind: InvoiceKind) =>
	reads(name, 'externalReference', `${kind}[]`, (call) => {
		const reference = text(call.parameters, 'externalReference').toLowerCase();
		return shown(call, kind, ({ body }) => text(body, 'ExternalReference').toLowerCase() === reference);
	});

/** Saving, posting and reading what is made of items: invoices and notes have the same operations under other names. */
function both(kind: InvoiceKind): Operation[] {
	const parameter = kind === 'Invoice' ? 'invoice' : 'creditNote';
	const id = `${parameter}ID`;
	const save = (call: Call, inbox = false) => ({ [id]: saveInvoice(call, kind, part(call.parameters, parameter), call.parameters.create === true, inbox) });
	const book = (call: Call) => ({ transactionID: postInvoice(call, kind, whole(call.parameters, id)) });
	const saved = `${parameter}:${kind} create:b`;
	return [
		reads(`Get${kind}`, `${id}:i`, kind, (call) => ({ Result: showInvoice(invoiceOf(call, kind, whole(call.parameters, id))) })),
		byReference(`Get${kind}sByExternalReference`, kind),
		writes(`Save${kind}`, saved, '', '', (call) => save(call)),
		writes(`Save${kind}GetBack${kind}ID`, saved, '', `${id}:i`, (call) => save(call)),
		writes(`Create${kind}sGetBack${kind}IDs`, `${parameter}s:${kind}[]`, 'WSResultStatus[]', `${id}s:int[]`, (call) => {
			const { statuses, ids } = oneByOne(call, parts(call.parameters, `${parameter}s`), (sent) => saveInvoice(call, kind, sent, true));
			return { Result: statuses, [`${id}s`]: ids };
		}),
		writes(`Post${kind}`, `${id}:i`, '', '', book),
		writes(`Post${kind}GetBackTransactionID`, `${id}:i`, '', 'transactionID:i', book),
		writes(`Post${kind}sGetBackTransactionIDs`, `${id}s:int[]`, 'statuses', 'transactionIDs:int[]', (call) => {
			const { statuses, ids } = oneByOne(call, numbers(call.parameters, `${id}s`).map((one): Data => ({ one })), ({ one }) => postInvoice(call, kind, Number(one)));
			return { Result: statuses, transactionIDs: ids };
		}),
	];
}

export const invoiceOperations: Operation[] = [
	...both('Invoice'),
	...both('CreditNote'),
	shell('GetNewSalesInvoice', 'Sales', 'Invoice'), shell('GetNewPurchasesInvoice', 'Purchases', 'Invoice'),
	shell('GetNewSalesCreditNote', 'Sales', 'CreditNote'), shell('GetNewPurchasesDebitNote', 'Purchases', 'CreditNote'),
	byAccount('GetInvoicesByCustomerCode', 'Sales', 'Invoice'), byAccount('GetInvoicesBySupplierCode', 'Purchases', 'Invoice'),
	byAccount('GetCreditNotesByCustomerCode', 'Sales', 'CreditNote'), byAccount('GetDebitNotesBySupplierCode', 'Purchases', 'CreditNote'),
	...(['', 'GetBackInvoiceID'] as const).map((suffix) =>
		writes(`SaveAPInboxInvoice${suffix}`, 'invoice:Invoice create:b', '', suffix === '' ? '' : 'invoiceID:i', (call) => {
			const sent = part(call.parameters, 'invoice');
			if (sent !== null && sent.Ledger !== 'Purchases') throw new Refused('INVOICE_IS_NOT_A_PURCHASES_INVOICE', 'The inbox takes purchases invoices.');
			return { invoiceID: saveInvoice(call, 'Invoice', sent, call.parameters.create === true, true) };
		}),
	),
	writes('SaveInvoiceWithAmountCheckGetBackInvoiceID', 'invoice:Invoice create:b grossBaseCurrencyAmount:n', '', 'invoiceID:i', (call) => {
		const invoiceID = saveInvoice(call, 'Invoice', part(call.parameters, 'invoice'), call.parameters.create === true);
		const gross = text(invoiceOf(call, 'Invoice', invoiceID).body, 'BCGrossAmount');
		if (exact(gross) !== exact(text(call.parameters, 'grossBaseCurrencyAmount'))) throw new Refused('INVOICE_GROSS_AMOUNT_DIFFERS', `The gross amount is ${gross}.`);
		return { invoiceID };
	}),
	writes('SaveInvoiceWithPostingAmountCheckGetBackInvoiceID', 'invoice:Invoice create:b foreignCurrencyNetTotal:n foreignCurrencyTaxTotal:n', 'WSSaveInvoiceResult', '', (call) => ({
		Result: saveChecked(call),
	})),
	reads('GetInvoicesBy', 'query:WSGetInvoicesByQuery', 'Invoice[]', (call) => ({ Result: search(call, part(call.parameters, 'query') ?? {}) })),
];

/** Saves only where the totals come out as the caller expects; either way it says what they are. */
function saveChecked(call: Call): Data {
	const actual = (id: number): Data => {
		const { body } = invoiceOf(call, 'Invoice', id);
		return { ActualNetTotal: text(body, 'NetAmount'), ActualTaxTotal: text(body, 'TaxAmount') };
	};
	class Differs extends Error {
		constructor(readonly totals: Data) {
			super();
		}
	}
	try {
		return call.store.atomically(() => {
			const id = saveInvoice(call, 'Invoice', part(call.parameters, 'invoice'), call.parameters.create === true);
			const totals = actual(id);
			const same = (total: string, expected: string) => exact(text(totals, total)) === exact(text(call.parameters, expected));
			if (!same('ActualNetTotal', 'foreignCurrencyNetTotal') || !same('ActualTaxTotal', 'foreignCurrencyTaxTotal')) throw new Differs(totals);
			return { Success: true, InvoiceID: id, ...totals };
		});
	} catch (error) {
		if (error instanceof Differs) return { Success: false, InvoiceID: null, ...error.totals };
		throw error;
	}
}

function search(call: Call, query: Data): Data[] {
	const day = (name: string) => text(query, name).slice(0, 10);
	const watermark = textOrNull(query, 'FromLastModifiedDateInUTC');
	// .NET's "no date" bounds nothing, on either side.
	const until = (name: string) => (day(name) === '0001-01-01' ? '9999-12-31' : day(name));
	const among = (names: string, value: string) => texts(query, names).length === 0 || texts(query, names).includes(value);
	const types = texts(query, 'TypesFilter');
	const found = stored(call, 'Invoice').filter(({ id, created, modified, body }) => {
		const date = text(body, 'InvoiceDate').slice(0, 10);
		if (date < day('FromDate') || date > until('ToDate')) return false;
		if (created < instant(text(query, 'FromCreationDate'))) return false;
		if (until('ToCreationDate') !== '9999-12-31' && created > instant(text(query, 'ToCreationDate'))) return false;
		if (watermark !== null && modified < instant(watermark) + (call.settings.inclusiveWatermarks ? 0 : 1)) return false;
		if (types.length > 0 && !types.includes(body.Ledger === 'Sales' ? 'SI' : 'PI')) return false;
		return (
			among('AccountIDsFilter', String(body.AccountID)) && among('InvoiceIDsFilter', String(id)) && among('InvoiceNumbersFilter', text(body, 'InvoiceNumber')) &&
			among('DepartmentIDsFilter', text(body, 'DepartmentID')) && (text(query, 'Status') === '' || body.Status === text(query, 'Status'))
		);
	});
	if (text(query, 'OrderBy') === 'InvoiceDate') found.sort((a, b) => (text(a.body, 'InvoiceDate') < text(b.body, 'InvoiceDate') ? -1 : 1));
	if (text(query, 'OrderBy') === 'GrossAmount') found.sort((a, b) => cents(text(a.body, 'GrossAmount')) - cents(text(b.body, 'GrossAmount')));
	if (query.ReverseOrderBy === true) found.reverse();
	const limit = whole(query, 'Limit');
	const skip = whole(query, 'Skip');
	return found.slice(skip, limit > 0 ? skip + limit : undefined).map(showInvoice);
}
