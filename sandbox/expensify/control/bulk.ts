import type { FastifyInstance } from 'fastify';
import { addExpense, type NewExpense } from '../state/expenses';
import { moveTo } from '../state/lifecycle';
import { type Member, saveMember } from '../state/people';
import { addPolicy, type Category, policy, saveCategory, setTagLists, setTax, type Tag, type Tax } from '../state/policies';
import { openReport } from '../state/reports';
import type { Store } from '../state/store';

interface PolicyBody {
	id: string;
	name?: string;
	currency?: string;
	owner?: string;
	type?: string;
	categories?: Array<Partial<Category> & { name: string }>;
	tags?: Array<{ name: string; required?: boolean; tags: Array<Partial<Tag> & { name: string }> }>;
	tax?: Tax;
	members?: Array<Partial<Member> & { email: string }>;
}
interface ReportsBody {
	reports: Array<{
		policyID: string;
		employee: string;
		name: string;
		created?: string;
		state?: 'OPEN' | 'SUBMITTED' | 'APPROVED' | 'REIMBURSED';
		/** Day of the last step. */
		date?: string;
		expenses: NewExpense[];
	}>;
}

/** Loads many at once: another company's lists, or reports by the thousand. */
export function bulkRoutes(app: FastifyInstance, store: Store): void {
	/** Makes the workspace, or adds to the one that has this id. Tags and tax replace what is there. */
	app.post<{ Body: PolicyBody }>('/policies', ({ body }) =>
		store.atomically(() => {
			const owner = body.owner ?? String(store.one('SELECT email FROM exp_pairs ORDER BY rowid LIMIT 1')?.email ?? '');
			if (policy(store, body.id) === undefined) {
				addPolicy(store, { id: body.id, name: body.name ?? body.id, owner, currency: body.currency ?? 'GBP', type: body.type ?? 'corporate' });
			}
			for (const category of body.categories ?? []) saveCategory(store, body.id, category);
			if (body.tags) {
				const lists = body.tags.map((list) => ({
					name: list.name, required: list.required ?? false, tags: list.tags.map((tag) => ({ enabled: true, glCode: '', ...tag })),
				}));
				setTagLists(store, body.id, lists);
			}
			if (body.tax) setTax(store, body.id, body.tax);
			for (const member of body.members ?? []) saveMember(store, body.id, member);
			return { policyID: body.id, categories: body.categories?.length ?? 0, members: body.members?.length ?? 0 };
		}),
	);

	app.post<{ Body: ReportsBody }>('/reports', ({ body }) =>
		store.atomically(() => ({
			reportIDs: body.reports.map(({ expenses, state = 'OPEN', date, ...wanted }) => {
				if (policy(store, wanted.policyID) === undefined) throw new RangeError(`There is no workspace ${wanted.policyID}`);
				const report = openReport(store, wanted);
				for (const expense of expenses) addExpense(store, report, expense);
				if (state !== 'OPEN') moveTo(store, report.id, state, { at: date });
				return report.id;
			}),
		})),
	);
}
