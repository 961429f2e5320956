import { email, malformed, missing, object, objects, type Params, text } from './params';
import { administeredPolicy } from './rights';
import { tagLists } from '../state/policies';
import { AS_JSON, AS_TEXT, JobError, type Job, type JobHandler } from './types';

const FIRST_RULE = 7101;

export const createRule: JobHandler = (job) => {
	const { store } = job;
	const { policyID, employee, actions } = ruleOf(job);
	const same = store.one('SELECT id FROM exp_rules WHERE policy_id = ? AND email = ? AND actions = ?', policyID, employee, actions);
	if (same) throw new JobError(666, `Expense rule already exists with ruleID ${String(same.id)}`);
	store.insert('exp_rules', { id: store.next('rule', FIRST_RULE), policy_id: policyID, email: employee, actions });
	return { contentType: AS_TEXT, body: { responseMessage: 'OK' } };
};

export const updateRule: JobHandler = (job) => {
	const { store, input } = job;
	const ruleID = Number(input.ruleID);
	if (input.ruleID === undefined) throw missing('ruleID');
	if (!Number.isSafeInteger(ruleID)) throw malformed('ruleID');
	const { policyID, employee, actions } = ruleOf(job);
	const sql = 'UPDATE exp_rules SET actions = ? WHERE id = ? AND policy_id = ? AND email = ?';
	if (store.run(sql, actions, ruleID, policyID, employee) === 0) throw new JobError(404, `Expense rule ${ruleID} not found`);
	return { contentType: AS_TEXT, body: { responseMessage: 'OK' } };
};

function ruleOf(job: Job): { policyID: string; employee: string; actions: string } {
	const policyID = text(job.input, 'policyID');
	administeredPolicy(job, policyID);
	const employee = email(job.input, 'employeeEmail');
	const actions = object(job.input, 'actions');
	const { tag, defaultBillable } = actions;
	if (tag === undefined && defaultBillable === undefined) throw malformed('actions');
	if (tag !== undefined && typeof tag !== 'string') throw malformed('tag');
	if (defaultBillable !== undefined && typeof defaultBillable !== 'boolean') throw malformed('defaultBillable');
	return { policyID, employee, actions: JSON.stringify({ tag, defaultBillable }) };
}

export const tagApprovers: JobHandler = (job) => {
	const { store, input, description } = job;
	const policyID = text(input, 'policyID');
	administeredPolicy(job, policyID);
	const source: Params = description.tagApprovers === undefined ? input : description;
	const wanted = objects(source, 'tagApprovers').map((entry) => ({ name: text(entry, 'name'), approver: approverOf(entry) }));
	const lists = tagLists(store, policyID);
	if (lists.length > 1) throw new JobError(410, 'Tag approvers are supported for single-level tags only');
	store.atomically(() => {
		for (const { name, approver } of wanted) {
			const sql = 'UPDATE exp_tags SET approver = ? WHERE policy_id = ? AND name = ?';
			if (store.run(sql, approver, policyID, name) === 0) throw new JobError(404, `Tag '${name}' not found`);
		}
	});
	return { contentType: AS_JSON, body: {} };
};

/** An empty approver clears the entry. */
function approverOf(entry: Params): string {
	return entry.approver === '' ? '' : email(entry, 'approver');
}

