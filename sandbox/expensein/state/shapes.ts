/** Documents as on the wire. Amounts are JSON numbers of two decimals. */
export interface Line {
	categoryId: string | null;
	categoryReference: string | null;
	projectId: string | null;
	projectReference: string | null;
	departmentId: string | null;
	departmentReference: string | null;
	taxRateId: string | null;
	taxRateReference: string | null;
	taxPercent: number;
	net: number;
	tax: number;
	gross: number;
	description: string | null;
}

export interface Receipt {
	id: string;
	fileName: string;
	contentType: string;
	/** Bytes. */
	size: number;
}

export const STATUSES = ['Draft', 'Submitted', 'Approved', 'Rejected', 'Completed'] as const;
export const TYPES = ['Purchase', 'Mileage', 'Time'] as const;
export const SECTIONS = ['Reimbursable', 'Reconcilable'] as const;
export type Status = (typeof STATUSES)[number];
export type DocumentKind = 'expense' | 'invoice';

interface Shared {
	id: string;
	/** Known to people: "EI10234". */
	number: string;
	status: Status;
	date: string;
	currency: string;
	exchangeRate: number;
	gross: number;
	net: number;
	tax: number;
	lines: Line[];
	receipts: Receipt[];
	approvedAt: string | null;
	exportedAt: string | null;
	exportReference: string | null;
	postingStatus: 'Complete' | 'Failed' | null;
	postingError: string | null;
	updatedAt: string;
}

export interface Expense extends Shared {
	type: (typeof TYPES)[number];
	section: (typeof SECTIONS)[number];
	userId: string | null;
	userReference: string | null;
	userName: string;
	merchant: string;
	description: string;
	purchaseMethod: string;
	originalCurrency: string;
	originalGross: number;
	billable: boolean;
	billed: boolean;
	customFields: Array<{ name: string; value: string }>;
}

export interface Invoice extends Shared {
	/** The supplier's own. */
	invoiceNumber: string;
	supplierId: string | null;
	supplierReference: string | null;
	supplierName: string;
	dueDate: string;
}

export type Document = Expense | Invoice;

export function isExpense(document: Document): document is Expense {
	return 'section' in document;
}
