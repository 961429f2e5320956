/** Vendor shapes as they come; everything optional, since no schema is published. */

/** A number printed plain, or as text with thousands separators, or nothing. */
export type Printed = number | string | null;

/** A report as our own template prints it; amounts in cents. */
export interface ExportedReport extends ExportedStatus {
	oldReportID?: string;
	reportName?: string;
	policyID?: string;
	policyName?: string;
	currency?: string;
	accountEmail?: string;
	submitterName?: string;
	submitterUserID?: string;
	managerEmail?: string;
	entryID?: string;
	expenses?: ExportedExpense[];
}

export interface ExportedStatus {
	reportID: string;
	/** The website's word: "Processing", not "SUBMITTED". */
	status?: string;
	total?: Printed;
	created?: string;
	submitted?: string;
	approved?: string;
	reimbursed?: string;
}

export interface ExportedExpense {
	transactionID: string;
	merchant?: string;
	modifiedMerchant?: string;
	created?: string;
	modifiedCreated?: string;
	amount?: Printed;
	modifiedAmount?: Printed;
	convertedAmount?: Printed;
	currency?: string;
	category?: string;
	categoryGlCode?: string;
	tag?: string;
	tagGlCode?: string;
	comment?: string;
	billable?: boolean | string;
	reimbursable?: boolean | string;
	bank?: string;
	cardID?: string;
	taxCode?: string;
	taxName?: string;
	taxRate?: string;
	taxAmount?: Printed;
	modifiedTaxAmount?: Printed;
	receiptID?: string;
	receiptFilename?: string;
	receiptURL?: string;
	/** `ntag1` ... `ntag5` and `ntag1GlCode` ... */
	[field: string]: unknown;
}

export interface PolicySummary {
	id: string;
	name?: string;
	owner?: string;
	role?: string;
	outputCurrency?: string;
	type?: string;
}

export interface Category {
	name: string;
	enabled?: boolean;
	glCode?: string;
	payrollCode?: string;
	[field: string]: unknown;
}

export interface Tag {
	name: string;
	enabled?: boolean;
	glCode?: string;
	[field: string]: unknown;
}

/** A list of tags; a workspace with several levels has several. */
export interface TagLevel {
	name: string;
	tags: Tag[];
	[field: string]: unknown;
}

export interface ReportField {
	name: string;
	/** text, dropdown, date; formula can be read and not written. */
	type?: string;
	values?: Array<string | { name: string; enabled?: boolean; externalID?: string }>;
	[field: string]: unknown;
}

export interface PolicyInfo {
	categories?: Category[];
	/** Flat for one level, levelled for several. */
	tags?: Tag[] | TagLevel[];
	reportFields?: ReportField[];
	/** `{}` where no tax is set up. */
	tax?: { name?: string; default?: string; rates?: Array<{ name?: string; rate?: number | string; rateID: string }> };
	employees?: Array<{
		email: string;
		role?: string;
		submitsTo?: string;
		employeeID?: string;
		[field: string]: unknown;
	}>;
}
