import './shapes/documents';
import './shapes/ledger';
import './shapes/reference';
import { batchOperations } from './documents/batch-operations';
import { searches } from './ledger/searches';
import { accountReads } from './reference/accounts';
import type { Operation } from './wire/operation';

/** Every operation on an entity's books; signing in is apart. */
export const operations: readonly Operation[] = [...accountReads, ...batchOperations, ...searches];
export const byName: ReadonlyMap<string, Operation> = new Map(operations.map((operation) => [operation.name, operation]));
