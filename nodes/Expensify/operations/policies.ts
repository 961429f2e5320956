import type { IDataObject } from 'n8n-workflow';
import { asBooksError, BooksError } from '../../core/errors';
import { attempt } from '../../core/operations/attempt';
import { listed, mostOf } from '../../core/operations/listed';
import { alone } from '../../core/once';
import type { Expensify } from '../api';
import { createPolicyJob, POLICY_FIELDS, policyJob, policyListJob, type PolicyField } from '../jobs';
import { apiOf, json, optionsOf, requiredText, type Call, type ItemResult } from '../session';
import type { PolicyInfo, PolicySummary } from '../wire';
import { refuse } from './create-expenses';

export async function getPolicies(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	return await attempt(call, async (index) => {
		const list = await policyList(apiOf(call), context.getNodeParameter('adminOnly', index, true) === true);
		return listed(context, index, 'company', list.slice(0, mostOf(context, index)).map(canonical));
	});
}

export async function policyList(api: Expensify, adminOnly: boolean): Promise<PolicySummary[]> {
	const answer = await api.ask(policyListJob(adminOnly), 'read');
	return (answer.policyList ?? []) as PolicySummary[];
}

function canonical({ id, name, owner, role, outputCurrency, type }: PolicySummary): IDataObject {
	return json({
		kind: 'company',
		id,
		name: name ?? id,
		active: true,
		baseCurrency: outputCurrency,
		role,
		owner,
		type,
	});
}

/** The sections asked for; what is not set up is absent or empty. */
export async function getPolicy(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	return await attempt(call, async (index) => {
		const id = requiredText(context, 'policy', index, 'Workspace');
		const sections = context.getNodeParameter('sections', index, []) as PolicyField[];
		const info = await policyInfo(apiOf(call), id, sections.length === 0 ? POLICY_FIELDS : sections);
		return [{ json: json({ policyID: id, ...info }) }];
	});
}

export async function policyInfo(api: Expensify, id: string, fields: readonly PolicyField[]): Promise<PolicyInfo> {
	const answer = await api.ask(policyJob([id], fields), 'read');
	const info = (answer.policyInfo as Record<string, PolicyInfo> | undefined)?.[id];
	return info ?? refuse(unknownPolicy(id));
}

function unknownPolicy(id: string): BooksError {
	return new BooksError({
		message: `Expensify told nothing about the workspace ${id}`,
		category: 'not found',
		field: 'policy',
		hint: 'Choose the workspace from the list; the user who generated the pair must be its admin.',
	});
}

/** Workspaces may share a name, so an existing one is taken only where that is asked for, or after a lost answer. */
export async function createPolicy(call: Call): Promise<ItemResult[]> {
	const api = apiOf(call);
	const { dryRun = false, skipExisting = false } = optionsOf<{ dryRun: boolean; skipExisting: boolean }>(call);
	return await attempt(call, async (index) => {
		const name = requiredText(call.context, 'policyName', index, 'Name');
		const plan = call.context.getNodeParameter('plan', index, 'team') as string;
		if (dryRun) return [{ json: { action: 'would create', policyName: name, plan } }];
		return await alone(`${api.connection}|policy`, async () => {
			const known = await policyList(api, true);
			const same = known.find((policy) => policy.name === name);
			if (skipExisting && same !== undefined)
				return [{ json: { action: 'found', policyID: same.id, policyName: name } }];
			return [{ json: await makePolicy(api, name, plan, new Set(known.map(({ id }) => id))) }];
		});
	});
}

async function makePolicy(
	api: Expensify,
	name: string,
	plan: string,
	before: ReadonlySet<string>,
): Promise<IDataObject> {
	for (let round = 1; ; round++) {
		const sent = await sendPolicy(api, name, plan);
		if (!(sent instanceof BooksError)) return sent;
		if (!sent.facts.outcomeUnknown || round >= 3) return refuse(sent);
		await api.pause(2000 * round);
		const made = (await policyList(api, true)).find((policy) => policy.name === name && !before.has(policy.id));
		if (made !== undefined) return { action: 'created', policyID: made.id, policyName: name };
	}
}

async function sendPolicy(api: Expensify, name: string, plan: string): Promise<IDataObject | BooksError> {
	try {
		const { policyID, policyName } = await api.ask(createPolicyJob(name, plan), 'write');
		return json({ action: 'created', policyID, policyName: policyName ?? name });
	} catch (error) {
		return asBooksError(error);
	}
}
