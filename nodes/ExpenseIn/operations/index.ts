import type { Operation as SharedOperation, Operations } from '../../core/operations/call';
import { LIST_KINDS } from '../contract';
import type { ExpenseInSession } from '../session';
import { markFailed, markPosted } from './marks';
import { get, getDocument, getDocuments, getMany, getPostings } from './read';
import { download } from './receipt';
import { createRecord, updateRecord, upsertRecord } from './save';

type Operation = SharedOperation<ExpenseInSession>;

const onList = (resource: string): Array<[string, Operation]> => [
	[`${resource}:create`, createRecord],
	[`${resource}:get`, get],
	[`${resource}:getMany`, getMany],
	[`${resource}:update`, updateRecord],
	[`${resource}:upsert`, upsertRecord],
];

const onDocument = (resource: string): Array<[string, Operation]> => [
	[`${resource}:get`, getDocument],
	[`${resource}:getMany`, getDocuments],
];

/** What only this node can do, by resource and operation. */
export const operations: Operations<ExpenseInSession> = {
	...Object.fromEntries([...LIST_KINDS, 'record'].flatMap(onList)),
	...Object.fromEntries(['expense', 'supplierInvoice'].flatMap(onDocument)),
	'posting:getMany': getPostings,
	'posting:markFailed': markFailed,
	'posting:markPosted': markPosted,
	'receipt:download': download,
};
