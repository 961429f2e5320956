import { changedLines, type CanonicalLine, type LineChange } from '../core/change-lines';
import { BooksError } from '../core/errors';
import { check } from '../core/model/check';
import { bill, type Bill } from '../core/model/documents';
import { compare, parseAmount } from '../core/money';
import { given } from '../core/wire';
import type { XmlElement } from '../core/xml';
import { elementsWith, textIn } from '../core/xml-elements';
import type { Desk } from './desk';
import { OBJECTS, postedOf } from './documents';
import { readWhole, toLine } from './readers/documents';
import { resolveAll } from './resolve';
import { toBill } from './shapes/documents';
import type { Wire } from './shapes/lines';
import { dayFrom } from './wire';

/** Of a line that is sent again: everything that may be written, and the company's own fields. */
const WRITABLE = /^(ACCOUNTNO|ACCOUNTLABEL|OFFSETGLACCOUNTNO|TRX_AMOUNT|ENTRYDESCRIPTION|FORM1099|FORM1099TYPE|FORM1099BOX|BILLABLE|ALLOCATION|PARTIALEXEMPT|(LOCATION|DEPARTMENT|PROJECT|TASK|COSTTYPE|CUSTOMER|VENDOR|EMPLOYEE|ITEM|CLASS|CONTRACT|WAREHOUSE)ID|GLDIM\w+)$/;
/** What a change says anew, or says nothing of and takes away. */
const CHANGED = /^(ACCOUNTNO|ACCOUNTLABEL|TRX_AMOUNT|ENTRYDESCRIPTION|BILLABLE|(LOCATION|DEPARTMENT|PROJECT|TASK|CUSTOMER|VENDOR|EMPLOYEE|ITEM|CLASS)ID|GLDIM\w+)$/;

interface Held {
	raw: XmlElement;
	line: CanonicalLine;
}
export interface ChangedLines {
	/** What the update says of lines and taxes. */
	wire: Wire;
	/** Whether the bill has these lines by now. */
	isDone(): Promise<boolean>;
}

/**
 * The lines of a bill after a change. An update replaces the set, so that all are sent: those that nobody changes as they
 * stand, with their number, so that they stay the lines that they are. Source: Sage Intacct, "Bills", update.
 */
export async function changedBillLines(desk: Desk, row: XmlElement, changes: LineChange[], { only, replace, taxIncluded }: { only: boolean; replace: boolean; taxIncluded: boolean }): Promise<ChangedLines> {
	const custom = (await desk.lists.fields('APBILLITEM')).get('APBILLITEM');
	const isCustom = (name: string) => custom?.get(name.toUpperCase())?.isCustom === true;
	const held = (await readWhole(desk.lists, OBJECTS.APBILL, row)).lines.map((raw): Held => ({ raw, line: heldLine(raw, taxIncluded) }));
	const rawOf = (line: CanonicalLine) => held.find((one) => one.line.id === line.id && line.id !== undefined)?.raw;
	const lines = changedLines(replace ? [] : held.map(({ line }) => line), changes, only);
	const touched = lines.filter((line) => held.every((one) => one.line !== line));
	const { APBILLITEMS, ...taxes } = touched.length === 0 ? {} : await shaped(desk, row, touched, taxIncluded);
	const wires = (APBILLITEMS as { APBILLITEM: Wire[] } | undefined)?.APBILLITEM ?? [];
	const sent = lines.map((line): Wire => {
		const raw = rawOf(line);
		const place = touched.indexOf(line);
		if (raw === undefined) return wires[place] ?? {};
		const kept = fieldsIn(raw, (name) => (WRITABLE.test(name) || isCustom(name)) && (place < 0 || !CHANGED.test(name)));
		return { LINE_NO: textIn(raw, 'LINE_NO'), ...kept, ...(place < 0 ? taxesIn(raw) : wires[place]) };
	});
	return {
		wire: { ...taxes, APBILLITEMS: { APBILLITEM: sent } },
		isDone: async () => {
			const { lines: now } = await readWhole(desk.lists, OBJECTS.APBILL, row);
			return now.length === sent.length && sent.every((wire, at) => stands(wire, now[at] ?? {}));
		},
	};
}

