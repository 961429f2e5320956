import type { Day } from '../core/dates';
import type { Line } from '../core/model/documents';
import type { ContactLink } from './contacts';
import type { XeroAccount, XeroTracking } from './types';

/** A document whose every reference stands for a record of this organisation; what the pure shapes start from. */
export interface Resolved<D> {
	document: D;
	/** The document's date, or the first open day. */
	date: Day;
	contact?: ContactLink;
	/** The bank or card account of an expense or payment. */
	bank?: XeroAccount;
	lines: ResolvedLine[];
	/** Left out where Xero would not take it. */
	url?: string;
	warnings: string[];
}

export interface ResolvedLine {
	line: Line;
	account?: XeroAccount;
	taxType?: string;
	itemCode?: string;
	tracking: XeroTracking[];
}
