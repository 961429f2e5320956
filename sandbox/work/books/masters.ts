import { type Kind, KINDS } from '../state/kinds';
import { allWhere, bury, findRecord, findWhere, fold, type Kept, keep, type Of, recordById } from '../state/records';
import { readSettings } from '../state/settings';
import type { Body, Store } from '../state/store';
import { checked } from '../state/validate';
import { conflict, type FieldError, invalid, notFound, unknownState } from '../wire/errors';
import type { Events } from '../webhooks/events';
import { companyById } from './company';

export interface Change {
	id?: string;
	/** PATCH: what is not given stays. */
	partial?: boolean;
	/** Emulated milliseconds; now where left out. */
	at?: number;
}

/** Makes or changes a client, site, billing item, tax rate or job. */
export function saveMaster(store: Store, events: Events, of: Of, given: Body, { id, partial, at }: Change = {}): Kept {
	const { title, fields } = KINDS[of.kind];
	const before = id === undefined ? undefined : recordById(store, of, id);
	const errors: FieldError[] = [];
	const exists = (kind: Kind, other: string) => findRecord(store, { company: of.company, kind }, other) !== undefined;
	const kept = checked(fields, given, { before, partial: partial === true && before !== undefined, exists }, errors);
	if (errors.length > 0) throw invalid(title, errors);
	refuseDuplicates(store, of, kept, id);
	if (of.kind === 'client') needState(store, kept);
	const saved = keep(store, of, kept, { id, at });
	if (of.kind === 'client' && before !== undefined && before.status !== saved.status) shareStatus(store, events, of.company, saved);
	if (of.kind === 'client' || of.kind === 'site') events.note(of.company, `${of.kind}.${before ? 'updated' : 'created'}`, saved);
	return saved;
}

/** Leaves a tombstone; a client with invoices stays. Its sites go with it. */
export function deleteMaster(store: Store, of: Of, id: string): void {
	recordById(store, of, id);
	if (of.kind === 'client') {
		if (findWhere(store, { ...of, kind: 'invoice' }, 'client = ?', id)) {
			throw conflict('in_use', 'The client has invoices. Set it inactive instead.');
		}
		for (const site of allWhere(store, { ...of, kind: 'site' }, 'client = ?', id)) bury(store, site.id);
	}
	bury(store, id);
}

/** What people do with two records of one client: everything of `id` goes over to `into`, and `id` is no more. */
export function mergeClients(store: Store, events: Events, company: string, id: string, into: string): Kept {
	const of: Of = { company, kind: 'client' };
	recordById(store, of, id);
	if (id === into) throw notFound('Another client to merge into');
	const target = recordById(store, of, into);
	for (const kind of ['site', 'job', 'invoice', 'payment'] as const) {
		for (const record of allWhere(store, { company, kind }, 'client = ?', id)) {
			const moved = keep(store, { company, kind }, { ...record, clientId: into }, { id: record.id });
			if (kind === 'site' || kind === 'invoice') events.note(company, `${kind}.updated`, moved);
		}
	}
	bury(store, id);
	const merged = keep(store, of, target, { id: into });
	events.note(company, 'client.updated', merged);
	return merged;
}

function refuseDuplicates(store: Store, of: Of, { name, code }: Body, id = ''): void {
	const folded = fold(code);
	if (folded !== null && findWhere(store, of, 'code = ? AND id <> ?', folded, id)) {
		throw conflict('duplicate_code', `Another ${KINDS[of.kind].title.toLowerCase()} has the code "${String(code)}".`, 'code');
	}
	if (of.kind !== 'client' || companyById(store, of.company).settings.allowDuplicateClients) return;
	if (findWhere(store, of, 'name = ? AND id <> ?', fold(name), id)) {
		throw conflict('duplicate_name', `Another client has the name "${String(name)}".`, 'name');
	}
}

function needState(store: Store, { address }: Body): void {
	const { state, country } = address as { state: string; country: string }; // as the client's fields were just checked
	if (readSettings(store).stateRequired && country !== '' && state === '') throw unknownState(country);
}

function shareStatus(store: Store, events: Events, company: string, client: Kept): void {
	const of: Of = { company, kind: 'site' };
	for (const site of allWhere(store, of, 'client = ?', client.id)) {
		events.note(company, 'site.updated', keep(store, of, { ...site, status: client.status }, { id: site.id }));
	}
}
