import { createHash } from 'node:crypto';
import { asBooksError, BooksError } from '../../core/errors';
import type { Recorded } from '../../core/records';
import type { CanonicalRecord } from '../../core/session';
import type { Work } from '../api';
import type { Links, MasterKind } from '../shapes/parties';
import { linksOf } from '../shapes/parties';
import { isWire, textOf, type Wire } from '../wire';
import { differences, patchOf, type Changes } from './differences';
import type { Holdings, Known } from './match';

/** How often a write is tried whose answer gets lost, or that meets somebody else's change. */
const ROUNDS = 3;

export interface Desk {
	work: Work;
	kind: MasterKind;
	holdings: Holdings;
	to(record: Wire): Promise<CanonicalRecord>;
}

/**
 * Makes a record once. After a lost answer Work is asked whether it is there before anything is sent again. An answer
 * that Work kept for the same key may tell of a record that was deleted since: it is then made anew under another key.
 */
export async function make(desk: Desk, wire: Wire, known: Known, links: Links): Promise<Recorded> {
	const { work, kind, holdings } = desk;
	for (let round = 1, attempt = 0; ; round++) {
		try {
			const { record, replayed } = await work.create(kind, wire, keyOf(kind, wire, attempt));
			if (!replayed || (await stillThere(holdings, record)) || round >= ROUNDS) return await told(desk, 'created', record, links);
			attempt += 1;
		} catch (error) {
			const reason = asBooksError(error);
			if (reason.facts.outcomeUnknown !== true) throw reason;
			holdings.forget();
			const made = await holdings.find(known);
			if (made !== undefined) return await told(desk, 'created', made, links);
			if (round >= ROUNDS) throw reason;
		}
	}
}

/** Changes what differs, under the version that was read; where somebody was faster, the record is read anew. */
export async function change(desk: Desk, before: Wire, wanted: Wire, links: Links, dryRun: boolean): Promise<Recorded> {
	const { work, kind } = desk;
	let held = before;
	let all: Changes = {};
	for (let round = 1; ; round++) {
		const changes = { ...differences(held, wanted), ...linkChanges(held, links) };
		all = { ...changes, ...all };
		const fields = patchOf(held, wanted);
		if (dryRun || Object.keys(changes).length === 0) {
			const action = Object.keys(all).length === 0 ? 'unchanged' : dryRun ? 'would update' : 'updated';
			const shown = dryRun ? { ...held, ...fields } : held;
			return { action, record: await desk.to(shown), ...(action === 'unchanged' ? {} : { changes: all }) };
		}
		try {
			const saved = Object.keys(fields).length === 0 ? held : await work.change('PATCH', kind, String(held.id), fields, held.version);
			return { ...(await told(desk, 'updated', saved, links)), changes: all };
		} catch (error) {
			const reason = asBooksError(error);
			if (reason.facts.httpStatus !== 412 || round >= ROUNDS) throw reason;
			held = await work.one(kind, String(held.id));
		}
	}
}

/** Notes the links that differ and tells the record with them. Their writing raises no version, so it wakes no trigger. */
export async function told(desk: Desk, action: 'created' | 'updated' | 'found', record: Wire, links: Links): Promise<Recorded> {
	const { work, kind, holdings } = desk;
	const refs = isWire(record.externalRefs) ? { ...record.externalRefs } : {};
	for (const [system, { to }] of Object.entries(linkChanges(record, links))) {
		const name = system.replace(/^links\./, '');
		await work.setExternalRef(kind, String(record.id), name, { id: to });
		refs[name] = { id: to };
	}
	const whole = { ...record, ...(Object.keys(refs).length === 0 ? {} : { externalRefs: refs }) };
	holdings.learn(whole);
	return { action, record: await desk.to(whole) };
}

export function linkChanges(held: Wire, links: Links): Changes {
	const before = linksOf(held);
	return Object.fromEntries(
		Object.entries(links).filter(([system, id]) => before[system] !== id).map(([system, id]) => [`links.${system}`, { from: before[system], to: id }]),
	);
}

/** The links of a canonical record, "qbo:58" in `externalId` among them. */
export function wantedLinks(work: Work, record: Record<string, unknown>): Links {
	const given = isWire(record.links) ? Object.entries(record.links).flatMap(([system, id]) => (textOf(id) === undefined ? [] : [[system, String(id)] as const])) : [];
	const [system = '', ...id] = (textOf(record.externalId) ?? '').split(':');
	const links = { ...Object.fromEntries(given), ...(id.length > 0 && system !== '' ? { [system]: id.join(':') } : {}) };
	if (Object.keys(links).length === 0 || work.contract.features.externalRefs) return links;
	throw new BooksError({
		message: 'This Work account keeps no references to other systems', category: 'feature not in subscription', field: 'links',
		hint: 'Keep the pairs of records in a table of your own, or switch "features.externalRefs" on in "Contract Overrides".',
	});
}

async function stillThere(holdings: Holdings, record: Wire): Promise<boolean> {
	return await holdings.byId(String(record.id)).then(() => true, (error: unknown) => {
		if (asBooksError(error).category === 'not found') return false;
		return Promise.reject(asBooksError(error));
	});
}

function keyOf(kind: string, wire: Wire, attempt: number): string {
	return createHash('sha256').update(JSON.stringify([kind, wire, attempt])).digest('hex').slice(0, 40);
}
