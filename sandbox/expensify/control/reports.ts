import type { FastifyInstance } from 'fastify';
import { editExpense, expensesOf } from '../state/expenses';
import { move, moveTo, type Step } from '../state/lifecycle';
import { labelsOf, report, reportsWhere, type State, STATES } from '../state/reports';
import type { Store } from '../state/store';

interface MoveBody {
	reportIDs?: string[];
	/** Every report that can go there. */
	all?: boolean;
	policyID?: string;
	/** "2026-11-03", or with a time; now unless given. */
	date?: string;
	by?: string;
	message?: string;
	isACH?: boolean;
}

const TARGETS: Readonly<Record<string, { state: 'SUBMITTED' | 'APPROVED' | 'REIMBURSED'; from: State[] }>> = {
	submit: { state: 'SUBMITTED', from: ['OPEN'] },
	approve: { state: 'APPROVED', from: ['OPEN', 'SUBMITTED'] },
	reimburse: { state: 'REIMBURSED', from: ['APPROVED'] },
};

/** What employees, managers and payers do with reports and expenses. */
export function reportRoutes(app: FastifyInstance, store: Store): void {
	for (const [name, { state, from }] of Object.entries(TARGETS)) {
		app.post<{ Body: MoveBody }>(`/${name}`, ({ body }) => {
			const { date, by, message, isACH } = body;
			return moveMany(store, wanted(store, body, from), (id) => moveTo(store, id, state, { at: date, by, message, isACH }));
		});
	}
	for (const step of ['close', 'reopen'] satisfies Step[]) {
		app.post<{ Body: MoveBody }>(`/${step}`, ({ body }) => {
			const { date, by, message } = body;
			return moveMany(store, body.reportIDs ?? [], (id) => move(store, id, step, { at: date, by, message }));
		});
	}

	app.get<{ Querystring: { policyID?: string; state?: string; limit?: string } }>('/reports', ({ query }) => {
		const conditions = ['1'];
		const values: string[] = [];
		if (query.policyID) conditions.push(`r.policy_id = ?${values.push(query.policyID)}`);
		if (query.state) conditions.push(`r.state = ?${values.push(query.state)}`);
		const limit = Number(query.limit ?? 10_000);
		const reports = reportsWhere(store, conditions.join(' AND '), values, `ORDER BY r.created, r.old_id LIMIT ${Number.isInteger(limit) ? limit : 0}`);
		return reports.map((found) => ({ ...found, status: STATES[found.state], labels: labelsOf(store, found.id) }));
	});
	app.get<{ Params: { id: string } }>('/reports/:id', async ({ params }, reply) => {
		const found = report(store, params.id);
		if (found === undefined) return await reply.code(404).send({ message: `There is no report ${params.id}` });
		return { ...found, status: STATES[found.state], labels: labelsOf(store, found.id), expenses: expensesOf(store, [found.id]).get(found.id) ?? [] };
	});

	app.post<{ Body: { reportID: string; name?: string; fields?: Record<string, string>; manager?: string } }>('/report', ({ body }) => {
		const found = report(store, body.reportID);
		if (found === undefined) throw new RangeError(`There is no report ${body.reportID}`);
		if (body.name !== undefined) store.run('UPDATE exp_reports SET name = ? WHERE id = ?', body.name, found.id);
		if (body.manager !== undefined) store.run('UPDATE exp_reports SET manager = ? WHERE id = ?', body.manager, found.id);
		if (body.fields !== undefined) {
			store.run('UPDATE exp_reports SET fields = ? WHERE id = ?', JSON.stringify({ ...found.fields, ...body.fields }), found.id);
		}
		return report(store, found.id);
	});
	app.post<{ Body: { expenses: Array<{ transactionID: string } & Record<string, unknown>> } }>('/expenses', ({ body }) => {
		store.atomically(() => {
			for (const { transactionID, ...changes } of body.expenses) editExpense(store, transactionID, changes);
		});
		return { changed: body.expenses.length };
	});
}

function wanted(store: Store, body: MoveBody, from: State[]): string[] {
	if (body.all !== true) return body.reportIDs ?? [];
	const list = reportsWhere(store, 'r.state IN (SELECT value FROM json_each(?)) AND (? = ? OR r.policy_id = ?)', [
		JSON.stringify(from), body.policyID ?? '', '', body.policyID ?? '',
	]);
	return list.map(({ id }) => id);
}

function moveMany(store: Store, ids: string[], step: (id: string) => string | undefined) {
	const moved: string[] = [];
	const refused: Array<{ reportID: string; reason: string }> = [];
	store.atomically(() => {
		for (const id of ids) {
			const reason = step(id);
			if (reason === undefined) moved.push(id);
			else refused.push({ reportID: id, reason });
		}
	});
	return { moved, refused };
}
