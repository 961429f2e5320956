import type { Operation } from './call';
import { attach, note, remove, update } from './change';
import { create } from './create';
import { get, getMany } from './read';
import { request } from './request';
import { upsert } from './upsert';

/** What every accounting node can do, by the value of its parameter "operation". */
export const operations: Readonly<Record<string, Operation>> = {
	attach,
	create,
	delete: remove,
	get,
	getMany,
	note,
	request,
	update,
	upsert,
};
