import type { Day } from '../core/dates';
import type { Line } from '../core/model/documents';
import type { Amount } from '../core/money';
import type { Split } from '../core/split';
import type { Rules } from './lists';
import type { Dimensions } from './mapping';
import type { QboAccount, QboItem, QboParty } from './types';

/** A document whose every reference stands for a record of the company; what the pure shapes start from. */
export interface Resolved<D> {
	document: D;
	/** The document's date, or the first open day. */
	date: Day;
	party?: QboParty;
	/** The bank or card account of an expense or payment. */
	bank?: QboAccount;
	/** Undefined where the company has one currency only. */
	currency?: string;
	lines: ResolvedLine[];
	rules: Rules;
	warnings: string[];
}

export interface ResolvedLine extends Dimensions {
	line: Line;
	account?: QboAccount;
	item?: QboItem;
	/** Of a line that is for a customer or project. */
	customerId?: string;
	tax?: LineTax;
}

/** The tax code of a line, and what it makes of the line's amount. */
export interface LineTax extends Split {
	codeId: string;
	/** Rates that the code is made of, as fractions, with the ids under which QuickBooks adds them up. */
	rates: Array<{ id: string; rate: Amount }>;
}
