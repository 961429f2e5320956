import { addDays } from '../../core/dates';
import { ok } from '../../core/errors';
import { alone } from '../../core/once';
import { findHeld } from '../lookup';
import { makeReport } from '../make-report';
import { apiOf, inParts, json, optionsOf, readItems, type Call, type ItemResult } from '../session';
import type { CreateOptions } from './create-expenses';
import { readReport } from './read-report';
import { today } from './reports';

/**
 * A report and its expenses. The job that makes reports takes four fields of an expense only; where an expense says
 * more, the report is made empty and its expenses follow, a hundred in a call.
 */
export async function createReport(call: Call): Promise<ItemResult[]> {
	const api = apiOf(call);
	const options = optionsOf<CreateOptions>(call);
	const { good, results } = readItems(call, (index) => readReport(call, index));
	if (options.dryRun === true) {
		const planned = good.map(({ index, value }): ItemResult => {
			const plan = json({ action: 'would create', ...value.head, plan: value.transactions });
			return { index, outcome: ok([{ json: plan }]) };
		});
		return [...results, ...planned];
	}
	const made = await alone(`${api.connection}|report`, async () => {
		const since = addDays(today(), -(options.lookBackDays ?? 30));
		const workspaces = [...new Set(good.map(({ value }) => value.head.policyID))];
		const held = options.skipExisting === true ? await findHeld(api, [{ since, workspaces }], today()) : undefined;
		const parts = good.map((each) => [each]);
		return await inParts(parts, async ([each]) => {
			return each === undefined ? [] : [await makeReport(api, each.value, held, today())];
		});
	});
	return [...results, ...made];
}
