import { countryCode } from '../../core/countries';
import { BooksError } from '../../core/errors';
import type { Item, Party, TaxRate } from '../../core/model/reference';
import { parseAmount, toJsonNumber } from '../../core/money';
import type { CanonicalRecord } from '../../core/session';
import { amountOf, at, instantOf, isWire, textOf, type Wire } from '../wire';

/** Ids of a record in other systems, by system: `{ "qbo": "58" }`. */
export type Links = Record<string, string>;

type Address = NonNullable<Party['address']>;
const ADDRESS: ReadonlyArray<readonly [ours: keyof Address, theirs: string]> = [
	['line1', 'street1'], ['line2', 'street2'], ['city', 'city'], ['region', 'state'], ['postalCode', 'postcode'], ['country', 'country'],
];

/** A client as a customer; its state is the address' region. */
export function toClient(client: Wire): Party & CanonicalRecord {
	return {
		...partOf(client, 'customer'),
		code: textOf(client.code),
		email: textOf(client.email),
		mobile: textOf(client.mobile),
		fax: textOf(client.fax),
		taxNumber: textOf(client.taxNumber),
		firstName: textOf(at(client, 'primaryContact.firstName')),
		lastName: textOf(at(client, 'primaryContact.lastName')),
	};
}

/** A site as a customer below its client. */
export function toSite(site: Wire, clientName?: string): Party & CanonicalRecord {
	return { ...partOf(site, 'customer'), parent: { id: textOf(site.clientId), name: clientName } };
}

function partOf(record: Wire, kind: Party['kind']): Party & CanonicalRecord {
	const address = addressOf(record.address);
	return {
		kind, id: String(record.id), name: textOf(record.name) ?? '', active: record.status !== 'inactive', phone: textOf(record.phone),
		...(address === undefined ? {} : { address }), links: linksOf(record), version: record.version, changedAt: instantOf(record.updatedAt), raw: record,
	};
}

export function toItem(item: Wire): Item & CanonicalRecord {
	return {
		kind: 'item', id: String(item.id), code: textOf(item.code), name: textOf(item.name) ?? '', active: item.active !== false,
		description: textOf(item.description), type: textOf(item.type), salesPrice: amountOf(item.unitPrice), purchasePrice: amountOf(item.cost),
		salesTaxRate: textOf(item.taxRateId), links: linksOf(item), version: item.version, changedAt: instantOf(item.updatedAt), raw: item,
	};
}

export function toTaxRate(rate: Wire): TaxRate & CanonicalRecord {
	const percent = parseAmount(rate.rate);
	return {
		kind: 'taxRate', id: String(rate.id), name: textOf(rate.name) ?? '', active: rate.active !== false, percent, changedAt: instantOf(rate.updatedAt), raw: rate,
	};
}

export function linksOf({ externalRefs }: Wire): Links {
	if (!isWire(externalRefs)) return {};
	return Object.fromEntries(Object.entries(externalRefs).flatMap(([system, ref]) => {
		const id = textOf(at(ref, 'id'));
		return id === undefined ? [] : [[system, id]];
	}));
}

function addressOf(address: unknown): Address | undefined {
	const entries = ADDRESS.flatMap(([ours, theirs]) => {
		const text = textOf(at(address, theirs));
		return text === undefined ? [] : [[ours, text] as const];
	});
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** How each field goes to Work; `undefined` for a field of the canonical record that Work has no place for. */
type Placing = Readonly<Record<string, ((value: unknown) => Wire) | undefined>>;
const text = (name: string) => (value: unknown): Wire => ({ [name]: textOf(value) ?? '' });
const contact = (name: string) => (value: unknown): Wire => ({ primaryContact: { [name]: textOf(value) ?? '' } });
const status = (value: unknown): Wire => ({ status: value === false ? 'inactive' : 'active' });
const price = (name: string) => (value: unknown): Wire => {
	const amount = parseAmount(value);
	if (amount === undefined) throw new BooksError({ message: `"${String(value)}" is no amount`, category: 'validation', field: name });
	return { [name]: toJsonNumber(amount) };
};
const address = (value: unknown): Wire => {
	if (!isWire(value)) return {};
	const places = ADDRESS.flatMap(([ours, theirs]) => {
		if (value[ours] === undefined) return [];
		const given = textOf(value[ours]) ?? '';
		return [[theirs, ours === 'country' ? countryCode(given) : given] as const];
	});
	return { address: Object.fromEntries(places) };
};
const ELSEWHERE = Object.fromEntries(
	['kind', 'id', 'raw', 'changedAt', 'version', 'links', 'externalId', 'parent', 'currency', 'accountNumber'].map((name) => [name, undefined]),
);

const CLIENT: Placing = {
	...ELSEWHERE, name: text('name'), code: text('code'), email: text('email'), phone: text('phone'), mobile: text('mobile'), fax: text('fax'),
	taxNumber: text('taxNumber'), active: status, firstName: contact('firstName'), lastName: contact('lastName'), address,
};
const SITE: Placing = {
	...ELSEWHERE, name: text('name'), phone: text('phone'), active: status, address, code: undefined, email: undefined, firstName: undefined,
	lastName: undefined, taxNumber: undefined,
};
const ITEM: Placing = {
	...ELSEWHERE, name: text('name'), code: text('code'), description: text('description'), type: text('type'), salesPrice: price('unitPrice'),
	purchasePrice: price('cost'), active: (value) => ({ active: value !== false }), salesTaxRate: undefined, salesAccount: undefined,
	purchaseAccount: undefined, purchaseTaxRate: undefined,
};
const PLACINGS = { client: CLIENT, site: SITE, billingItem: ITEM } as const;
export type MasterKind = keyof typeof PLACINGS;

/**
 * The given canonical fields as Work has them, and no others.
 * @throws BooksError that names a field which nobody knows: a misspelt one would otherwise be lost in silence
 */
export function toWire(kind: MasterKind, record: Record<string, unknown>): Wire {
	const placing: Placing = PLACINGS[kind];
	const wire: Wire = {};
	for (const [name, value] of Object.entries(record)) {
		if (value === undefined) continue;
		if (!Object.hasOwn(placing, name)) {
			throw new BooksError({
				message: `Work's ${kind} has no field "${name}"`, category: 'validation', field: name,
				hint: `It has ${Object.keys(placing).filter((known) => placing[known] !== undefined).sort().join(', ')}.`,
			});
		}
		for (const [place, part] of Object.entries(placing[name]?.(value) ?? {})) {
			const before = wire[place];
			wire[place] = isWire(before) && isWire(part) ? { ...before, ...part } : part;
		}
	}
	return wire;
}
