import { addDays, type Day } from '../../core/dates';
import type { AnyDocument } from '../../core/model/documents';
import { isNegative, isZero, format as shown, type Amount } from '../../core/money';
import { mapping, validation, waiting, type Reason } from '../held';
import type { Settings } from '../settings';
import { arrive, type Arrived } from './arrive';
import { build, dateOf, totalOf } from './build';
import { mapExpense, type Entry } from './expense';
import { gate } from './gate';
import { groupsOf, unitOf, type Group } from './groups';
import { originOf } from './origin';

export interface MappedReports {
	ready: Array<{ document: AnyDocument; items: number[] }>;
	held: Array<{ item: number; reasons: Reason[] }>;
	/** Reports without anything for the books. They are finished, and may be marked as exported. */
	nothing: Array<{ item: number; origin: NonNullable<AnyDocument['origin']>; reason: string }>;
	/** Ids of reports that came in more than once. */
	repeated: string[];
}

/** A report on its way: what its expenses became, and why it cannot go, if so. */
interface Work extends Arrived {
	entries: Entry[];
	left: { skipped: number; zero: number };
}

/**
 * Reports to documents. Pure: the same reports and settings give the same documents, in whatever order they come.
 * A report goes as a whole or not at all, and so do all reports that share a document with it.
 */
export function mapReports(inputs: unknown[], settings: Settings): MappedReports {
	const { reports, refused, repeated } = arrive(inputs);
	const result: MappedReports = { ready: [], held: refused, nothing: [], repeated };
	const units = new Map<string, Work[]>();
	for (const arrived of reports) {
		const work = mapOne(arrived, settings);
		if (work.reasons.length === 0 && work.entries.length === 0) {
			finish(work, result);
			continue;
		}
		const unit = unitOf(work.report, settings);
		if (unit === undefined) hold(work, result);
		else units.set(unit, [...(units.get(unit) ?? []), work]);
	}
	const dueDate = dueDates(settings.dueDays);
	for (const unit of units.values()) mapUnit(unit, settings, dueDate, result);
	result.held.sort((a, b) => a.item - b.item);
	return result;
}

function mapOne(arrived: Arrived, settings: Settings): Work {
	const work: Work = { ...arrived, reasons: [...arrived.reasons, ...gate(arrived.report, settings)], entries: [], left: { skipped: 0, zero: 0 } };
	for (const expense of arrived.report.expenses) {
		const mapped = mapExpense(arrived.report, expense, settings);
		if ('reasons' in mapped) work.reasons.push(...mapped.reasons);
		else if ('left' in mapped) work.left[mapped.left] += 1;
		else work.entries.push(mapped.entry);
	}
	return work;
}

function mapUnit(works: Work[], settings: Settings, dueDate: (date: Day) => Day, result: MappedReports): void {
	const groups = groupsOf(works.flatMap(({ entries }) => entries), settings);
	const byReport = new Map(works.map((work) => [work.report, work]));
	const documents: Array<{ group: Group; document: AnyDocument }> = [];
	for (const group of groups) {
		const [total, date] = [totalOf(group), dateOf(group, settings)];
		const reasons = objections(group, total, date, settings);
		if (reasons.length > 0) for (const work of worksOf(group, byReport)) object(work, reasons);
		else if (date !== undefined && !(isZero(total) && settings.zeroTotal === 'skip')) {
			documents.push({ group, document: build({ group, date, dueDate: dueOf(group) ?? dueDate(date), total }, settings) });
		}
	}
	if (works.some(({ reasons }) => reasons.length > 0)) {
		holdTogether(works, result);
		return;
	}
	const keys = new Map(works.map((work) => [work, [] as string[]]));
	for (const { group } of documents) for (const work of worksOf(group, byReport)) keys.get(work)?.push(group.key);
	for (const { group, document } of documents) {
		const carried = worksOf(group, byReport);
		const origin = originOf(group, carried.map(({ report }) => report), [...new Set(carried.flatMap((work) => keys.get(work) ?? []))]);
		result.ready.push({ document: { ...document, origin }, items: carried.flatMap(({ items }) => items) });
	}
	for (const work of works) if (keys.get(work)?.length === 0) finish(work, result);
}

