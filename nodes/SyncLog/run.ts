import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { alert } from './alert';
import { answers, type User } from './answers';
import { begin } from './begin';
import type { RunRow } from './columns';
import { end, type Rows } from './end';
import { exported } from './export';
import { again, failures, outcome, retries } from './retries/run';
import { show } from './show';
import { stopped } from './stopped';

/** Begin, End, Answers and Stopped give one item for *Accounting sync: log*: rows of both tables. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const now = new Date();
	const operation = context.getNodeParameter('operation', 0);
	if (operation === 'begin') return one({ runs: [begin(context, now)], log: [] });
	if (operation === 'end') {
		const [started] = jsonOf(context, 0);
		const rows = end(context, started, jsonOf(context, 1), now);
		return rows === undefined ? [[]] : one(rows);
	}
	if (operation === 'answers') return one({ runs: [], log: answers(jsonOf(context, 0), parsed(context.getNodeParameter('user', 0, {})) as User, context.getExecutionId(), now) });
	if (operation === 'export') return [[await exported(context, jsonOf(context, 0))]];
	if (operation === 'alerts') return [alert(context, jsonOf(context, 0), jsonOf(context, 1), jsonOf(context, 2), now)];
	if (operation === 'retries') return [retries(context, jsonOf(context, 0), jsonOf(context, 1), jsonOf(context, 2), now)];
	if (operation === 'failures') return [failures(context, jsonOf(context, 0), jsonOf(context, 1), jsonOf(context, 2), now)];
	if (operation === 'again') return [again(context, now)];
	if (operation === 'outcome') return [outcome(context, jsonOf(context, 0), jsonOf(context, 1), jsonOf(context, 2))];
	if (operation === 'dashboard') return [[show(context, jsonOf(context, 0), jsonOf(context, 1), now)]];
	const [error, known] = [context.getNodeParameter('error', 0, {}), context.getNodeParameter('runs', 0, [])];
	return one({ runs: [stopped(parsed(error) as IDataObject, parsed(known) as Array<Partial<RunRow>>, now)], log: [] });
}

/** A field for JSON gives text where it was typed, and data where an expression stands. */
const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

/** Plain data by its shape, which an interface does not tell n8n's types. */
const one = (rows: Rows): INodeExecutionData[][] => [[{ json: rows as unknown as IDataObject, pairedItem: { item: 0 } }]];

/** An input that brings nothing is not there at all. */
function jsonOf(context: IExecuteFunctions, input: number): IDataObject[] {
	try {
		return (context.getInputData(input) ?? []).map(({ json }) => json);
	} catch {
		return [];
	}
}
