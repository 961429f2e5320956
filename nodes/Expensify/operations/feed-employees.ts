import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import { employeeFeedJob, type FeedOptions } from '../jobs';
import {
	apiOf,
	inParts,
	json,
	optionsOf,
	readItems,
	requiredText,
	textParameter,
	type Call,
	type ItemResult,
} from '../session';

/** All rows of a run go out in one feed: Expensify takes a feed as a whole. */
export async function updateEmployees(call: Call): Promise<ItemResult[]> {
	const options = optionsOf<FeedOptions>(call);
	const { good, results } = readItems(call, (index) => readEmployee(call, index));
	// The same feed twice leaves the same employees.
	const done = await inParts(Object.values(groupBy(good, () => 'feed')), async (part) => {
		const feed = employeeFeedJob(
			part.map(({ value }) => value),
			{ ...options, dryRun: options.dryRun ?? false },
		);
		const answer = await apiOf(call).ask(feed, 'repeatable');
		const skipped = (answer.skippedEmployees ?? []) as Array<{ email?: string; reason?: string }>;
		const reasons = new Map(
			skipped.map(({ email, reason }) => [`${email}`.toLowerCase(), reason ?? 'no reason given']),
		);
		const { diff, updatedEmployeesCount } = answer;
		return part.map(({ value }): Outcome<IDataObject> => {
			const email = String(value.employeeEmail);
			const reason = reasons.get(email.toLowerCase());
			if (reason !== undefined) return failed(passedOver(email, reason));
			return ok(
				json({
					action: options.dryRun === true ? 'would be updated' : 'updated',
					...value,
					feed: { diff, updatedEmployeesCount },
				}),
			);
		});
	});
	return [...results, ...done];
}

function passedOver(email: string, reason: string): BooksError {
	return new BooksError({
		message: `The employee was passed over: ${reason}`,
		category: 'validation',
		retryable: false,
		document: email,
		hint: 'Correct the row; the pair must belong to a domain admin.',
	});
}

function readEmployee({ context }: Call, index: number): Record<string, unknown> {
	const more = context.getNodeParameter('moreFields', index, {}) as IDataObject;
	const managerEmail = textParameter(context, 'managerEmail', index);
	const employeeID = textParameter(context, 'employeeID', index);
	return {
		employeeEmail: requiredText(context, 'employeeEmail', index, 'Employee Email'),
		policyID: requiredText(context, 'policy', index, 'Workspace'),
		...(managerEmail === '' ? {} : { managerEmail }),
		...(employeeID === '' ? {} : { employeeID }),
		...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== '' && value !== null)),
	};
}
