import type { Bill, Expense, Invoice, Journal, SupplierCredit } from '../../core/model/documents';
import { sumOf, totalOf } from '../../core/model/totals';
import { absolute, add, isNegative, negate, type Amount } from '../../core/money';
import type { XmlContent } from '../../core/xml-write';
import { BooksError } from '../../core/errors';
import type { Resolved, ResolvedLine } from '../resolve';

export { sumOf, totalOf };

type Wire = { readonly [name: string]: XmlContent };

const LONGEST_TEXT = 500;

/** Midnight without a zone, so that no clock can shift the day. */
export const midnight = (day: string): string => `${day}T00:00:00`;

const cut = (text: string, length = LONGEST_TEXT): string => text.replace(/\s+/g, ' ').trim().slice(0, length);

function describe(document: { memo?: string; number?: string; key: string }): string {
	return cut([document.number, document.memo].filter((part) => part !== undefined && part !== '').join(', ') || document.key);
}

/** A line in AccountsIQ's order. `turned` for documents whose kind says already that the money comes back. */
function toLine({ account, taxCode, rate, net, tax, biCode, line }: ResolvedLine, fallback: string, turned: boolean): Wire {
	const signed = (amount: Amount) => (turned ? negate(amount) : amount);
	return {
		GLAccountCode: account,
		TaxCode: taxCode,
		Description: cut(line.description ?? fallback),
		DepartmentID: biCode,
		NetAmount: signed(net),
		TaxRate: rate,
		TaxAmount: signed(tax),
	};
}

/** AccountsIQ takes no line below zero, whatever the total is. */
function refuseNegative(lines: Array<{ NetAmount?: XmlContent }>): void {
	const line = lines.findIndex(({ NetAmount }) => typeof NetAmount === 'string' && isNegative(NetAmount)) + 1;
	if (line === 0) return;
	throw new BooksError({
		category: 'validation', line, field: 'amount', message: 'AccountsIQ takes no line whose sign differs from the document',
		hint: 'Post one document per expense, so that the refund becomes a supplier credit of its own.',
	});
}

/** Bill to batch purchases invoice. The key is its external reference, which AccountsIQ does not keep unique. */
export function toPurchaseInvoice({ document, date, lines, party, exchangeRate }: Resolved<Bill>): Wire {
	const text = describe(document);
	const wires = lines.map((line) => toLine(line, text, false));
	refuseNegative(wires);
	return {
		SupplierCode: party,
		InvoiceDate: midnight(date),
		ExternalReference: document.key,
		Description: text,
		Lines: { BatchPurchasesInvoiceLine: wires },
		ExchangeRate: exchangeRate,
		DueDate: document.dueDate === undefined ? undefined : midnight(document.dueDate),
	};
}

/** Supplier credit, or a bill with a negative total, to batch purchases debit note with positive amounts. */
export function toDebitNote({ document, date, lines, party, exchangeRate }: Resolved<Bill | SupplierCredit>): Wire {
	const text = describe(document);
	const wires = lines.map((line) => toLine(line, text, isNegative(sumOf(document))));
	refuseNegative(wires);
	return {
		SupplierCode: party,
		DebitNoteDate: midnight(date),
		ExternalReference: document.key,
		Description: text,
		Lines: { BatchPurchasesDebitNoteLine: wires },
		ExchangeRate: exchangeRate,
	};
}

export function toSalesInvoice({ document, date, lines, party, exchangeRate }: Resolved<Invoice>): Wire {
	const text = describe(document);
	const wires = lines.map((line) => toLine(line, text, false));
	refuseNegative(wires);
	return {
		CustomerCode: party,
		InvoiceDate: midnight(date),
		ExternalReference: document.key,
		Description: text,
		Lines: { BatchSalesInvoiceLine: wires },
		ExchangeRate: exchangeRate,
		DueDate: document.dueDate === undefined ? undefined : midnight(document.dueDate),
	};
}

/** The exchange rate comes first here. */
export function toSalesCreditNote({ document, date, lines, party, exchangeRate }: Resolved<Invoice>): Wire {
	const text = describe(document);
	const wires = lines.map((line) => toLine(line, text, true));
	refuseNegative(wires);
	return {
		ExchangeRate: exchangeRate,
		CustomerCode: party,
		CreditNoteDate: midnight(date),
		ExternalReference: document.key,
		Description: text,
		Lines: { BatchSalesCreditNoteLine: wires },
	};
}

export interface Sundry {
	reference: string;
	wire: Wire;
}

/**
 * Money spent to sundry payments, money that came back to receipts. One has one line, so an expense with several lines
 * becomes as many, under its key and the line's number.
 * @param gross whether AccountsIQ's value includes the tax
 */
export function toSundries({ document, date, lines, bank, exchangeRate }: Resolved<Expense>, gross: boolean): Sundry[] {
	const who = document.supplier.name ?? document.supplier.code ?? '';
	return lines.map(({ account, net, tax, rate, taxId, biCode, line }, index) => {
		const reference = lines.length === 1 ? document.key : `${document.key}-${index + 1}`;
		const value = gross ? add(net, tax) : net;
		const text = [who, line.description ?? document.memo].filter((part) => part !== undefined && part !== '').join(', ');
		return {
			reference,
			wire: {
				ExternalReference: reference,
				TransactionDate: midnight(date),
				Description: cut(text || document.key),
				DepartmentID: biCode,
				// The sign decides: a receipt counts up the bank.
				Value: negate(value),
				GLAccountCode: account,
				BankAccountCode: bank,
				TaxID: taxId,
				TaxRate: rate,
				ExchangeRate: exchangeRate,
				LodgmentNumber: '',
				// A size: the value's sign says which way the money goes.
				TaxAmount: absolute(tax),
			},
		};
	});
}

/** Debit positive, credit negative, in the amount alone: the other two fields are no longer in use. */
export function toGeneralJournal({ document, date, lines }: Resolved<Journal>): Wire {
	const text = cut(document.memo ?? document.key);
	return {
		InternalReference: document.key,
		ExternalReference: document.key,
		TransactionDate: midnight(date),
		Lines: {
			GeneralJournalLine: lines.map(({ account, biCode, line }) => ({
				GLAccountCode: account,
				Description: cut(line.description ?? text),
				DepartmentID: biCode,
				Debit: '0',
				Credit: '0',
				Amount: line.amount,
				VatReturnID: '0',
				TaxRpt: false,
				Reconc: false,
				Reversed: false,
			})),
		},
	};
}

export type { Wire };
