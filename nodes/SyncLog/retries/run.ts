import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { logRow, runRow, type LogRow, type RunRow } from '../columns';
import { ordered, summaryFrom } from '../show';
import { againOf, type Again } from './again';
import { retriesOf } from './decide';
import { failuresOf } from './list';
import { outcomesOf } from './outcome';
import { beforeClaim, readStarts, startRow } from './starts';

type Rows = readonly IDataObject[];

/** Retries: one item for each sync with open problems. @param asked rows of *Sync retries* */
export function retries(context: IExecuteFunctions, runs: Rows, log: Rows, asked: Rows, now: Date): INodeExecutionData[] {
	const claim = String(context.getNodeParameter('claim', 0, '') ?? '');
	const { problems, runs: newest } = summaryFrom(context, runs, log, now);
	const all = readStarts(asked);
	const { starts, claimed } = claim === '' ? { starts: all, claimed: undefined } : beforeClaim(all, claim);
	const found = retriesOf(problems, [...newest].reverse(), starts, now, limitOf(context));
	return found
		.filter(({ sync }) => claimed === undefined || claimed.has(sync))
		.map((one) => item({ ...one, startedBy: 'retry', row: { ...startRow(one, 'retry', context.getExecutionId(), now) } }));
}

/** List Failures: one item with what a form shows, and what can be chosen there. */
export function failures(context: IExecuteFunctions, runs: Rows, log: Rows, asked: Rows, now: Date): INodeExecutionData[] {
	const { problems, runs: newest, zone } = summaryFrom(context, runs, log, now);
	const { most = 100 } = context.getNodeParameter('options', 0, {}) as { most?: number };
	const base = context.getInstanceBaseUrl().replace(/\/?$/, '/');
	const forms = formsIn(context, base);
	const reader = { zone, now, limit: limitOf(context), most, forms, tables: `${base}home/datatables` };
	return [item(failuresOf(problems, [...newest].reverse(), readStarts(asked), reader))];
}

/** "Name = address", one a line; an address may begin at this n8n's own. */
function formsIn(context: IExecuteFunctions, base: string): Map<string, string> {
	const lines = String(context.getNodeParameter('forms', 0, '') ?? '').split('\n').map((line) => /^(.+?)\s*=\s*(\S+)\s*$/.exec(line.trim()));
	return new Map(lines.flatMap((found) => {
		const [, name = '', address = ''] = found ?? [];
		if (name === '') return [];
		if (URL.canParse(address, base)) return [[name, new URL(address, base).href] as const];
		throw new NodeOperationError(context.getNode(), `Forms, "${name}": "${address}" is no address`, { itemIndex: 0, level: 'warning', description: 'Write "name of the sync = address", one a line.' });
	}));
}

const wishes = z.array(z.object({ sync: z.string().min(1), workflow: z.string(), key: z.string(), source: z.string() }));

/** Start Again: one item for each sync that has a document among those that a person chose. */
export function again(context: IExecuteFunctions, now: Date): INodeExecutionData[] {
	const read = wishes.safeParse(jsonOf(context.getNodeParameter('documents', 0, [])));
	if (!read.success) throw new NodeOperationError(context.getNode(), 'Documents is no list of { sync, workflow, key, source }', { itemIndex: 0, level: 'warning' });
	const startedBy = String(context.getNodeParameter('startedBy', 0, '') ?? '').trim() || 'form';
	const changed = context.getNodeParameter('changed', 0, 'refuse') === 'update' ? 'update' : 'refuse';
	return againOf(read.data, { startedBy, changed }, context.getExecutionId(), now).map(item);
}

/** Tell What Came of It: one item with a line for each document. @param refused items of syncs that did not start, with `error` */
export function outcome(context: IExecuteFunctions, runs: Rows, log: Rows, refused: Rows): INodeExecutionData[] {
	const asked = jsonOf(context.getNodeParameter('asked', 0, [])) as Again[];
	const errors = new Map(refused.map(({ sync, error }) => [String(sync), typeof error === 'string' ? error : String((error as { message?: string } | undefined)?.message ?? 'It did not start.')]));
	const rowsOf = <R>(rows: Rows, shape: (row: Partial<R>) => R) => ordered(rows).map((row) => shape(row as Partial<R>));
	return [item({ outcomes: outcomesOf(asked, errors, rowsOf<LogRow>(log, logRow), rowsOf<RunRow>(runs, runRow)) })];
}

const limitOf = (context: IExecuteFunctions): number => Number(context.getNodeParameter('tries', 0, 6));

/** A field for JSON gives text where it was typed, and data where an expression stands. */
const jsonOf = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

const item = (json: object): INodeExecutionData => ({ json: JSON.parse(JSON.stringify(json)) as IDataObject, pairedItem: { item: 0, input: 0 } });
