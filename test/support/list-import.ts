import { itemsOf, importTemplates, readTemplates, templatesWithCalled, type Execution } from './n8n';
import { World } from './world';

export interface Category {
	name: string;
	glCode: string;
	payrollCode: string;
	enabled: boolean;
	areCommentsRequired: boolean;
}
export interface Tag {
	name: string;
	glCode: string;
	enabled: boolean;
}
interface Level {
	name: string;
	tags: Tag[];
}
/** An account as the books themselves tell it. */
export interface Claimable {
	/** With its parents, divided by colons. */
	name: string;
	code?: string;
	taxRate?: string;
	active: boolean;
}
export interface Option {
	level: string;
	name: string;
	active: boolean;
}

/** One accounting system under the template "… lists to Expensify". */
export interface Lists {
	template: string;
	workspace: string;
	/** Table of the names at the last import. */
	names: string;
	/** The accounts that people may claim. */
	claimable(world: World): Promise<Claimable[]>;
	options(world: World): Promise<Option[]>;
}

/** The template on a real n8n that other files use as well; tables of former tests are emptied first. */
export class ListImport {
	private constructor(readonly world: World, readonly lists: Lists) {}

	static async open(lists: Lists): Promise<ListImport> {
		const world = await World.open();
		const templates = templatesWithCalled([lists.template]);
		await importTemplates(world.n8n.session, templates, world.bench.credentials);
		for (const table of await world.n8n.listTables()) {
			if (/^Sync (names|map: categories|problems|runs|log)/.test(table.name)) await world.n8n.session.api('DELETE', `/data-tables/${table.id}`);
		}
		await importTemplates(world.n8n.session, templates, world.bench.credentials);
		return new ListImport(world, lists);
	}

	async close(): Promise<void> {
		await this.world.n8n.unpublish(this.lists.template).catch(() => undefined);
		await this.world.close();
	}

	async run(): Promise<Execution> {
		const execution = await this.world.n8n.runManually(this.lists.template, 'By hand', { timeout: 120_000 });
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		expect(itemsOf(execution, 'Not taken over: say why')).toEqual([]);
		return execution;
	}

	/** The workspace as Expensify's own wire tells it. */
	async workspace(): Promise<{ categories: Category[]; tags: Level[] }> {
		const credentials = { partnerUserID: 'aa_sandbox_demo', partnerUserSecret: 'sandbox-expensify-secret' };
		const { workspace } = this.lists;
		const job = { type: 'get', credentials, inputSettings: { type: 'policy', policyIDList: [workspace], fields: ['categories', 'tags'] } };
		const answer = await fetch(`${this.world.sandbox.origin}/expensify/Integration-Server/ExpensifyIntegrations`, {
			method: 'POST', body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }),
		});
		const { policyInfo } = (await answer.json()) as { policyInfo: Record<string, { categories: Category[]; tags: unknown }> };
		const { categories = [], tags } = policyInfo[workspace] ?? {};
		// One level comes as a plain list, several come by name.
		const levels = Array.isArray(tags) && (tags as Level[]).every((level) => Array.isArray(level.tags)) ? (tags as Level[]) : [{ name: 'Cost Centre', tags: tags as Tag[] }];
		return { categories, tags: levels };
	}

	async category(name: string): Promise<Category | undefined> {
		return (await this.workspace()).categories.find((one) => one.name === name);
	}

	async tag(level: string, name: string): Promise<Tag | undefined> {
		return (await this.workspace()).tags.find((one) => one.name === level)?.tags.find((one) => one.name === name);
	}

	async mapping(): Promise<Array<{ workspace: string; category: string; account: string; taxRate: string; note: string }>> {
		return await this.world.n8n.listRows('Sync map: categories');
	}
}

/** A category whose row in the mapping a person has written before the first import. */
export interface Kept {
	category: string;
	account: string;
}

/** The behaviours that every import of lists shows. */
export function walkLists(open: () => ListImport, kept: Kept, least: number): void {
	const byPerson = { ...kept, taxRate: '', note: 'set by a person' };

	it('SYNC-IMPORT: accounts become categories with code and tax code; what people added stays', async () => {
		const { world, lists } = open();
		const before = (await open().workspace()).categories;
		await world.n8n.insertRows('Sync map: categories', [{ workspace: lists.workspace, ...byPerson }]);
		await open().run();
		const { categories } = await open().workspace();
		const wanted = await lists.claimable(world);
		expect(wanted.length).toBeGreaterThan(least);
		for (const { name, code = '', taxRate = '', active } of wanted) {
			expect(categories.find((category) => category.name === name)).toMatchObject({ glCode: code, payrollCode: taxRate, enabled: active });
		}
		// Categories that the books do not know are as they were, and so is what people set on the others.
		for (const old of before) {
			const now = categories.find(({ name }) => name === old.name);
			if (!wanted.some(({ name }) => name === old.name)) expect(now).toEqual(old);
			expect(now?.areCommentsRequired).toBe(old.areCommentsRequired);
		}
	});

	it('OPS-LOG: what was created and updated has a row, the rest is counted', async () => {
		const { world, lists } = open();
		const rows = async (table: string) => ((await world.n8n.listRows(table)) as Array<Record<string, string>>).filter(({ sync }) => sync === readTemplates().find(({ id }) => id === lists.template)?.name);
		const ended = (await rows('Sync runs')).filter(({ event }) => event === 'ended');
		expect(ended).toHaveLength(1);
		const [{ created, updated, failed, documents } = {} as Record<string, string>] = ended;
		expect([Number(created) + Number(updated), failed]).toEqual([Number(documents), '0']);
		expect((await rows('Sync log')).map(({ action }) => action).sort()).toEqual([...Array.from({ length: Number(created) }, () => 'created'), ...Array.from({ length: Number(updated) }, () => 'updated')]);
		expect(Number(documents)).toBeGreaterThan(0);
	});

	it('SYNC-IMPORT: dimensions become levels of tags, with those that were there', async () => {
		const { tags } = await open().workspace();
		for (const { level, name, active } of await open().lists.options(open().world)) {
			expect([level, name, tags.find((one) => one.name === level)?.tags.find((tag) => tag.name === name)?.enabled]).toEqual([level, name, active]);
		}
	});

	it('OPS-MAP: new categories get a row in the mapping; a row that a person wrote is left alone', async () => {
		const rows = await open().mapping();
		expect(rows.filter(({ category }) => category === kept.category)).toEqual([expect.objectContaining(byPerson)]);
		for (const { name, code, taxRate = '' } of await open().lists.claimable(open().world)) {
			if (name === kept.category) continue;
			const row = { workspace: open().lists.workspace, account: code ?? `name:${name}`, taxRate, note: 'added by the import' };
			expect([name, rows.filter(({ category }) => category === name)]).toEqual([name, [expect.objectContaining(row)]]);
		}
	});

	it('SYNC-IMPORT: a second run changes nothing', async () => {
		const { world, lists } = open();
		const stand = async () => ({ lists: await open().workspace(), rows: await open().mapping(), names: (await world.n8n.listRows(lists.names)).length });
		const first = await stand();
		world.forget();
		const execution = await open().run();
		const actions = [...itemsOf(execution, 'Update categories'), ...itemsOf(execution, 'Update tags')].map(({ action }: { action: string }) => action);
		expect(new Set(actions)).toEqual(new Set(['unchanged']));
		expect(world.calls('expensify').filter(({ requestBody }) => /"type" ?: ?"update"/.test(requestBody ?? ''))).toEqual([]);
		expect(await stand()).toEqual(first);
	});
}
