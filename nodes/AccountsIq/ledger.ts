import type { Ledger, ReadKind } from '../core/ledger';
import type { AccountsIq } from './api';
import { attach, remove } from './change';
import { connect, type AiqContext } from './connect';
import { deskOf, type Desk } from './desk';
import { raw } from './raw';
import { readersOf } from './readers';
import { recordsOf } from './records';
import { upsertsOf } from './upserts';
import { writersOf } from './writers';

/** AccountsIQ as a ledger: one entity, for one run. Posted documents cannot be changed there, so there is no update. */
export function ledgerOf(aiq: AccountsIq): Ledger & { readonly desk: Desk } {
	const desk = deskOf(aiq);
	return {
		desk,
		connection: aiq.connection,
		waits: aiq.http.waits,
		readers: readersOf(desk.lists),
		writers: writersOf(desk),
		upserts: upsertsOf(desk),
		records: recordsOf(desk),
		remove: async (kind, target) => await remove(desk, kind, target),
		attach: async (kind, target, file) => await attach(desk, kind, target, file),
		raw: async (request) => await raw(aiq, request),
	};
}

export type AiqLedger = ReturnType<typeof ledgerOf>;

/** @param chosen the node's own entity; empty for the credential's */
export async function openLedger(context: AiqContext, chosen: string, _kind?: ReadKind): Promise<AiqLedger> {
	return ledgerOf(await connect(context, chosen));
}
