import type { Ledger } from '../core/ledger';
import type { Intacct } from './api';
import { attach } from './attach';
import { connect, type IntacctContext } from './connect';
import { deskOf, type Desk } from './desk';
import { raw } from './raw';
import { readersOf } from './readers';
import { remove } from './remove';
import { update } from './update';
import { recordsOf, upsertsOf } from './upserts';
import { writersOf } from './writers';

/** Sage Intacct as a ledger: one company or entity, for one run. */
export function ledgerOf(intacct: Intacct, journalSymbol = 'GJ'): Ledger & { readonly desk: Desk } {
	const desk = deskOf(intacct);
	return {
		desk,
		connection: intacct.connection,
		waits: intacct.http.waits,
		readers: readersOf(desk),
		writers: writersOf(desk, journalSymbol),
		upserts: upsertsOf(desk),
		records: recordsOf(desk),
		update: async (kind, target, changes) => await update(desk, kind, target, changes),
		remove: async (kind, target) => await remove(desk, kind, target),
		attach: async (kind, target, file) => await attach(desk, kind, target, file),
		raw: async (request) => await raw(intacct, request),
	};
}

export type IntacctLedger = ReturnType<typeof ledgerOf>;

/** @param chosen the node's own entity; empty for the credential's */
export async function openLedger(context: IntacctContext, chosen: string, journalSymbol?: string): Promise<IntacctLedger> {
	return ledgerOf(await connect(context, chosen), journalSymbol);
}
