import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import { asBooksError } from '../../core/once';
import { compare, parseAmount } from '../../core/money';
import type { Upserted, Upserter, UpsertKind, UpsertRequest } from '../../core/records';
import type { CanonicalRecord } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import { call } from '../api';
import { elementOf, textIn } from '../../core/xml-elements';
import type { Desk } from '../desk';
import type { Lists } from '../lists';
import { matching } from '../mapping';
import { codeFor, OPERATIONS, type Side } from '../parties';
import { itemInOrder } from '../shapes/order';
import { toItem, toParty } from '../shapes/records';
import { itemWire, partyWire } from './wire';

/** How records of one kind are found, made and saved; the rest is the same for all. */
interface Kind {
	one: string;
	list(): Promise<XmlElement[]>;
	names: { id?: string; code: string; name: string; email?: string };
	to(record: XmlElement): CanonicalRecord;
	wire(record: Record<string, unknown>): XmlElement;
	read(code: string): Promise<XmlElement | undefined>;
	shell(code: string): Promise<XmlElement>;
	save(record: XmlElement, create: boolean): Promise<void>;
	/** Keeps the run's list in step with what was written. */
	remember(record: XmlElement): Promise<void>;
}

/** Suppliers, customers and items: made when absent, changed only where a given field differs. */
export function upsertsOf(desk: Desk): Partial<Record<UpsertKind, Upserter>> {
	return { supplier: upserter(partyKind(desk, 'supplier')), customer: upserter(partyKind(desk, 'customer')), item: upserter(itemKind(desk)) };
}

function upserter(kind: Kind): Upserter {
	return {
		upsert: async (requests, { dryRun }) => {
			const outcomes: Array<Outcome<Upserted>> = [];
			// One after the other: the second of two that are the same finds the first.
			for (const request of requests) outcomes.push(await upsertOne(kind, request, dryRun).then(ok, (error: unknown) => failed(asBooksError(error))));
			return outcomes;
		},
	};
}

async function upsertOne(kind: Kind, { record, matchBy, changeOnly }: UpsertRequest, dryRun: boolean): Promise<Upserted> {
	const by = matchBy === 'externalId' ? 'code' : matchBy;
	const wanted = String(record[by] ?? record.code ?? '').trim();
	if (wanted === '') {
		throw new BooksError({ category: 'validation', field: by, message: `The record has no ${by}, by which it is to be found`, hint: 'Fill the field in, or find the record by another one.' });
	}
	const [held, other] = matching(await kind.list(), { [by]: wanted }, kind.names);
	if (other !== undefined) {
		throw new BooksError({ category: 'duplicate', field: by, message: `AccountsIQ holds more than one record with the ${by} "${wanted}"`, hint: 'Find it by its code.' });
	}
	const fields = kind.wire(record);
	if (held === undefined) {
		if (by === 'id' || changeOnly === true) throw noSuch(by, wanted);
		return await make(kind, record, fields, dryRun);
	}
	const changes = differences(held, fields);
	if (Object.keys(changes).length === 0) return { action: 'unchanged', record: kind.to(held) };
	if (dryRun) return { action: 'would update', record: kind.to({ ...held, ...fieldsOf(changes) }), changes };
	return { action: 'updated', record: kind.to(await saveFresh(kind, held, fieldsOf(changes))), changes };
}

function noSuch(by: string, wanted: string): BooksError {
	return new BooksError({
		category: 'not found', field: by, message: `AccountsIQ has no record with the ${by} "${wanted}"`, hint: 'Check the entity, or find the record by its code or name.',
	});
}

async function make(kind: Kind, record: Record<string, unknown>, fields: XmlElement, dryRun: boolean): Promise<Upserted> {
	const name = textIn(fields, kind.names.name);
	if (name === undefined) throw new BooksError({ category: 'validation', field: 'name', message: 'A new record needs a name', hint: 'Fill in the name.' });
	const code = (typeof record.code === 'string' && record.code.trim() !== '' ? record.code.trim() : codeFor(name)).toUpperCase();
	if (dryRun) return { action: 'would create', record: kind.to({ ...fields, [kind.names.code]: code }) };
	const held = await makeSurely(kind, { ...(await kind.shell(code)), ...fields, [kind.names.code]: code }, code);
	return { action: 'created', record: kind.to(held) };
}

/** How often a write is tried whose answer gets lost, or whose record was changed by somebody else meanwhile. */
const ROUNDS = 3;

