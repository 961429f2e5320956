import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import type { NewRecord, RecordChange, Recorded, RecordWriter } from '../../core/records';
import type { CanonicalRecord, Target } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import type { Desk } from '../desk';
import { textIn } from '../../core/xml-elements';
import { matching } from '../mapping';
import { codeFor } from '../parties';
import { noDimension } from '../readers';
import { isMeant, missing } from '../readers/whole';
import { biDimension, toDimension } from '../shapes/records';
import { biCodes, optionsIn, type ValueKind } from './kinds';

/** How often a write is tried whose answer gets lost. */
const ROUNDS = 3;

/** Dimension options and BI codes: found by code, else by name, within their dimension; made or changed in the given fields. */
export function valueWriter(desk: Desk): RecordWriter {
	return {
		create: async (records, { dryRun }) => await each(records, async (record) => await createOne(desk, record, dryRun)),
		update: async (changes, { dryRun }) => await each(changes, async (change) => await updateOne(desk, change, dryRun)),
	};
}

/** One after the other: the second of two that are the same finds the first. */
async function each<T>(all: T[], work: (one: T) => Promise<Recorded>): Promise<Array<Outcome<Recorded>>> {
	const outcomes: Array<Outcome<Recorded>> = [];
	for (const one of all) outcomes.push(await work(one).then(ok, (error: unknown) => failed(asBooksError(error))));
	return outcomes;
}

async function createOne(desk: Desk, record: NewRecord, dryRun: boolean): Promise<Recorded> {
	const kind = await kindOf(desk, record.dimension);
	const text = (field: string) => (typeof record[field] === 'string' ? record[field].trim() : '');
	const [name, code] = [text('name'), text('code').toUpperCase()];
	if (name === '' && code === '') {
		throw new BooksError({ category: 'validation', field: 'code', message: `A new ${kind.called} needs a code or a name`, hint: 'Fill in one of them.' });
	}
	const named = matching(await kind.list(), code === '' ? { name } : { code }, { code: kind.code, name: 'Description' });
	if (named.length > 1) {
		throw new BooksError({ category: 'duplicate', field: 'name', message: `AccountsIQ holds more than one ${kind.called} named "${name}"`, hint: 'Give its code.' });
	}
	if (named[0] !== undefined) return { action: 'found', record: kind.to(named[0]) };
	const own = code === '' ? codeFor(name) : code;
	const next = { [kind.code]: own, ...(await kind.wire({ ...record, name: name === '' ? own : name })) };
	if (dryRun) return { action: 'would create', record: kind.to(next) };
	return { action: 'created', record: kind.to(await saveSurely(kind, undefined, next)) };
}

async function updateOne(desk: Desk, { target, changes: given }: RecordChange, dryRun: boolean): Promise<Recorded> {
	const { kind, held } = await heldOf(desk, target);
	const code = textIn(held, kind.code) ?? '';
	if (typeof given.code === 'string' && given.code.trim().toUpperCase() !== code.toUpperCase()) {
		throw new BooksError({ category: 'validation', field: 'code', message: `AccountsIQ's API cannot change the code of a ${kind.called}`, hint: 'Change it in AccountsIQ.' });
	}
	const wanted = Object.entries(await kind.wire(given)).filter(([field, to]) => (textIn(held, field) ?? null) !== to);
	if (wanted.length === 0) return { action: 'unchanged', record: kind.to(held) };
	const changes = Object.fromEntries(wanted.map(([field, to]) => [field, { from: textIn(held, field) ?? null, to }]));
	const next = { ...held, ...Object.fromEntries(wanted) };
	if (dryRun) return { action: 'would update', record: kind.to(next), changes };
	return { action: 'updated', record: kind.to(await saveSurely(kind, held, next)), changes };
}

/** After a lost answer the books are asked before anything is sent again. */
async function saveSurely(kind: ValueKind, held: XmlElement | undefined, next: XmlElement): Promise<XmlElement> {
	let now = held;
	for (let round = 1; ; round++) {
		const refusal = await kind.save(now, next).then(() => undefined, asBooksError);
		if (refusal === undefined) {
			await kind.remember(next);
			return next;
		}
		kind.forget();
		if (refusal.facts.outcomeUnknown !== true) throw refusal;
		now = (await kind.list()).find((one) => textIn(one, kind.code) === textIn(next, kind.code));
		if (now !== undefined && stands(now, next)) return now;
		if (round >= ROUNDS) throw refusal;
	}
}

const stands = (now: XmlElement, next: XmlElement): boolean =>
	Object.keys(next).every((field) => (textIn(now, field) ?? '') === (textIn(next, field) ?? ''));

/** @param of the dimension, as a reader names it; "BI Code" for BI codes */
async function kindOf(desk: Desk, of: unknown): Promise<ValueKind> {
	const given = (of !== null && typeof of === 'object' ? of : { name: of }) as Ref;
	const ways = [{ id: given.id }, { code: given.code }, { name: given.name }, { code: given.name }]
		.map((way) => Object.fromEntries(Object.entries(way).filter(([, text]) => typeof text === 'string' && text !== '')) as Ref)
		.filter((way) => Object.keys(way).length > 0);
	if (ways.length === 0) {
		throw new BooksError({ category: 'validation', field: 'dimension', message: 'Nothing says to which dimension the record belongs', hint: 'Give the dimension, or "BI Code".' });
	}
	const dimensions = await desk.lists.dimensions();
	const fits = (record: CanonicalRecord) => ways.some((way) => isMeant(record, way));
	if (fits(biDimension)) return biCodes(desk);
	const dimension = dimensions.find((one, index) => fits(toDimension(one, index)));
	if (dimension === undefined) throw noDimension(given, dimensions, 'dimension');
	return optionsIn(desk, dimension);
}

/** The one value that is meant, wherever it is. Our ids name the dimension; a code or name alone may stand in several. */
async function heldOf(desk: Desk, target: Target): Promise<{ kind: ValueKind; held: XmlElement }> {
	const found: Array<{ kind: ValueKind; held: XmlElement }> = [];
	for (const kind of [biCodes(desk), ...(await desk.lists.dimensions()).map((dimension) => optionsIn(desk, dimension))]) {
		found.push(...(await kind.list()).filter((one) => isMeant(kind.to(one), target)).map((held) => ({ kind, held })));
	}
	const exact = found.filter(({ kind, held }) => kind.to(held).id === target.id);
	const [only, other] = exact.length > 0 ? exact : found;
	if (only === undefined) throw missing(target);
	if (other === undefined) return only;
	const ids = found.map(({ kind, held }) => kind.to(held).id).join(', ');
	throw new BooksError({ category: 'duplicate', field: 'target', message: `Several records are meant: ${ids}`, hint: 'Name it by its ID.' });
}
