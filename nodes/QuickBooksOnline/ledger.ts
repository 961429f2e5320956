import type { Ledger } from '../core/ledger';
import { raw, type Qbo } from './api';
import { attach, note } from './attach';
import { connect, type QboContext } from './connect';
import { deskOf, type Desk } from './desk';
import { readersOf } from './readers';
import { remove } from './remove';
import { update } from './update';
import { recordsOf, upsertsOf } from './upserts';
import { writersOf } from './writers';

/** QuickBooks Online as a ledger: one company, for one run. */
export function ledgerOf(qbo: Qbo): Ledger & { readonly desk: Desk } {
	const desk = deskOf(qbo);
	return {
		desk,
		connection: qbo.connection,
		get waits() {
			return qbo.http.waits;
		},
		readers: readersOf(desk),
		writers: writersOf(desk),
		upserts: upsertsOf(desk),
		records: recordsOf(desk),
		update: async (kind, target, changes) => await update(desk, kind, target, changes),
		remove: async (kind, target) => await remove(qbo, kind, target),
		attach: async (kind, target, file) => await attach(qbo, kind, target, file),
		note: async (kind, target, text) => await note(qbo, kind, target, text),
		raw: async (request) => await raw(qbo, { ...request, body: request.body as object | string | undefined }),
	};
}

export type QboLedger = ReturnType<typeof ledgerOf>;

export async function openLedger(context: QboContext): Promise<QboLedger> {
	return ledgerOf(await connect(context));
}