/** After a lost answer the books are asked for the code before the record is sent again: it is made once. */
async function makeSurely(kind: Kind, whole: XmlElement, code: string): Promise<XmlElement> {
	for (let round = 1; ; round++) {
		const refusal = await kind.save(whole, true).catch(asBooksError);
		const held = await kind.read(code);
		if (held !== undefined) await kind.remember(held);
		if (!(refusal instanceof BooksError)) return held ?? whole;
		const isUnknown = refusal.facts.outcomeUnknown === true;
		// Somebody was quicker with the same record; another record under this code is no find.
		if (held !== undefined && (isUnknown || textIn(held, kind.names.name) === textIn(whole, kind.names.name))) return held;
		if (!isUnknown || round >= ROUNDS) throw refusal;
	}
}

/**
 * The record as it is now with the changes, under the row version that was read: a whole record replaces the one in the
 * books. Where somebody else changed it meanwhile, or the answer got lost, it is read again first.
 * Source: AccountsIQ API wiki, "Supplier", "Troubleshooting".
 */
async function saveFresh(kind: Kind, held: XmlElement, fields: XmlElement): Promise<XmlElement> {
	for (let round = 1; ; round++) {
		const now = (await kind.read(codeOf(kind, held))) ?? held;
		const isThere = round > 1 && Object.keys(differences(now, fields)).length === 0;
		const refusal = isThere ? undefined : await kind.save({ ...now, ...fields }, false).catch(asBooksError);
		if (!(refusal instanceof BooksError)) {
			const saved = isThere ? now : ((await kind.read(codeOf(kind, held))) ?? { ...now, ...fields });
			await kind.remember(saved);
			return saved;
		}
		const isOpen = refusal.facts.outcomeUnknown === true || refusal.facts.vendorCode === 'OUTDATED_RECORD';
		if (!isOpen || round >= ROUNDS) throw refusal;
	}
}

const codeOf = ({ names }: Kind, record: XmlElement): string => textIn(record, names.code) ?? '';
const fieldsOf = (changes: NonNullable<Upserted['changes']>): XmlElement =>
	Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, String(to)]));

function differences(held: XmlElement, fields: XmlElement): NonNullable<Upserted['changes']> {
	const changed = Object.entries(fields).filter(([field, to]) => typeof to === 'string' && !isSame(field, textIn(held, field) ?? '', to.trim()));
	return Object.fromEntries(changed.map(([field, to]) => [field, { from: textIn(held, field) ?? null, to }]));
}

function partyKind({ lists, parties }: Desk, side: Side): Kind {
	return {
		one: side,
		list: side === 'supplier' ? lists.suppliers : lists.customers,
		names: { id: 'AccountID', code: 'Code', name: 'Name', email: 'Email' },
		to: toParty(side),
		wire: partyWire,
		read: async (code) => await parties[side].byCode(code),
		shell: async () => elementOf((await call(lists.aiq, OPERATIONS[side].shell)).result),
		save: async (record, create) => await parties[side].save(record, create),
		remember: async (record) => await lists.remember(OPERATIONS[side].list, 'Code', record),
	};
}

function itemKind({ lists }: Desk): Kind {
	return {
		one: 'item',
		list: lists.items,
		names: { code: 'StockItemID', name: 'Description' },
		to: toItem,
		wire: itemWire,
		read: async (code) => await itemById(lists, code),
		shell: async (code) => elementOf((await call(lists.aiq, 'GetNewStockItemFromDefaults', { stockItemID: code })).result),
		save: async (record, create) => {
			// Text and null, as it was read.
			await call(lists.aiq, 'SaveStockItem', { stockItem: itemInOrder(record) as Record<string, string | null>, create }, { write: true });
		},
		remember: async (record) => await lists.remember('GetStockItemList', 'StockItemID', record),
	};
}

/** A price of 850 and one of 850.00 are the same. */
function isSame(field: string, from: string, to: string): boolean {
	const [a, b] = field === 'ItemPrice' ? [parseAmount(from), parseAmount(to)] : [];
	return a !== undefined && b !== undefined ? compare(a, b) === 0 : from === to;
}

async function itemById({ aiq }: Lists, code: string): Promise<XmlElement | undefined> {
	const answer = await call(aiq, 'GetStockItem', { stockItemID: code.toUpperCase() }).catch(asBooksError);
	if (!(answer instanceof BooksError)) {
		const item = elementOf(answer.result);
		return textIn(item, 'StockItemID') === undefined ? undefined : item;
	}
	if (/DOES_NOT_EXIST|NOT_FOUND/.test(answer.facts.vendorCode ?? '')) return undefined;
	throw answer;
}
