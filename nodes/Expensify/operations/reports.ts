import { chunk } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { parseDay, type Day } from '../../core/dates';
import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { ExpenseReport } from '../../core/model/report';
import { showing } from '../../core/operations/listed';
import type { ReportQuery } from '../../core/source';
import { REPORTS_PER_JOB } from '../jobs';
import {
	apiOf,
	json,
	optionsOf,
	outcomeOf,
	readItems,
	requiredText,
	type Call,
	type ItemResult,
} from '../session';
import { ExpensifySource, type SourceOptions } from '../source';

export const today = (): Day => new Date().toISOString().slice(0, 10);

function sourceFor(call: Call): ExpensifySource {
	const { numberStyle = 'auto', invertSign = 'none' } = optionsOf<SourceOptions>(call);
	return new ExpensifySource(apiOf(call), { numberStyle, invertSign, today: today() });
}

/** A report that cannot be read fails beside the others: one input item may give both. */
export async function getMany(call: Call): Promise<ItemResult[]> {
	const source = sourceFor(call);
	const { good, results } = readItems(call, (index) => readQuery(call, index));
	for (const { index, value } of good) {
		const found = await outcomeOf(async () => await source.outcomes(value));
		if (!found.ok) results.push({ index, outcome: found });
		else {
			const show = showing(call.context, index);
			for (const { outcome } of found.value) results.push(asResult(show, index, outcome));
		}
	}
	return results;
}

/** All reports named by the run's items come in one export per hundred. */
export async function getOne(call: Call): Promise<ItemResult[]> {
	const source = sourceFor(call);
	const { good, results } = readItems(call, (index) => requiredText(call.context, 'reportId', index, 'Report ID'));
	for (const part of chunk(good, REPORTS_PER_JOB)) {
		const ids = [...new Set(part.map(({ value }) => value))];
		const found = await outcomeOf(async () => await source.outcomes({ ids }));
		for (const { index, value } of part) {
			if (!found.ok) results.push({ index, outcome: found });
			else {
				const known = found.value.find(({ id, oldId }) => id === value || oldId === value);
				results.push(asResult(showing(call.context, index), index, known?.outcome ?? failed(unknownReport(value))));
			}
		}
	}
	return results;
}

function asResult(show: ReturnType<typeof showing>, index: number, outcome: Outcome<ExpenseReport>): ItemResult {
	return { index, outcome: outcome.ok ? ok([{ json: json(show(outcome.value)) }]) : outcome };
}

export function unknownReport(id: string): BooksError {
	return new BooksError({
		message: 'Expensify shows no such report to this pair',
		category: 'not found',
		document: id,
		hint: 'Check the ID; the user who generated the pair must be able to see the report.',
	});
}

function readQuery({ context }: Call, index: number): ReportQuery {
	const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
	const day = (name: string, value: unknown): Day | undefined => {
		if (value === undefined || value === null || value === '') return undefined;
		const read = parseDay(typeof value === 'string' ? value : JSON.parse(JSON.stringify(value)));
		if (read !== undefined) return read;
		throw new BooksError({ message: `"${String(value)}" is no date`, category: 'validation', field: name });
	};
	const query: ReportQuery = {
		states: context.getNodeParameter('states', index, []) as ExpenseReport['status'][],
		workspaces: list(context.getNodeParameter('policies', index, [])),
		from: day('from', context.getNodeParameter('from', index, '')),
		to: day('to', filters.to),
		approvedAfter: day('approvedAfter', filters.approvedAfter),
		ids: list(filters.reportIds),
		notMarkedAs: filters.notMarkedAs === '' ? undefined : (filters.notMarkedAs as string | undefined),
		limit:
			context.getNodeParameter('returnAll', index, false) === true
				? undefined
				: (context.getNodeParameter('limit', index, 50) as number),
	};
	if (query.from === undefined && query.approvedAfter === undefined && query.ids?.length === 0) {
		throw new BooksError({
			message: 'Expensify exports no reports without a start',
			category: 'validation',
			field: 'from',
			hint: 'Give "From", "Approved After" or report IDs.',
		});
	}
	return query;
}

/** Ids as a list, or as text with commas. */
function list(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(String) : `${(value as string | undefined) ?? ''}`.split(',');
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}
