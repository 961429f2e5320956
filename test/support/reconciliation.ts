import type { Sandbox } from '../../sandbox/app';
import { Books, type Wire } from './books';
import { connectQuickly } from './connect';
import { importTemplates, itemsOf, startN8n, templatesWithCalled, type Execution, type N8n } from './n8n';
import { control, startSandbox } from './sandbox';

const SYNC = 'acctSyncExpXero0';
export const RECONCILIATION = 'acctSyncRecon000';
const KEA = '0123456789ABCDEF';

/** Expensify and Xero in step, for tests that then change the books behind the sync's back. */
export class Reconciliation {
	private constructor(readonly n8n: N8n, readonly sandbox: Sandbox, readonly books: Books) {}

	/** A real n8n with all templates. The sync's own trigger is off, so that nothing runs but what a test asks for. */
	static async open(): Promise<Reconciliation> {
		const sandbox = await startSandbox();
		const n8n = await startN8n();
		await importTemplates(n8n.session, templatesWithCalled([SYNC, RECONCILIATION]), await connectQuickly(n8n, sandbox));
		await n8n.unpublish(SYNC);
		return new Reconciliation(n8n, sandbox, await Books.open(sandbox));
	}

	/** An approved report of one expense. Gives the report's id, of which the document's key is made. */
	async report(name: string, expense: Record<string, unknown>, date: string): Promise<string> {
		const { reportIDs } = await control<{ reportIDs: string[] }>(this.sandbox, 'POST', '/expensify/reports', {
			reports: [{
				policyID: KEA, employee: 'asa.lindqvist@keajoinery.example', name, state: 'APPROVED', date, created: date,
				expenses: [{ created: date, currency: 'GBP', tag: 'Office', merchant: name, category: 'General Expenses', ...expense }],
			}],
		});
		return reportIDs[0] ?? '';
	}

	async sync(): Promise<void> {
		const { status, error } = await this.n8n.runManually(SYNC, 'By hand', { timeout: 240_000 });
		if (status !== 'success') throw new Error(`The sync ended with ${status}: ${JSON.stringify(error)}`);
	}

	/** The bill that a report became. */
	async bill(reportID: string): Promise<Wire> {
		const found = (await this.books.all('Invoices', 'Type=="ACCPAY"')).filter(({ InvoiceNumber }) => InvoiceNumber?.includes(reportID));
		if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} bills of report ${reportID}`);
		return found[0];
	}

	/** A change that a person makes in Xero. */
	async change({ InvoiceID }: Wire, changes: Record<string, unknown>): Promise<void> {
		await this.books.send('POST', `Invoices/${InvoiceID}`, { Invoices: [{ InvoiceID, ...changes }] });
	}

	/** A bill that a person makes in Xero. */
	async enter(number: string, amount: number, day: string, more: Record<string, unknown> = {}): Promise<void> {
		await this.books.send('PUT', 'Invoices', {
			Invoices: [{
				Type: 'ACCPAY', Status: 'AUTHORISED', InvoiceNumber: number, Contact: { Name: 'Asa Lindqvist' }, Date: day, DueDate: day, LineAmountTypes: 'Inclusive',
				LineItems: [{ Description: 'By hand', Quantity: 1, UnitAmount: amount, AccountCode: '429', TaxType: 'NONE' }], ...more,
			}],
		});
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		await this.sandbox.close();
	}
}

export interface Finding {
	key: string;
	details: string;
	difference: string;
	sourceAmount: string;
	booksAmount: string;
	differences?: Array<{ field: string }>;
}
/** What the shared workflow gives back, as far as tests look. */
export interface Outcome {
	agrees: boolean;
	explained: boolean;
	page: string;
	error?: string;
	counts: Record<string, number>;
	currencies: Array<{ currency: string; difference: string; source: { total: string }; books: { total: string }; reasons: Record<string, string> }>;
	distribution: Record<string, Array<{ label: string }> | undefined>;
	missing: Finding[];
	extra: Finding[];
	different: Finding[];
	probable: Finding[];
	duplicates: Finding[];
}

/** The findings by the names that a test gave its reports; anything else by its key. */
export function findingsOf(outcome: Outcome, reports: Record<string, string>) {
	const named = ({ key }: Finding) => Object.entries(reports).find(([, id]) => key.includes(id))?.[0] ?? key;
	const all = (findings: Finding[]) => findings.map(named).sort();
	return {
		missing: all(outcome.missing), extra: all(outcome.extra), probable: all(outcome.probable), duplicates: all(outcome.duplicates),
		different: Object.fromEntries(outcome.different.map((one) => [named(one), (one.differences ?? []).map(({ field }) => field)])),
	};
}

/** Days of last month and the month before and after, whatever today is. */
export function lastMonth(): { from: string; to: string; day: (of: number) => string; next: (of: number) => string } {
	const now = new Date();
	const at = (months: number, day: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day)).toISOString().slice(0, 10);
	return { from: at(-1, 1), to: at(0, 0), day: (of) => at(-1, of), next: (of) => at(0, of) };
}

/** A reconciling template with all that it calls, for the period of a run by hand. */
export function reconcilingTemplates(id: string, period: { from: string; to: string }): ReturnType<typeof templatesWithCalled> {
	const templates = templatesWithCalled([id]);
	const settings = templates.find((one) => one.id === id)?.nodes.find(({ name }) => name === 'Settings');
	for (const assignment of settings.parameters.assignments.assignments) if (assignment.name in period) assignment.value = period[assignment.name as 'from' | 'to'];
	return templates;
}

export function outcomeOf(execution: Execution): Outcome {
	expect([execution.error, execution.status]).toEqual([undefined, 'success']);
	const [outcome] = itemsOf(execution, 'Reconcile') as Outcome[];
	if (outcome === undefined) throw new Error('Nothing was reconciled');
	return outcome;
}

/** So many days ago, in UTC. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
