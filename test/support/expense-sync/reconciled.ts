import { importTemplates, itemsOf, templatesWithCalled } from '../n8n';
import type { Outcome } from '../reconciliation';
import type { SyncWorld } from './world';

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** A sync and the template that reconciles it, for tests that then change the books behind the sync's back. */
export class Reconciled {
	/** Ids of the reports, by the names that the test gave them. */
	readonly added: Record<string, string> = {};

	private constructor(private readonly world: SyncWorld, private readonly template: string) {}

	/** Brings the template in, with a period that ends the day before yesterday. */
	static async open(world: SyncWorld, template: string): Promise<Reconciled> {
		const period: Record<string, string> = { from: day(45), to: day(2) };
		const templates = templatesWithCalled([template]);
		const settings = templates.find(({ id }) => id === template)?.nodes.find(({ name }) => name === 'Settings');
		for (const assignment of settings.parameters.assignments.assignments) assignment.value = period[assignment.name] ?? assignment.value;
		await importTemplates(world.n8n.session, templates, world.credentials);
		return new Reconciled(world, template);
	}

	/** Approved reports of one expense each, by their names and amounts in cents. */
	async add(amounts: Record<string, number>, employee: string, expense: Record<string, unknown>): Promise<void> {
		for (const [name, amount] of Object.entries(amounts)) {
			this.added[name] = await this.world.source.add(name, employee, day(10), [{ merchant: name, amount, ...expense }]);
		}
	}

	async run(): Promise<Outcome> {
		const execution = await this.world.n8n.runManually(this.template, 'By hand', { timeout: 240_000 });
		expect(execution.error).toBeUndefined();
		const [outcome] = itemsOf(execution, 'Reconcile') as Outcome[];
		if (outcome === undefined) throw new Error('Nothing was reconciled');
		return outcome;
	}

	/** A day outside the period. */
	readonly after = day(1);

	/** The report's document, by the words that keys stand in. */
	of<T>(name: string, documents: T[], words: (one: T) => unknown): T {
		const found = documents.find((one) => String(words(one)).includes(this.added[name] ?? '?'));
		if (found === undefined) throw new Error(`No document of "${name}"`);
		return found;
	}
}
