import type { Ledger, ReadKind } from '../core/ledger';
import { raw, type Xero } from './api';
import { attach, note } from './attachments';
import { update, remove } from './change';
import { connect, connectOrganisation, type Choice, type XeroContext } from './connect';
import { Contacts } from './contacts';
import { readersOf } from './readers';
import { References } from './references';
import { upsertsOf } from './upserts';
import { writersOf } from './writers';
import type { Desk } from './writers/desk';

/** Xero as a ledger: one organisation, for one run. */
export function ledgerOf(xero: Xero): Ledger & { readonly desk: Desk } {
	const desk: Desk = { xero, references: new References(xero), contacts: new Contacts(xero) };
	return {
		desk,
		connection: xero.connection,
		waits: xero.http.waits,
		readers: readersOf(desk),
		writers: writersOf(desk),
		upserts: upsertsOf(desk),
		update: async (kind, target, changes) => await update(desk, kind, target, changes),
		remove: async (kind, target) => await remove(desk, kind, target),
		attach: async (kind, target, file) => await attach(desk, kind, target, file),
		note: async (kind, target, text) => await note(desk, kind, target, text),
		raw: async (request) => await raw(xero, { ...request, body: request.body as object | string | undefined }),
	};
}

export type XeroLedger = ReturnType<typeof ledgerOf>;

/** The chosen organisation, ready to be read and written. */
export async function openLedger(context: XeroContext, choice: Choice): Promise<XeroLedger> {
	return ledgerOf(await connectOrganisation(context, choice));
}

/** For lists in the editor: organisations are listed before one is chosen, the other lists need the one that is meant. */
export async function openForList(context: XeroContext, choice: Choice, kind: ReadKind): Promise<XeroLedger> {
	return kind === 'company' ? ledgerOf(await connect(context, choice)) : await openLedger(context, choice);
}
