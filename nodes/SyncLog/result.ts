import { absolute, add, compare, format, parseAmount } from '../core/money';
import { peopleIn, withoutPeople } from './private';

/** What one item of a workflow tells of a document. */
export interface Told {
	/** expected: the document as it goes to the books; nothing was done with it yet. */
	result: 'ok' | 'held' | 'failed' | 'expected';
	key: string;
	source: string[];
	action?: string;
	kind?: string;
	category?: string;
	reason?: string;
	hint?: string;
	retryable?: boolean;
	changes?: string;
	amount?: string;
	booksAmount?: string;
	currency?: string;
	booksId?: string;
	number?: string;
	link?: string;
}
type Json = Record<string, unknown>;

const NAMES: Readonly<Record<string, string>> = { found: 'unchanged', 'nothing to post': 'left out' };
/** Categories of problems that are written down while a document waits, and was not tried. */
const FOR_A_PERSON = ['held', 'mapping', 'waiting'];
/** What Reference Sync is about to do; the node behind it tells what came of it. */
const PLANS = ['create', 'update'];

/**
 * Reads an item that any node of the package gave out. Nothing where it tells of no document: settings, files, pages.
 * A failed item is known by `error`, a held report by `held`, a bank match by `match`, a problem that was written down
 * by `message`, all else by `action`. An item may carry several under `results`, as parts of a sync do.
 * @param step name of the node, for a failure that is about no document, such as a list that could not be read
 */
export function readResults(json: Json, step?: string): Told[] {
	// A part tells of its documents only; what a step of its own failed with is in its problems.
	if (Array.isArray(json.results)) return json.results.flatMap((one) => readResults(objectOf(one)));
	const origin = objectOf(json.origin);
	const source = texts(origin.reports);
	const key = text(json.key) ?? text(objectOf(json.details).document) ?? '';
	const told = { key: key === '' && source.length === 0 ? recordKey(json, step) : key, source, kind: text(json.targetKind) ?? text(json.kind), currency: text(json.currency) };
	const isNobody = told.key === '' && source.length === 0;
	if (json.error !== undefined && json.error !== null) {
		if (isNobody) return step === undefined ? [] : [{ ...failureOf(json), key: step, source: [], kind: STEP }];
		return [{ ...told, ...failureOf(json), amount: expectedOf(json) }];
	}
	if (Array.isArray(json.held)) return [heldOf(json, json.held.map(objectOf))];
	const match = objectOf(json.match);
	if (match.result === 'proposed') {
		const candidates = Array.isArray(match.candidates) ? match.candidates.map((one) => text(objectOf(one).text) ?? '') : [];
		return [{
			...told, result: 'held', action: 'proposed', category: 'mapping', amount: expectedOf(json),
			reason: withoutPeople(`Several transactions of the bank may be this one: ${candidates.join(' / ')}`, peopleIn(json)),
			hint: 'Reconcile or change the transaction that is meant, or post the document by hand under this key.',
		}];
	}
	if (match.result === 'matched') {
		return [{ ...told, result: 'ok', action: 'matched', amount: expectedOf(json), booksAmount: expectedOf(json), booksId: text(match.id), link: text(match.link) }];
	}
	const action = text(json.action);
	if (action === 'conflict' || (action === undefined && text(json.message) !== undefined && text(json.category) !== undefined)) {
		if (isNobody) return [];
		const words = wordsOf(json);
		const result = action === undefined && !FOR_A_PERSON.includes(words.category ?? '') ? 'failed' : 'held';
		// What a node of the sync itself wrote down, and no part of it, is about the run.
		return [{ ...told, ...(action === undefined && step !== undefined ? { kind: STEP } : {}), result, action: action ?? result, ...words }];
	}
	if (isNobody || action === 'summary') return [];
	if (action !== undefined && PLANS.includes(action) && (json.record !== undefined || json.changes !== undefined)) return [{ ...told, result: 'expected', changes: changesOf(json) }];
	if (action !== undefined) {
		return [{
			...told, key: told.key === '' ? (source[0] ?? '') : told.key, result: 'ok', action: NAMES[action] ?? action, booksAmount: money(json.total),
			booksId: text(json.id), number: text(json.number), link: text(json.link), changes: changesOf(json),
		}];
	}
	return key !== '' && (Array.isArray(json.lines) || json.kind === 'payment') ? [{ ...told, result: 'expected', amount: expectedOf(json) }] : [];
}

