import type { Operations } from '../../core/operations/call';
import type { ExpensifySession } from '../session';
import { createExpense } from './create-expenses';
import { createReport } from './create-report';
import { updateEmployees } from './feed-employees';
import { getCategories, getEmployees, getReportFields, getTags, getTaxRates } from './lists';
import { markExported, markReimbursed } from './marks';
import { createPolicy, getPolicies, getPolicy } from './policies';
import { downloadReceipt } from './receipt';
import { getMany, getOne } from './reports';
import { runJob } from './run-job';
import { syncCategories, syncReportFields, syncTags } from './sync-lists';

/** What the node can do, by resource and operation. */
export const operations: Operations<ExpensifySession> = {
	'category:getAll': getCategories,
	'category:upsert': syncCategories,
	'employee:getAll': getEmployees,
	'employee:update': updateEmployees,
	'expense:create': createExpense,
	'job:run': runJob,
	'policy:create': createPolicy,
	'policy:get': getPolicy,
	'policy:getAll': getPolicies,
	'receipt:download': downloadReceipt,
	'report:create': createReport,
	'report:get': getOne,
	'report:getAll': getMany,
	'report:markExported': markExported,
	'report:markReimbursed': markReimbursed,
	'reportField:getAll': getReportFields,
	'reportField:upsert': syncReportFields,
	'tag:getAll': getTags,
	'tag:upsert': syncTags,
	'taxRate:getAll': getTaxRates,
};
