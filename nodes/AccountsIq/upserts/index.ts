import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import { asBooksError } from '../../core/once';
import type { Upserted, Upserter, UpsertKind, UpsertRequest } from '../../core/records';
import type { CanonicalRecord } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import { call } from '../api';
import { elementOf, textIn } from '../elements';
import type { Desk } from '../desk';
import { matching } from '../mapping';
import { codeFor, OPERATIONS, type Side } from '../parties';
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
	forget(): void;
}

/** Suppliers, customers and items: made when absent, changed only where a given field differs. */
export function upsertsOf(desk: Desk): Record<UpsertKind, Upserter> {
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

async function upsertOne(kind: Kind, { record, matchBy }: UpsertRequest, dryRun: boolean): Promise<Upserted> {
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
	if (held === undefined) return await make(kind, by, record, fields, dryRun);
	const changes = differences(held, fields);
	if (Object.keys(changes).length === 0) return { action: 'unchanged', record: kind.to(held) };
	const next = { ...held, ...fieldsOf(changes) };
	if (dryRun) return { action: 'would update', record: kind.to(next), changes };
	await saveFresh(kind, held, changes);
	return { action: 'updated', record: kind.to((await kind.read(codeOf(kind, held))) ?? next), changes };
}

async function make(kind: Kind, by: string, record: Record<string, unknown>, fields: XmlElement, dryRun: boolean): Promise<Upserted> {
	if (by === 'id') throw new BooksError({ category: 'not found', field: 'id', message: `AccountsIQ has no record with the id "${String(record.id)}"`, hint: 'Find it by its code or name.' });
	const name = textIn(fields, kind.names.name);
	if (name === undefined) throw new BooksError({ category: 'validation', field: 'name', message: 'A new record needs a name', hint: 'Fill in the name.' });
	const code = (typeof record.code === 'string' && record.code.trim() !== '' ? record.code.trim() : codeFor(name)).toUpperCase();
	if (dryRun) return { action: 'would create', record: kind.to({ ...fields, [kind.names.code]: code }) };
	const whole = { ...(await kind.shell(code)), ...fields, [kind.names.code]: code };
	const refusal = await kind.save(whole, true).catch(asBooksError);
	kind.forget();
	// The answer may have got lost, or somebody was quicker: then it stands under the code.
	const held = await kind.read(code);
	if (held === undefined && refusal instanceof BooksError) throw refusal;
	return { action: 'created', record: kind.to(held ?? whole) };
}

/** The record as it is now, with the changes: a whole record replaces the one in the books. Source: AccountsIQ, "Supplier". */
async function saveFresh(kind: Kind, held: XmlElement, changes: NonNullable<Upserted['changes']>): Promise<void> {
	for (let tries = 1; ; tries++) {
		const now = (await kind.read(codeOf(kind, held))) ?? held;
		const refusal = await kind.save({ ...now, ...fieldsOf(changes) }, false).catch(asBooksError);
		kind.forget();
		if (!(refusal instanceof BooksError)) return;
		if (refusal.facts.vendorCode !== 'OUTDATED_RECORD' || tries >= 2) throw refusal;
	}
}

const codeOf = ({ names }: Kind, record: XmlElement): string => textIn(record, names.code) ?? '';
const fieldsOf = (changes: NonNullable<Upserted['changes']>): XmlElement =>
	Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, String(to)]));

function differences(held: XmlElement, fields: XmlElement): NonNullable<Upserted['changes']> {
	const changed = Object.entries(fields).filter(([field, to]) => typeof to === 'string' && (textIn(held, field) ?? '') !== to.trim());
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
		forget: () => lists.forget(OPERATIONS[side].list),
	};
}

function itemKind({ lists }: Desk): Kind {
	const read = async (code: string) => (await lists.items()).find((item) => textIn(item, 'StockItemID')?.toUpperCase() === code.toUpperCase());
	return {
		one: 'item',
		list: lists.items,
		names: { code: 'StockItemID', name: 'Description' },
		to: toItem,
		wire: itemWire,
		read,
		shell: async (code) => elementOf((await call(lists.aiq, 'GetNewStockItemFromDefaults', { stockItemID: code })).result),
		save: async (record, create) => {
			// Text and null, as it was read.
			await call(lists.aiq, 'SaveStockItem', { stockItem: record as Record<string, string | null>, create }, { write: true });
			lists.forget('GetStockItemList');
		},
		forget: () => lists.forget('GetStockItemList'),
	};
}