/** The kind of a row about a node of the workflow and no document. */
export const STEP = 'step';

/**
 * Records of lists have no document key: "supplier: AC-17". Their name does where they have no code. What was done tells
 * no kind with every system, and then the node's name serves; a failed item may be a row of anything that came in.
 */
function recordKey({ targetKind, kind, reference, code, name, id, level, record, action }: Json, step?: string): string {
	const own = text(reference) ?? text(code) ?? text(objectOf(record).code) ?? text(name) ?? text(id);
	const group = text(targetKind) ?? text(kind) ?? text(level) ?? (text(action) === undefined ? undefined : step);
	return own === undefined || group === undefined ? '' : `${group}: ${own.trim()}`;
}

/** Records that were looked at and are as they should be, where a node tells only their number. */
export function unchangedIn({ action, unchanged }: Json): number {
	return action === 'summary' && typeof unchanged === 'number' ? unchanged : 0;
}

/** `error` and `details`, as every node of the package gives them to its error branch. */
function failureOf(json: Json): Pick<Told, 'result' | 'action' | 'category' | 'reason' | 'hint' | 'retryable'> {
	const details = objectOf(json.details);
	const people = peopleIn(json);
	return {
		result: 'failed', action: 'failed', category: text(details.category) ?? 'unknown',
		reason: withoutPeople(text(json.error) ?? text(objectOf(json.error).message) ?? 'It failed.', people),
		hint: withoutPeople(text(details.hint) ?? '', people), retryable: details.retryable === true,
	};
}

/** A problem as it is written down for people. */
function wordsOf(json: Json): Pick<Told, 'category' | 'reason' | 'hint'> {
	const people = peopleIn(json);
	return { category: text(json.category), reason: withoutPeople(text(json.message) ?? '', people), hint: withoutPeople(text(json.hint) ?? '', people) };
}

/** A report that could not become documents: all that holds it, at once. */
function heldOf(report: Json, reasons: Json[]): Told {
	const people = peopleIn(report);
	const all = (name: string) => withoutPeople([...new Set(reasons.map((reason) => text(reason[name]) ?? ''))].filter((one) => one !== '').join(' '), people);
	const id = text(report.id) ?? '';
	return {
		result: 'held', action: 'held', key: id, source: [id], kind: text(report.type) === 'supplierInvoice' ? 'supplierInvoice' : 'report',
		category: text(reasons[0]?.category) ?? 'mapping', reason: all('message'), hint: all('hint'),
		amount: money(report.total), currency: text(report.currency),
	};
}

/** What the books should show as the total; nothing where tax is added by the books, since nobody knows it before. */
function expectedOf({ lines, taxIncluded, kind, amount }: Json): string | undefined {
	if (!Array.isArray(lines)) return money(amount);
	const amounts = lines.map((line) => parseAmount(objectOf(line).amount) ?? '0');
	if (kind === 'journal') return format(add(...amounts.filter((one) => compare(one, '0') > 0)));
	if (taxIncluded === false) {
		const taxes = lines.map((line) => parseAmount(objectOf(line).taxAmount));
		if (taxes.some((tax) => tax === undefined)) return undefined;
		amounts.push(...taxes.map((tax) => tax ?? '0'));
	}
	const sum = add(...amounts);
	// Money that came back to a card or bank stays an expense, and counts against the others.
	return format(kind === 'expense' ? sum : absolute(sum));
}

const LONGEST = 500;

/** Of records that were brought up to date: each field with what it was and what it is. */
function changesOf({ changes, before }: Json): string | undefined {
	const after = objectOf(changes);
	const names = Object.keys(after);
	if (names.length === 0) return undefined;
	const was = objectOf(before);
	const shown = (value: unknown) => (value === undefined ? undefined : withoutPeople(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST));
	return JSON.stringify(Object.fromEntries(names.map((name) => [name, { before: shown(was[name]), after: shown(after[name]) }])));
}

function money(value: unknown): string | undefined {
	const amount = parseAmount(value);
	return amount === undefined ? undefined : format(amount);
}

function objectOf(value: unknown): Json {
	return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
}

function text(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
}
