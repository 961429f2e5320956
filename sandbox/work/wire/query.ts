import type { SQLInputValue } from 'node:sqlite';
import { type Kind, KINDS } from '../state/kinds';
import { bodyOf, fold } from '../state/records';
import { readSettings } from '../state/settings';
import type { Body, Store } from '../state/store';
import { badRequest } from './errors';

export type Query = Record<string, string | string[] | undefined>;

const USUAL_SIZE = 100;
const LARGEST = 200;

/** A filter's column, and how a value is compared. */
type Filter = readonly [condition: string, read: (value: string) => SQLInputValue];
const same = (text: string): SQLInputValue => text;
const folded = (text: string): SQLInputValue => fold(text) ?? '';

const NAME: Filter = ['name = ?', folded];
const CODE: Filter = ['code = ?', folded];
const CLIENT: Filter = ['client = ?', same];
const STATUS: Filter = ['status = ?', same];
const FILTERS: Readonly<Record<Kind, Readonly<Record<string, Filter>>>> = {
	client: { name: NAME, email: ['email = ?', folded], code: CODE, status: STATUS },
	site: { clientId: CLIENT, name: NAME, status: STATUS },
	item: { code: CODE, name: NAME, active: STATUS },
	taxRate: {},
	invoice: {
		clientId: CLIENT, status: STATUS, number: ['number = ?', same], issuedFrom: ['day >= ?', readDay], issuedTo: ['day <= ?', readDay],
	},
	payment: { invoiceId: ['invoice = ?', same], clientId: CLIENT, paidFrom: ['day >= ?', readDay], status: STATUS },
	job: { clientId: CLIENT, status: STATUS },
};

/** One page of a list, by change and id, in the contract's envelope. Filters that a list does not know are ignored. */
export function listPage(store: Store, company: string, kind: Kind, query: Query): Body {
	const settings = readSettings(store);
	const parts = ['company = ?', 'kind = ?'];
	const values: SQLInputValue[] = [company, kind];
	const add = (condition: string, ...more: SQLInputValue[]) => {
		parts.push(condition);
		values.push(...more);
	};
	for (const [name, [condition, read]] of Object.entries(FILTERS[kind])) {
		const given = one(query, name);
		if (given !== undefined) add(condition, read(given));
	}
	const since = settings.modifiedSince ? one(query, 'modifiedSince') : undefined;
	if (since !== undefined) add('updated >= ?', readInstant(since));
	const ref = settings.externalRefs ? one(query, 'externalRef') : undefined;
	if (ref !== undefined) {
		const [system = '', ...id] = ref.split(':');
		add('id IN (SELECT record FROM wrk_refs WHERE system = ? AND external = ?)', system, id.join(':'));
	}
	if (one(query, 'includeDeleted') !== 'true') add('deleted = 0');
	const page = readWhole(query, 'page', 1, 1_000_000);
	const pageSize = readWhole(query, 'pageSize', USUAL_SIZE, LARGEST);
	const from = `FROM wrk_records WHERE ${parts.join(' AND ')}`;
	const total = Number(store.one(`SELECT count(*) AS n ${from}`, ...values)?.n ?? 0);
	const rows = store.all(`SELECT * ${from} ORDER BY updated, id LIMIT ? OFFSET ?`, ...values, pageSize, (page - 1) * pageSize);
	return { data: rows.map((row) => bodyOf(store, row)), page, pageSize, total, hasMore: page * pageSize < total };
}

function one(query: Query, name: string): string | undefined {
	const given = query[name];
	if (Array.isArray(given)) throw badRequest(`"${name}" was given more than once.`);
	return given === undefined || given === '' ? undefined : given;
}

function readWhole(query: Query, name: string, usual: number, most: number): number {
	const given = one(query, name);
	if (given === undefined) return usual;
	const number = Number(given);
	if (!Number.isInteger(number) || number < 1 || number > most) throw badRequest(`"${name}" must be a whole number from 1 to ${most}.`);
	return number;
}

/** Emulated milliseconds. */
function readInstant(text: string): number {
	const ms = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(ms)) throw badRequest('"modifiedSince" must be an instant such as 2026-05-01T08:00:00Z.');
	return ms;
}

function readDay(text: string): string {
	if (!isDay(text)) throw badRequest(`"${text}" is no day such as 2026-05-01.`);
	return text;
}

export function isDay(value: unknown): value is string {
	return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** The kind whose addresses begin so. */
export function kindOfPath(path: string): Kind | undefined {
	return (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind].path === path); // its own keys
}
