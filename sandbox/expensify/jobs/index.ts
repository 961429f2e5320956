import { createExpenses, createPolicy, createReport } from './creators';
import { download } from './download';
import { updateEmployees } from './employees';
import { combinedReportData } from './exporter';
import { domainCardList, policyInfo, policyList } from './readers';
import { reconciliation } from './reconciliation';
import { createRule, tagApprovers, updateRule } from './rules';
import { reportStatus } from './status';
import type { JobHandler } from './types';
import { updatePolicy } from './update-policy';

/** Every job, by `type` and `inputSettings.type`. A star stands for any or none. */
export const JOBS: Readonly<Record<string, JobHandler>> = {
	'file/combinedReportData': combinedReportData,
	'download/*': download,
	'reconciliation/*': reconciliation,
	'get/policyList': policyList,
	'get/policy': policyInfo,
	'get/domainCardList': domainCardList,
	'create/policy': createPolicy,
	'create/report': createReport,
	'create/expenses': createExpenses,
	'create/expenseRules': createRule,
	'update/expenseRules': updateRule,
	'update/policy': updatePolicy,
	'update/reportStatus': reportStatus,
	'update/tagApprovers': tagApprovers,
	'update/employees': updateEmployees,
};
