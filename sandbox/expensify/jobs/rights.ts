import { roleIn } from '../state/people';
import { type Policy, policy } from '../state/policies';
import { JobError, type Job } from './types';

/** The workspace, as long as the caller belongs to it. */
export function visiblePolicy(job: Job, id: string): Policy {
	const found = policy(job.store, id);
	if (found === undefined) throw new JobError(404, `Policy ${id} not found`);
	if (roleIn(job.store, id, job.caller) === undefined) throw new JobError(403, `You are not a member of policy ${id}`);
	return found;
}

export function administeredPolicy(job: Job, id: string): Policy {
	const found = visiblePolicy(job, id);
	if (roleIn(job.store, id, job.caller) !== 'admin') throw new JobError(403, `You must be an admin of policy ${id} to do this`);
	return found;
}

export function needsDomainAdmin(job: Job, domain: string): void {
	const row = job.store.one('SELECT domain_admin FROM exp_accounts WHERE email = ?', job.caller);
	const isInside = job.caller.toLowerCase().endsWith(`@${domain.toLowerCase()}`);
	if (row?.domain_admin !== 1 || !isInside) throw new JobError(403, `You must be an admin of the domain ${domain} to do this`);
}

/** Acting for another account needs a grant that only Expensify gives. */
export function mayActAs(job: Job, email: string, policyID?: string): void {
	if (email.toLowerCase() === job.caller.toLowerCase() || job.settings.grants) return;
	if (policyID !== undefined && roleIn(job.store, policyID, job.caller) === 'admin' && roleIn(job.store, policyID, email) !== undefined) return;
	throw new JobError(500, `Not authorized to authenticate as user ${email}`);
}
