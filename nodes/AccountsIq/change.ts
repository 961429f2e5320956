import { BooksError } from '../core/errors';
import type { Attached, FileToAttach, Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import { absolute, add, negate, parseAmount } from '../core/money';
import type { Target } from '../core/session';
import type { XmlElement } from '../core/xml';
import { allocate } from './allocate';
import { call, noAnswer, type AccountsIq } from './api';
import { elementOf, isTrue, rowsIn, textIn, textsIn } from '../core/xml-elements';
import type { Desk } from './desk';
import { statusError } from './errors';
import { partsOf } from './readers/named';
import { missing } from './readers/whole';
import { midnight, type Wire } from './shapes/documents';
import { bankIn, detailsOf, familyOf, idOf, netLinesOf, posted, referenceOf, reversalOf, transactionsNamed, TYPES } from './transactions';

/** What takes a document of a type back: the opposite operation. */
const OPPOSITES: Readonly<Record<string, { operation: string; list: string; row: string; line: string; party: string; day: string; rateFirst?: boolean }>> = {
	PI: { operation: 'CreateBatchPurchasesDebitNoteBulkGetBackTransactionIDs', list: 'debitNotes', row: 'BatchPurchasesDebitNote', line: 'BatchPurchasesDebitNoteLine', party: 'SupplierCode', day: 'DebitNoteDate' },
	PN: { operation: 'CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs', list: 'invoices', row: 'BatchPurchasesInvoice', line: 'BatchPurchasesInvoiceLine', party: 'SupplierCode', day: 'InvoiceDate' },
	SI: { operation: 'CreateBatchSalesCreditNoteBulkGetBackTransactionIDs', list: 'creditNotes', row: 'BatchSalesCreditNote', line: 'BatchSalesCreditNoteLine', party: 'CustomerCode', day: 'CreditNoteDate', rateFirst: true },
	SN: { operation: 'CreateBatchSalesInvoiceBulkGetBackTransactionIDs', list: 'invoices', row: 'BatchSalesInvoice', line: 'BatchSalesInvoiceLine', party: 'CustomerCode', day: 'InvoiceDate' },
};

/**
 * A posted transaction stays for ever: it is taken back by the opposite document under its reference and "-R", settled
 * against it where both can be. A second time finds that document and makes good what is missing of the settling. An
 * expense of several lines, named by its key, is taken back as a whole.
 */
export async function remove(desk: Desk, kind: DocumentKind, target: Target): Promise<Posted> {
	const parts = await partsOf(desk.aiq, TYPES[kind], target);
	const [first] = parts;
	if (first === undefined) throw missing(target);
	for (const part of parts) await takeBack(desk, kind, part);
	return { ...posted(first), status: 'reversed', number: reversalOf(nameOf(first)) };
}

const nameOf = (transaction: XmlElement): string => referenceOf(transaction) || idOf(transaction);

async function takeBack(desk: Desk, kind: DocumentKind, transaction: XmlElement): Promise<void> {
	const { aiq } = desk;
	const type = textIn(transaction, 'TransactionType') ?? '';
	const reference = reversalOf(nameOf(transaction));
	const id = (await reversal(aiq, transaction)) ?? (await post(desk, kind, transaction, reference).catch(async (error: unknown) => {
		// The answer may have got lost on its way: the books tell.
		const made = error instanceof BooksError && error.facts.outcomeUnknown === true ? await reversal(aiq, transaction) : undefined;
		if (made === undefined) throw error;
		return made;
	}));
	if (type in OPPOSITES) await allocate(aiq, [idOf(transaction), id], reference, dayOf(transaction));
}

/** The id of what takes a transaction back already. The first of two under a reference is taken back by the first reversal. */
async function reversal(aiq: AccountsIq, transaction: XmlElement): Promise<string | undefined> {
	const family = familyOf([textIn(transaction, 'TransactionType') ?? '']);
	const all = await transactionsNamed(aiq, nameOf(transaction), family);
	const at = Math.max(0, all.findIndex((one) => idOf(one) === idOf(transaction)));
	const back = (await transactionsNamed(aiq, reversalOf(nameOf(transaction)), family))[at];
	return back === undefined ? undefined : idOf(back);
}

const dayOf = (transaction: XmlElement): string => (textIn(transaction, 'TransactionDate') ?? '').slice(0, 10);

interface LineOfTransaction {
	account: string;
	amount: string;
	tax: string;
	taxId?: string;
	biCode?: string;
	description: string;
}

async function post(desk: Desk, kind: DocumentKind, transaction: XmlElement, reference: string): Promise<string> {
	const lines = await linesOf(desk, transaction);
	const type = textIn(transaction, 'TransactionType') ?? '';
	if (kind === 'journal') return await postJournal(desk, transaction, reference);
	if (type === 'BP' || type === 'BR') return await postSundry(desk, transaction, reference, lines);
	const opposite = OPPOSITES[type];
	if (opposite === undefined) {
		throw new BooksError({ category: 'validation', message: `AccountsIQ takes back no transaction of the type ${type}`, hint: 'Unallocate and correct it in AccountsIQ.' });
	}
	const { operation, list, row, line, party, day, rateFirst } = opposite;
	const rate = { ExchangeRate: rateOfTransaction(transaction) };
	const wires = lines.map(({ account, amount, tax, taxId, biCode, description }): Wire => ({
		GLAccountCode: account, TaxCode: taxId, Description: description, DepartmentID: biCode, NetAmount: amount, TaxRate: '0', TaxAmount: tax,
	}));
	const wire: Wire = {
		...(rateFirst === true ? rate : {}),
		[party]: textIn(transaction, 'AccountCode'),
		[day]: midnight(dayOf(transaction)),
		ExternalReference: reference,
		Description: `Takes back ${referenceOf(transaction)}`,
		Lines: { [line]: wires },
		...(rateFirst === true ? {} : rate),
	};
	return await idFrom(desk, operation, { [list]: { [row]: [wire] } });
}

/** Net lines with the tax of the whole on them, in proportion of their own tax lines where those can be told apart. */
async function linesOf({ lists }: Desk, transaction: XmlElement): Promise<LineOfTransaction[]> {
	const amount = (line: XmlElement) => absolute(parseAmount(textIn(line, 'Amount')) ?? '0');
	const net = netLinesOf(transaction);
	const tax = detailsOf(transaction).filter((line) => isTrue(line, 'IsTaxLine'));
	const taxes = await lists.taxCodes();
	const paired = tax.length === net.length;
	const whole = add(...tax.map(amount));
	return net.map((line, index) => {
		const id = textIn(line, 'TaxID');
		const record = taxes.find((one) => textIn(one, 'ID') === id || textIn(one, 'Code') === id);
		const own = paired ? tax[index] : undefined;
		return {
			account: textIn(line, 'GLAccountCode') ?? '', amount: amount(line), tax: own === undefined ? (index === 0 ? whole : '0') : amount(own),
			taxId: record === undefined ? id : textIn(record, 'Code'), biCode: textIn(line, 'DepartmentID'), description: textIn(line, 'Description') ?? 'Taken back',
		};
	});
}

async function postSundry(desk: Desk, transaction: XmlElement, reference: string, lines: LineOfTransaction[]): Promise<string> {
	const [line] = lines;
	const control = detailsOf(transaction).find((one) => isTrue(one, 'IsControlLine'));
	const bank = bankIn(transaction) ?? (control === undefined ? undefined : textIn(control, 'GLAccountCode'));
	if (line === undefined || bank === undefined) throw noAnswer('GetTransactionsBy');
	const sign = (value: string) => (textIn(transaction, 'TransactionType') === 'BR' ? negate(value) : value);
	const wire: Wire = {
		ExternalReference: reference, TransactionDate: midnight(dayOf(transaction)), Description: `Takes back ${referenceOf(transaction)}`, DepartmentID: line.biCode,
		Value: sign(desk.aiq.sundryIsGross ? add(line.amount, line.tax) : line.amount), GLAccountCode: line.account, BankAccountCode: bank, TaxID: line.taxId, TaxRate: '0',
		ExchangeRate: rateOfTransaction(transaction), LodgmentNumber: '', TaxAmount: line.tax,
	};
	return await idFrom(desk, 'SaveSundryReceiptPaymentsGetBackTransactionIDs', { entries: { WSSundryReceiptPayment: [wire] } });
}

async function postJournal(desk: Desk, transaction: XmlElement, reference: string): Promise<string> {
	const lines = detailsOf(transaction).map((line): Wire => ({
		GLAccountCode: textIn(line, 'GLAccountCode'), Description: textIn(line, 'Description') ?? reference, DepartmentID: textIn(line, 'DepartmentID'),
		Debit: '0', Credit: '0', Amount: negate(parseAmount(textIn(line, 'Amount')) ?? '0'), VatReturnID: '0', TaxRpt: false, Reconc: false, Reversed: false,
	}));
	const journal: Wire = { InternalReference: reference, ExternalReference: reference, TransactionDate: midnight(dayOf(transaction)), Lines: { GeneralJournalLine: lines } };
	const { beside } = await call(desk.aiq, 'CreateGeneralJournalGetBackTransactionID', { journal }, { write: true });
	const id = textIn(beside, 'transactionID');
	if (id === undefined) throw noAnswer('CreateGeneralJournalGetBackTransactionID', true);
	return id;
}

function rateOfTransaction(transaction: XmlElement): string {
	const [line] = detailsOf(transaction);
	return (line === undefined ? undefined : textIn(line, 'ExchangeRate')) ?? '1';
}

async function idFrom({ aiq }: Desk, operation: string, content: { readonly [name: string]: Wire }): Promise<string> {
	const { result, beside } = await call(aiq, operation, content, { write: true });
	const [status] = rowsIn(result, 'WSResultStatus');
	const error = status === undefined ? undefined : statusError(status);
	if (error !== undefined) throw error;
	const [id] = textsIn(elementOf(beside.transactionIDs), 'int');
	if (id === undefined) throw noAnswer(operation, true);
	return id;
}

/** The same file under the same name is stored once. AccountsIQ tells no sizes, so a name is all that tells. */
export async function attach({ aiq }: Desk, kind: DocumentKind, target: Target, file: FileToAttach): Promise<Attached> {
	const [transaction] = await partsOf(aiq, TYPES[kind], target);
	if (transaction === undefined) throw missing(target);
	const masterID = idOf(transaction);
	const listed = async () => {
		const { result } = await call(aiq, 'GetAttachedDocumentList', { masterType: 'Transaction', masterID });
		return rowsIn(result, 'WSDocumentHeader').find((header) => textIn(header, 'Filename') === file.fileName);
	};
	const there = await listed();
	if (there !== undefined) return { id: textIn(there, 'DocumentID') ?? '', fileName: file.fileName, action: 'found' };
	const document = {
		Header: { MasterType: 'Transaction', MasterID: masterID, Filename: file.fileName, DocumentID: '0' },
		Content: { Content: file.content.toString('base64'), Comments: '' },
	};
	await call(aiq, 'AttachDocument', { document }, { write: true }).catch(async (error: unknown) => {
		// The answer may have got lost on its way: the list tells.
		if (!(error instanceof BooksError) || error.facts.outcomeUnknown !== true || (await listed()) === undefined) throw error;
	});
	return { id: textIn((await listed()) ?? {}, 'DocumentID') ?? '', fileName: file.fileName, action: 'attached' };
}
