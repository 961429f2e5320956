import type { Ledger } from '../core/ledger';
import type { Work } from './api';
import { remove, update } from './change';
import { connect, type WorkContext } from './connect';
import { Directory } from './directory';
import { readersOf } from './readers';
import { recordsOf } from './records';
import { invoiceWriter } from './writers/invoice';
import { paymentWriter } from './writers/payment';

/** Work as the shared loops see it: one company, for one run. */
export interface WorkSession extends Ledger {
	readonly work: Work;
}

export function ledgerOf(work: Work): WorkSession {
	const directory = new Directory(work);
	const readers = readersOf(work, directory);
	return {
		work,
		connection: work.connection,
		waits: work.waits,
		readers,
		...recordsOf({ work, directory }),
		writers: { invoice: invoiceWriter(work, directory), payment: paymentWriter(work) },
		update: async (kind, target, changes) => await update(work, directory, readers, kind, target, changes),
		remove: async (kind, target) => await remove(work, readers, kind, target),
		raw: async (request) => await work.raw(request),
	};
}

export async function openWork(context: WorkContext): Promise<WorkSession> {
	return ledgerOf(await connect(context));
}
