import type { Ledger } from '../ledger';
import { isDocumentKind } from '../model/documents';
import type { Recording } from '../records';
import type { Calling, Reading } from '../session';
import type { Call, Operations } from './call';
import { attach, note, remove, update } from './change';
import { create } from './create';
import { get, getMany } from './read';
import { createRecord, updateRecord } from './record';
import { request } from './request';
import { upsert } from './upsert';

/** For all that have lists. */
export const listOperations: Operations<Reading> = { get, getMany };

/** For all that take reference records: as resources of their own, or as the resource "record". */
export const recordOperations: Operations<Recording> = { create: createRecord, update: updateRecord };

/** For all that can be called at any endpoint. */
export const callOperations: Operations<Calling> = { request };

/** What every accounting node can do. */
export const ledgerOperations: Operations<Ledger> = {
	...listOperations,
	...callOperations,
	attach,
	create: async (call) => await (isPosted(call) ? create(call) : createRecord(call)),
	delete: remove,
	note,
	update: async (call) => await (isPosted(call) ? update(call) : updateRecord(call)),
	upsert,
};

/** Documents are posted once under their key; all else is kept in lists. */
function isPosted({ resource }: Call): boolean {
	return resource === 'document' || isDocumentKind(resource);
}