/** As a document would say it. Amounts with or without tax, as the change has them. */
function heldLine(raw: XmlElement, taxIncluded: boolean): CanonicalLine {
	const { account, document: _document, expenseType: _label, ...line } = toLine(raw, 'bill');
	const entries = entriesIn(raw);
	const [tax] = entries;
	return given({
		...line,
		amount: (taxIncluded ? parseAmount(textIn(raw, 'TOTALTRXAMOUNT')) : undefined) ?? line.amount,
		account: account === undefined ? undefined : { id: account },
		...(tax === undefined || entries.length > 1 ? {} : { taxRate: { id: textIn(tax, 'DETAILID') }, taxAmount: parseAmount(textIn(tax, 'TRX_TAX')) }),
		// A choice of several taxes at once is nothing that a document can say.
		severalTaxes: entries.length > 1 ? true : undefined,
	});
}

async function shaped(desk: Desk, row: XmlElement, lines: CanonicalLine[], taxIncluded: boolean): Promise<Wire> {
	const posted = postedOf(OBJECTS.APBILL, row, await desk.lists.formats());
	const [several] = lines.flatMap(({ severalTaxes }, at) => (severalTaxes === true ? [at + 1] : []));
	if (several !== undefined) throw new BooksError({ category: 'validation', line: several, field: 'lines', message: 'The line has several taxes, which a change would take away.', hint: 'Change it in Sage Intacct, or delete the bill and post it anew.' });
	const checked = check(bill, given({
		key: posted.key ?? posted.id, date: posted.date ?? dayFrom(textIn(row, 'WHENCREATED')), currency: posted.currency, taxIncluded,
		supplier: { id: textIn(row, 'VENDORID') }, lines: lines.map(({ id: _id, severalTaxes: _several, ...line }) => line),
	}), posted.key);
	if (!checked.ok) throw checked.error;
	const [resolved] = await resolveAll<Bill>(desk, [checked.value], { createParties: false, dryRun: false, closedPeriod: 'refuse' });
	if (resolved?.ok !== true) throw resolved?.error ?? new BooksError({ category: 'validation', message: 'The lines could not be read.' });
	const { APBILLITEMS, INCLUSIVETAX, TAXSOLUTIONID } = (toBill(resolved.value) as { create: { APBILL: Wire } }).create.APBILL;
	return given({ INCLUSIVETAX, TAXSOLUTIONID, APBILLITEMS });
}

function fieldsIn(raw: XmlElement, wanted: (name: string) => boolean): Wire {
	return Object.fromEntries(Object.keys(raw).flatMap((name) => {
		const text = textIn(raw, name);
		return text === undefined || !wanted(name) ? [] : [[name, text]];
	}));
}

const entriesIn = (raw: XmlElement): XmlElement[] => elementsWith(raw.TAXENTRIES, 'DETAILID');

/** Entries that are left out are deleted. */
function taxesIn(raw: XmlElement): Wire {
	const entries = entriesIn(raw).map((entry) => ({ DETAILID: textIn(entry, 'DETAILID'), TRX_TAX: textIn(entry, 'TRX_TAX') }));
	return entries.length === 0 ? {} : { TAXENTRIES: { TAXENTRY: entries } };
}

function stands(wire: Wire, raw: XmlElement): boolean {
	return Object.entries(wire).every(([name, value]) => {
		if (typeof value !== 'string' || name === 'LINE_NO') return true;
		const [mine, theirs] = [parseAmount(value), parseAmount(textIn(raw, name))];
		return name === 'TRX_AMOUNT' && mine !== undefined && theirs !== undefined ? compare(mine, theirs) === 0 : (textIn(raw, name) ?? '') === value;
	});
}
