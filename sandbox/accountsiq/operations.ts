import './shapes/documents';
import './shapes/ledger';
import './shapes/reference';
import { attachmentOperations } from './documents/attachments';
import { batchOperations } from './documents/batch-operations';
import { invoiceOperations } from './documents/invoice-operations';
import { journalOperations } from './documents/journal';
import { payAllOperations } from './documents/pay-all';
import { paymentOperations } from './documents/payments';
import { shells } from './documents/shells';
import { allocationOperations } from './ledger/allocate';
import { allocationReads } from './ledger/allocations';
import { changeReads } from './ledger/changes';
import { searches } from './ledger/searches';
import { statementReads } from './ledger/statements';
import { accountWrites } from './reference/account-writes';
import { accountReads } from './reference/accounts';
import { chartOperations } from './reference/chart';
import { companyOperations } from './reference/company';
import { itemOperations } from './reference/items';
import type { Operation } from './wire/operation';

/** Every operation on an entity's books; signing in is apart. */
export const operations: readonly Operation[] = [
	...companyOperations, ...chartOperations, ...accountReads, ...accountWrites, ...itemOperations,
	...shells, ...batchOperations, ...journalOperations, ...paymentOperations, ...invoiceOperations, ...payAllOperations, ...attachmentOperations,
	...searches, ...allocationOperations, ...allocationReads, ...changeReads, ...statementReads,
];
export const byName: ReadonlyMap<string, Operation> = new Map(operations.map((operation) => [operation.name, operation]));
