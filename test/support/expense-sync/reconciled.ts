import { importTemplates } from '../n8n';
import { daysAgo, outcomeOf, reconcilingTemplates, type Outcome } from '../reconciliation';
import type { SyncWorld } from './world';

/** A sync and the template that reconciles it, for tests that then change the books behind the sync's back. */
export class Reconciled {
	/** Ids of the reports, by the names that the test gave them. */
	readonly added: Record<string, string> = {};

	private constructor(private readonly world: SyncWorld, private readonly template: string) {}

	/** Brings the template in, with a period that ends the day before yesterday. */
	static async open(world: SyncWorld, template: string): Promise<Reconciled> {
		await importTemplates(world.n8n.session, reconcilingTemplates(template, { from: daysAgo(45), to: daysAgo(2) }), world.credentials);
		return new Reconciled(world, template);
	}

	/** Approved reports of one expense each, by their names and amounts in cents. */
	async add(amounts: Record<string, number>, employee: string, expense: Record<string, unknown>): Promise<void> {
		for (const [name, amount] of Object.entries(amounts)) {
			this.added[name] = await this.world.source.add(name, employee, daysAgo(10), [{ merchant: name, amount, ...expense }]);
		}
	}

	async run(): Promise<Outcome> {
		return outcomeOf(await this.world.n8n.runManually(this.template, 'By hand', { timeout: 240_000 }));
	}

	/** A day outside the period. */
	readonly after = daysAgo(1);

	/** The report's document, by the words that keys stand in. */
	of<T>(name: string, documents: T[], words: (one: T) => unknown): T {
		const found = documents.find((one) => String(words(one)).includes(this.added[name] ?? '?'));
		if (found === undefined) throw new Error(`No document of "${name}"`);
		return found;
	}
}
