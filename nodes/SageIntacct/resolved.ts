import type { Day } from '../core/dates';
import type { Line } from '../core/model/documents';
import type { Amount } from '../core/money';
import type { Split } from '../core/split';
import type { Setup } from './company';

/** A document whose every reference stands for a record of the company; what the pure shapes start from. */
export interface Resolved<D> {
	document: D;
	date: Day;
	/** VENDORID, CUSTOMERID or EMPLOYEEID. */
	party?: string;
	/** The bank or card account of an expense or payment. */
	bank?: { id: string; isCard: boolean };
	/** Undefined where the company has one currency only. */
	currency?: string;
	baseCurrency?: string;
	lines: ResolvedLine[];
	setup: Setup;
	/** Wanted at the top level of a company with several tax jurisdictions. */
	taxSolution?: string;
	warnings: string[];
}

export interface ResolvedLine {
	line: Line;
	account?: string;
	expenseType?: string;
	/** Ids by dimension object: "DEPARTMENT" to "30". */
	dimensions: Map<string, string>;
	tax?: Split & { gross: Amount; detail: string };
}
