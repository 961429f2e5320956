import { chunk } from 'lodash';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import { tried } from '../../core/operations/attempt';
import type { ItemResult } from '../../core/operations/call';
import type { ExpenseIn } from '../api';
import type { DocumentKind } from '../contract';
import type { Call } from '../session';
import type { Wire } from '../wire';

type Route = 'export' | 'exportFailed';

interface Mark {
	index: number;
	kind: DocumentKind;
	ids: string[];
	/** The books' number, or the reason why nothing was posted. */
	word: string;
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
		const read = tried(() => ok(readMark(call, index, parameter)));
		if (read.ok) marks.push(read.value);
		else results.push({ index, outcome: read });
	}
	const fates = new Map<string, Outcome<true>>();
	for (const part of alike(marks)) {
		const batch: Batch = { api, route, kind: part.kind, word: part.word };
		for (const ids of chunk(part.ids, Math.max(1, api.contract.marksPerCall))) {
			for (const [id, fate] of await send(batch, ids)) fates.set(nameOf(part, id), fate);
		}
	}
	for (const each of marks) {
		const bad = each.ids.map((id) => fates.get(nameOf(each, id))).find((fate) => fate !== undefined && !fate.ok);
		const action = route === 'export' ? 'marked as posted' : 'marked as failed';
		const word = route === 'export' ? { reference: each.word } : { reason: each.word };
		const json = { action, recordKind: each.kind, ids: each.ids, ...word };
		results.push({ index: each.index, outcome: bad !== undefined && !bad.ok ? bad : ok([{ json }]) });
	}
	return results;
}

function readMark({ context }: Call, index: number, parameter: string): Mark {
	const given = String(context.getNodeParameter('recordKind', index)).trim();
	const kind = /invoice/i.test(given) ? 'supplierInvoice' : 'expense';
	if (!/^(supplier)?invoice$|^expenses?$|^expenseReport$/i.test(given)) throw missing(`The kind "${given}" is neither expense nor supplierInvoice`, 'recordKind');
	const raw: unknown = context.getNodeParameter('ids', index);
	const ids = (Array.isArray(raw) ? raw.map(String) : String(raw ?? '').split(',')).map((id) => id.trim()).filter((id) => id !== '');
	if (ids.length === 0) throw missing('No ID says what is to be marked', 'ids');
	const word = String(context.getNodeParameter(parameter, index) ?? '').trim();
	if (word === '') throw missing(parameter === 'reason' ? 'The reason is empty' : 'The reference is empty', parameter);
	return { index, kind, ids: [...new Set(ids)], word };
}

/** Documents of one kind under one word go out together. */
function alike(marks: Mark[]): Array<Omit<Mark, 'index'>> {
	const parts = new Map<string, Omit<Mark, 'index'>>();
	for (const { kind, ids, word } of marks) {
		const name = JSON.stringify([kind, word]);
		const part = parts.get(name);
		parts.set(name, { kind, word, ids: [...new Set([...(part?.ids ?? []), ...ids])] });
	}
	return [...parts.values()];
}

/** Documents that are marked in the same way, and what was learnt on the way. */
interface Batch extends Omit<Mark, 'index' | 'ids'> {
	api: ExpenseIn;
	route: Route;
	/** Set once it is known that nothing can be marked at all. */
	never?: BooksError;
}

/** A call is refused as a whole for one document, so it is halved until that one stands alone. */
async function send(batch: Batch, ids: string[]): Promise<Array<[string, Outcome<true>]>> {
	const error = batch.never ?? (await refusal(batch, ids));
	if (error === undefined) return ids.map((id) => [id, ok(true)]);
	if (ids.length > 1 && ['duplicate', 'not found', 'validation'].includes(error.category)) {
		const middle = Math.ceil(ids.length / 2);
		const first = await send(batch, ids.slice(0, middle));
		return [...first, ...(await send(batch, ids.slice(middle)))];
	}
	return ids.map((id) => [id, failed(error.at({ document: id }))]);
}

async function refusal(batch: Batch, ids: string[]): Promise<BooksError | undefined> {
	const { api, kind, route, word } = batch;
	const fields = api.contract.fields[route === 'export' ? 'mark' : 'failure'];
	const entries: Array<[string | undefined, unknown]> = [
		[fields.ids, ids],
		[route === 'export' ? fields.reference : fields.reason, word],
		[fields.at, new Date().toISOString()],
	];
	try {
		await api.mark(kind, route, Object.fromEntries(entries.filter(([name]) => name !== undefined && name !== '')) as Wire);
		return undefined;
	} catch (thrown) {
		const error = asBooksError(thrown);
		const [only, ...others] = ids;
		if (error.category === 'not found' && only !== undefined && others.length === 0 && (await isThere(api, kind, only))) {
			// "Not found" may be said of the document or of the endpoint; where the document is there, it is the endpoint.
			batch.never = noEndpoint(error);
		} else if (error.category === 'feature not in subscription') batch.never = noEndpoint(error);
		return batch.never ?? error;
	}
}

async function isThere(api: ExpenseIn, kind: DocumentKind, id: string): Promise<boolean> {
	return await api.one(kind, id).then(
		() => true,
		() => false,
	);
}

function noEndpoint(error: BooksError): BooksError {
	if (error.facts.vendorCode === 'ModuleNotEnabled') return error;
	return new BooksError({
		...error.facts,
		category: 'feature not in subscription',
		message: 'ExpenseIn has no endpoint for this mark',
		hint: 'Switch marking off in the template, which then keeps its own table of what is posted, or correct "paths" and "routes" in "Contract Overrides".',
	});
}

const nameOf = ({ kind, word }: Pick<Mark, 'kind' | 'word'>, id: string) => JSON.stringify([kind, word, id]);

function missing(message: string, field: string): BooksError {
	return new BooksError({ message, category: 'validation', field, hint: 'Fill it in.' });
}
