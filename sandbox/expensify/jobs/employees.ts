import { members, roleIn, saveAccount, saveMember } from '../state/people';
import { policy } from '../state/policies';
import { email, flagOr, isObject, malformed, missing, type Params, text, textOr } from './params';
import { needsDomainAdmin } from './rights';
import { AS_TEXT, JobError, type Job, type JobHandler } from './types';

interface Skipped {
	email: string;
	reason: string;
}

/** The employee feed: adds people to workspaces, changes who they submit to, and takes out those who left. */
export const updateEmployees: JobHandler = (job) => {
	const { store, input, description } = job;
	if (text(input, 'entity') !== 'generic') throw malformed('entity');
	needsDomainAdmin(job, job.caller.split('@')[1] ?? '');
	const source = textOr(description, 'dataSource', textOr(input, 'dataSource', ''));
	if (source !== 'request') throw source === '' ? missing('dataSource') : new JobError(410, `The data source '${source}' cannot be reached`);
	const isDry = flagOr(description, 'dry-run', false);
	const rows = readFeed(job);
	const diffToAdd: Record<string, string[]> = {};
	const diffToRemove: Record<string, string[]> = {};
	const skippedEmployees: Skipped[] = [];
	let updated = 0;
	store.atomically(() => {
		for (const row of rows) {
			const who = email(row, 'employeeEmail');
			const reason = refusal(job, row);
			if (reason !== undefined) {
				skippedEmployees.push({ email: who, reason });
				continue;
			}
			updated += 1;
			const policyIDs = [text(row, 'policyID'), ...additional(row)];
			for (const policyID of policyIDs) {
				const isMember = roleIn(store, policyID, who) !== undefined;
				if (row.isTerminated === true) {
					if (isMember) (diffToRemove[policyID] ??= []).push(who);
					if (!isDry) store.run('DELETE FROM exp_members WHERE policy_id = ? AND email = ?', policyID, who);
					continue;
				}
				if (!isMember) (diffToAdd[policyID] ??= []).push(who);
				if (!isDry) save(job, policyID, who, row);
			}
			if (row.shouldRemoveFromUnassignedPolicies === true && !isDry) removeElsewhere(job, who, policyIDs, diffToRemove);
		}
	});
	return {
		contentType: AS_TEXT,
		body: {
			'dry-run': isDry, updatedEmployeesCount: updated, diff: { diffToAdd, diffToRemove }, securityGroupEmployeesMap: {},
			skippedEmployees,
		},
	};
};

/** The feed is an array, bare or under "Employees". */
function readFeed({ data }: Job): Params[] {
	if (data === undefined || data === '') throw missing('data');
	let feed: unknown;
	try {
		feed = JSON.parse(data);
	} catch {
		throw malformed('data');
	}
	const rows = isObject(feed) ? feed.Employees : feed;
	if (!Array.isArray(rows) || !rows.every(isObject)) throw malformed('data');
	return rows;
}

function refusal({ store, caller }: Job, row: Params): string | undefined {
	const policyID = textOr(row, 'policyID', '');
	if (policy(store, policyID) === undefined) return `Policy '${policyID}' not found`;
	if (roleIn(store, policyID, caller) !== 'admin') return `Not an admin of policy '${policyID}'`;
	if (textOr(row, 'managerEmail', '') === '') return 'managerEmail is missing';
	return textOr(row, 'employeeID', '') === '' ? 'employeeID is missing' : undefined;
}

function save({ store }: Job, policyID: string, who: string, row: Params): void {
	const own = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : undefined);
	saveAccount(store, who, { firstName: own('firstName'), lastName: own('lastName') });
	const known = members(store, policyID).find((member) => member.email.toLowerCase() === who.toLowerCase());
	saveMember(store, policyID, {
		email: who, submitsTo: own('managerEmail'), employeeID: own('employeeID'), customField1: own('customField1'),
		customField2: own('customField2'), role: own('role') ?? known?.role,
	});
	store.run('UPDATE exp_members SET more = ? WHERE policy_id = ? AND email = ?', JSON.stringify(row), policyID, who);
}

function additional(row: Params): string[] {
	const list = row.additionalPolicyIDs;
	return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : [];
}

function removeElsewhere({ store }: Job, who: string, kept: string[], removed: Record<string, string[]>): void {
	for (const row of store.all('SELECT policy_id FROM exp_members WHERE email = ?', who)) {
		const policyID = String(row.policy_id);
		if (kept.includes(policyID)) continue;
		(removed[policyID] ??= []).push(who);
		store.run('DELETE FROM exp_members WHERE policy_id = ? AND email = ?', policyID, who);
	}
}
