import { sleep } from 'n8n-workflow';
import { asBooksError, BooksError } from '../core/errors';
import type { Target } from '../core/session';
import type { Contract, ListKind } from './contract';
import { unknownRecord } from './errors';
import { changesTo, newRecord, type Changes, type Wanted } from './differences';
import type { Listed } from './list-index';
import type { Lists, Named } from './lists';
import { WORDS } from './records';
import { keyOf, type Wire } from './wire';

export type SaveAction = 'created' | 'found' | 'updated' | 'unchanged' | 'would create' | 'would update';

export interface Saved {
	action: SaveAction;
	/** Absent for what a dry run would create. */
	listed?: Listed;
	/** Old and new value of each field that differed. */
	changes?: Changes;
	/** What was asked for and is left alone, in words. */
	warnings?: string[];
}

export interface SaveOptions {
	dryRun: boolean;
}

export type MatchBy = 'id' | 'code' | 'name' | 'email';

const TRIES = 3;
const PAUSE_MS = 500;

/**
 * Makes a record once. ExpenseIn has no idempotency key, so its list is looked at by reference before anything is sent,
 * when it says that the record exists, and when its answer was lost. Callers see to it that they write one at a time.
 */
export async function create(lists: Lists, kind: ListKind, wanted: Wanted, { dryRun }: SaveOptions): Promise<Saved> {
	const body = newRecord(kind, lists.api.contract, wanted);
	const place = placeOf(kind, wanted);
	const before = await lists.find(kind, place);
	if (before !== undefined) return { action: 'found', listed: before };
	if (dryRun) return { action: 'would create' };
	return await send(lists, kind, place, body);
}

async function send(lists: Lists, kind: ListKind, place: Named, body: Wire): Promise<Saved> {
	for (let attempt = 1; ; attempt++) {
		try {
			const made = await lists.api.create(kind, body);
			return { action: 'created', listed: await lists.remember(kind, made) };
		} catch (error) {
			const reason = asBooksError(error);
			const exists = reason.facts.httpStatus === 409;
			if (!exists && reason.facts.outcomeUnknown !== true) throw reason.at({ document: Object.values(place)[0] });
			// Where no answer came, the server may be at work on it still.
			if (!exists) await sleep(PAUSE_MS * 2 ** (attempt - 1));
			lists.forget(kind);
			const found = await lists.find(kind, place);
			if (found !== undefined) return { action: 'found', listed: found };
			if (exists || attempt >= TRIES) throw reason.at({ document: Object.values(place)[0] });
		}
	}
}

/** Made when the list has none like it, changed only in fields that differ. */
export async function upsert(lists: Lists, kind: ListKind, wanted: Wanted, matchBy: MatchBy, options: SaveOptions): Promise<Saved> {
	const name = wanted[matchBy];
	if (typeof name !== 'string' || name.trim() === '') throw unnamed(kind, matchBy);
	const found = await lists.find(kind, { [matchBy]: name.trim() });
	if (found !== undefined) return await change(lists, kind, found, wanted, options);
	if (matchBy === 'id') throw unknownRecord(WORDS[kind], name);
	return await create(lists, kind, wanted, options);
}

/**
 * Changes some fields and sends all others back as they are.
 * @param whole the record as read before, so that it need not be read again
 */
export async function update(
	lists: Lists,
	kind: ListKind,
	target: Target,
	changes: Wanted,
	whole: Wire | undefined,
	options: SaveOptions,
): Promise<Saved> {
	const found = whole === undefined ? await lists.find(kind, target) : lists.listed(kind, whole);
	if (found === undefined) throw unknownRecord(WORDS[kind], Object.values(target).join(' '));
	return await change(lists, kind, found, changes, options, whole === undefined);
}

async function change(
	lists: Lists,
	kind: ListKind,
	found: Listed,
	wanted: Wanted,
	{ dryRun }: SaveOptions,
	remembers = true,
): Promise<Saved> {
	const { wire, changes, warnings } = changesTo(kind, lists.api.contract, found, wanted);
	const told = warnings.length === 0 ? {} : { warnings };
	if (Object.keys(changes).length === 0) return { action: 'unchanged', listed: found, ...told };
	if (dryRun) return { action: 'would update', listed: found, changes, ...told };
	const { id } = found.record;
	const answer = await lists.api.update(kind, id, wire).catch((error: unknown) => {
		throw asBooksError(error).at({ document: String(found.record.code ?? id) });  
	});
	const now = completed(lists.api.contract, kind, wire, answer);
	const listed = remembers ? await lists.remember(kind, now) : lists.listed(kind, now);
	return { action: 'updated', listed, changes, ...told };
}

/** An answer without the record stands for what was sent. */
function completed({ fields }: Contract, kind: ListKind, sent: Wire, answer: Wire): Wire {
	return keyOf(answer, fields[kind].id ?? 'id') === undefined ? sent : answer;
}

/** A record without reference is told by its name, a user by the address: two people may have one name. */
function placeOf(kind: ListKind, { code, email, name }: Wanted): Named {
	const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
	if (text(code) !== undefined) return { code: text(code) };
	if (text(email) !== undefined && (kind === 'user' || text(name) === undefined)) return { email: text(email) };
	return { name: text(name) };
}

function unnamed(kind: ListKind, field: string): BooksError {
	return new BooksError({
		message: `The ${WORDS[kind]} has no ${field === 'code' ? 'reference' : field} to be found by`,
		category: 'validation',
		field,
		hint: 'Fill it in, or match by another field.',
	});
}
