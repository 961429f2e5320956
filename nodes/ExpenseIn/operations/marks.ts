import { chunk } from 'lodash';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import { tried } from '../../core/operations/attempt';
import type { ItemResult, OutputItem } from '../../core/operations/call';
import type { DocumentKind } from '../contract';
import { Course } from '../course';
import { Marker, type Fates, type MarkAction, type Marking, type Route } from '../mark';
import { MarkCheck } from '../mark-check';
import type { Call } from '../session';

/** What one item asks for. */
interface Mark extends Marking {
	index: number;
	dryRun: boolean;
}

/** Moves documents on to Completed, with the number that they have in the books. The same mark twice changes nothing. */
export async function markPosted(call: Call): Promise<ItemResult[]> {
	return await mark(call, 'export', 'postingReference');
}

/** Leaves documents where they are, and says in their posting history why they are not in the books. */
export async function markFailed(call: Call): Promise<ItemResult[]> {
	return await mark(call, 'exportFailed', 'reason');
}

async function mark(call: Call, route: Route, parameter: string): Promise<ItemResult[]> {
	const { api } = call.session;
	const results: ItemResult[] = [];
	const marks: Mark[] = [];
	for (const { index } of call.items) {
		const read = tried(() => ok(readMark(call, index, route, parameter)));
		if (read.ok) marks.push(read.value);
		else results.push({ index, outcome: read });
	}
	const course = new Course();
	const parts = alike(marks);
	const marker = new Marker(api, course);
	const check = new MarkCheck(api, course, idsByKind(parts.filter(({ dryRun }) => dryRun)));
	const fates: Fates = new Map();
	for (const part of parts) {
		for (const ids of chunk(part.ids, Math.max(1, api.contract.marksPerCall))) {
			for (const [id, fate] of await fatesOf(part.dryRun ? check : marker, { ...part, ids })) fates.set(nameOf(part, id), fate);
		}
	}
	for (const each of marks) results.push({ index: each.index, outcome: outcomeOf(each, fates) });
	return results;
}

async function fatesOf(marker: Pick<Marker, 'mark'>, marking: Marking): Promise<Fates> {
	return await marker.mark(marking).catch((error: unknown) => {
		const reason = failed(asBooksError(error));
		return new Map(marking.ids.map((id) => [id, reason]));
	});
}

function outcomeOf(each: Mark, fates: Fates): Outcome<OutputItem[]> {
	const { kind, route, word, ids, dryRun } = each;
	const own = ids.map((id) => fates.get(nameOf(each, id)));
	const actions: MarkAction[] = [];
	for (const fate of own) {
		if (fate === undefined) continue;
		if (!fate.ok) return fate;
		actions.push(fate.value);
	}
	const verb = dryRun ? 'would mark' : 'marked';
	const action = actions.every((one) => one === 'unchanged') ? 'unchanged' : `${verb} as ${route === 'export' ? 'posted' : 'failed'}`;
	return ok([{ json: { action, recordKind: kind, ids, [route === 'export' ? 'reference' : 'reason']: word } }]);
}

function readMark({ context }: Call, index: number, route: Route, parameter: string): Mark {
	const given = String(context.getNodeParameter('recordKind', index)).trim();
	const kind = /invoice/i.test(given) ? 'supplierInvoice' : 'expense';
	if (!/^(supplier)?invoice$|^expenses?$|^expenseReport$/i.test(given)) throw missing(`The kind "${given}" is neither expense nor supplierInvoice`, 'recordKind');
	const raw: unknown = context.getNodeParameter('ids', index);
	const ids = (Array.isArray(raw) ? raw.map(String) : String(raw ?? '').split(',')).map((id) => id.trim()).filter((id) => id !== '');
	if (ids.length === 0) throw missing('No ID says what is to be marked', 'ids');
	const word = String(context.getNodeParameter(parameter, index) ?? '').trim();
	if (word === '') throw missing(parameter === 'reason' ? 'The reason is empty' : 'The reference is empty', parameter);
	const { dryRun = false } = context.getNodeParameter('options', index, {}) as { dryRun?: boolean };
	return { index, kind, route, word, ids: [...new Set(ids)], dryRun };
}

/** Documents of one kind under one word go out together. */
function alike(marks: Mark[]): Mark[] {
	const parts = new Map<string, { first: Mark; ids: Set<string> }>();
	for (const first of marks) {
		const name = JSON.stringify([first.kind, first.word, first.dryRun]);
		const part = parts.get(name) ?? { first, ids: new Set() };
		for (const id of first.ids) part.ids.add(id);
		parts.set(name, part);
	}
	return [...parts.values()].map(({ first, ids }) => ({ ...first, ids: [...ids] }));
}

function idsByKind(parts: Mark[]): Map<DocumentKind, Set<string>> {
	const all = new Map<DocumentKind, Set<string>>();
	for (const { kind, ids } of parts) {
		const known = all.get(kind) ?? new Set();
		for (const id of ids) known.add(id);
		all.set(kind, known);
	}
	return all;
}

const nameOf = ({ kind, word, dryRun }: Mark, id: string) => JSON.stringify([kind, word, dryRun, id]);

function missing(message: string, field: string): BooksError {
	return new BooksError({ message, category: 'validation', field, hint: 'Fill it in.' });
}