/** Several documents of a report may meet the same objection; and who waits for approval has no day of approval yet. */
function object(work: Work, reasons: Reason[]): void {
	const unapproved = work.reasons.some(({ field }) => field === 'status');
	for (const reason of reasons) {
		const known = work.reasons.some(({ message }) => message === reason.message);
		if (!known && !(unapproved && reason.field === 'date')) work.reasons.push(reason);
	}
}

/** What stands against a document as a whole. */
function objections(group: Group, total: Amount, date: Day | undefined, settings: Settings): Reason[] {
	const { key, kind, format, currency } = group;
	const reasons: Reason[] = [];
	const words = { reimbursable: 'reimbursable', companyCard: 'company card', supplierInvoice: 'invoice' }[kind];
	if (format === 'journal' && settings.kinds[kind].contraAccount === undefined) {
		const what = `Journals of ${words} expenses have no contra account.`;
		reasons.push(mapping('account', what, 'Name the account of their credit side in the node.'));
	}
	if (isNegative(total) && format === 'bill' && settings.negativeTotal === 'hold') {
		const what = `The document ${key} would have the negative total ${shown(total)} ${currency}.`;
		reasons.push(validation('total', what, 'Let negative totals become supplier credits, or post it by hand.'));
	}
	if (isNegative(total) && format === 'expenseReport') {
		const what = `The expense report ${key} would have the negative total ${shown(total)} ${currency}, and nobody can be owed less than nothing.`;
		reasons.push(validation('total', what, 'Put its refunds into a report with larger expenses, or let reimbursable expenses become bills: then it is a supplier credit.'));
	}
	if (isZero(total) && settings.zeroTotal === 'hold') {
		const what = `The document ${key} would have the total zero.`;
		reasons.push(validation('total', what, 'Choose in the node to keep or to skip documents without a total.'));
	}
	if (date === undefined) {
		const by = kind === 'supplierInvoice' ? 'its own date' : `"${settings.date}"`;
		const what = `The report has no day for ${by}, which the document is to be dated by.`;
		reasons.push(validation('date', what, 'Hand in that day, or choose another date in the node.'));
	}
	return reasons;
}

/** A supplier says when its invoice is due. */
function dueOf({ kind, entries: [first] }: Group): Day | undefined {
	return kind === 'supplierInvoice' ? first?.report.dueDate : undefined;
}

function worksOf(group: Group, byReport: Map<Arrived['report'], Work>): Work[] {
	const reports = new Set(group.entries.map(({ report }) => report));
	return [...reports].flatMap((report) => byReport.get(report) ?? []);
}

/** Who shares a month with a held report waits for it: else the document would have another total later. */
function holdTogether(works: Work[], result: MappedReports): void {
	const culprits = works.filter(({ reasons }) => reasons.length > 0).map(({ report }) => report.id);
	for (const work of works) {
		if (work.reasons.length === 0) {
			const what = `It goes into one document with ${culprits.sort().join(', ')}, which is held.`;
			work.reasons.push(waiting('report', what, 'Settle what holds the other report.'));
		}
		hold(work, result);
	}
}

function hold({ items, reasons }: Work, result: MappedReports): void {
	for (const item of items) result.held.push({ item, reasons });
}

function finish({ report, items, left }: Work, result: MappedReports): void {
	const { skipped, zero } = left;
	const rest = report.expenses.length - skipped - zero;
	const parts = [
		...(skipped > 0 ? [`${skipped} left out by the settings`] : []),
		...(zero > 0 ? [`${zero} with the amount zero`] : []),
		...(rest > 0 ? [`${rest} that cancel each other`] : []),
	];
	const reason = parts.length === 0 ? 'The report has no expenses.' : `Of ${report.expenses.length} expenses: ${parts.join(', ')}.`;
	for (const item of items) result.nothing.push({ item, origin: originOf(undefined, [report], []), reason });
}

/** Thousands of documents share a few days. */
function dueDates(days: number): (date: Day) => Day {
	const known = new Map<Day, Day>();
	return (date) => {
		const due = known.get(date) ?? addDays(date, days);
		known.set(date, due);
		return due;
	};
}
