import { exact, toText } from '../../frame/money';
import type { Kind } from '../state/kinds';
import { findRecord } from '../state/records';
import { readValue, saveValue } from '../state/settings';
import { type Document, isExpense, type Line } from '../state/shapes';
import type { Store } from '../state/store';

/** The mapping's static fields. Null: the field comes from the record, as it does unless somebody sets one. */
export interface Mapping {
	/** In the place of the user's reference. */
	reimbursableSupplier: string | null;
	/** What company cards are owed to; where a bank account is set, they are bank payments instead. */
	reconcilableSupplier: string | null;
	reconcilableBankAccount: string | null;
}

export function readMapping(store: Store): Mapping {
	return readValue(store, 'posting:mapping', { reimbursableSupplier: null, reconcilableSupplier: 'CARD-AMEX', reconcilableBankAccount: null });
}

export function saveMapping(store: Store, changes: Partial<Mapping>): Mapping {
	const mapping = { ...readMapping(store), ...changes };
	saveValue(store, 'posting:mapping', mapping);
	return mapping;
}

/** What the integration sends to AccountsIQ for one record, under AccountsIQ's names. Amounts: decimal texts. */
export interface PostedDocument {
	type: 'BatchPurchasesInvoice' | 'BankPayment';
	SupplierCode: string | null;
	BankAccountCode: string | null;
	/** The number that people look up in AccountsIQ. */
	ExternalReference: string;
	Date: string;
	Description: string;
	CurrencyCode: string;
	Lines: Array<{ GLAccountCode: string | null; TaxCode: string | null; DepartmentID: string | null; NetAmount: string; TaxAmount: string; Description: string }>;
}

/** With the references as they are now: a retry sees what people have mended since. */
export function toPosted(store: Store, document: Document): PostedDocument {
	const mapping = readMapping(store);
	const isCard = isExpense(document) && document.section === 'Reconcilable';
	const bank = isCard ? mapping.reconcilableBankAccount : null;
	return {
		type: bank === null ? 'BatchPurchasesInvoice' : 'BankPayment',
		SupplierCode: bank === null ? supplierOf(store, document, mapping) : null,
		BankAccountCode: bank,
		ExternalReference: document.number,
		Date: document.date,
		Description: isExpense(document) ? [document.merchant, document.description].filter(Boolean).join(' - ') : document.invoiceNumber,
		CurrencyCode: document.currency,
		Lines: document.lines.map((line) => toLine(store, document, line)),
	};
}

function supplierOf(store: Store, document: Document, mapping: Mapping): string | null {
	if (!isExpense(document)) return reference(store, 'supplier', document.supplierId, document.supplierReference);
	if (document.section === 'Reconcilable') return mapping.reconcilableSupplier;
	return mapping.reimbursableSupplier ?? reference(store, 'user', document.userId, document.userReference);
}

function toLine(store: Store, document: Document, line: Line): PostedDocument['Lines'][number] {
	return {
		GLAccountCode: reference(store, 'category', line.categoryId, line.categoryReference),
		TaxCode: reference(store, 'taxrate', line.taxRateId, line.taxRateReference),
		DepartmentID: reference(store, 'department', line.departmentId, line.departmentReference),
		NetAmount: toText(exact(line.net)),
		TaxAmount: toText(exact(line.tax)),
		Description: line.description ?? (isExpense(document) ? document.description : ''),
	};
}

/** Verbatim, blanks included, as the product sends it. */
function reference(store: Store, kind: Kind, id: string | null, otherwise: string | null): string | null {
	const record = id === null ? undefined : findRecord(store, kind, id);
	return record === undefined ? otherwise : ((record.reference as string | null | undefined) ?? null); // a text field
}
