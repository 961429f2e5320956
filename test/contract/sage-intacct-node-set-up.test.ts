import type { IDataObject } from 'n8n-workflow';
import { at, bill, by, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

interface Finding {
	area: string;
	ok: boolean;
	subscribed: boolean | 'unknown';
	permission: string;
	prevents?: string;
	hint?: string;
}
type Level = 'all' | 'read' | 'none';
const MODULES = ['CO', 'AD', 'GL', 'AP', 'AR', 'CM', 'EE', 'PA', 'IC', 'TX', 'PS'];
const permit = async (changes: Record<string, Level>) => {
	await world.books.control('/users', { id: 'ws_sync', permissions: { ...Object.fromEntries(MODULES.map((module) => [module, 'all'])), ...changes } });
};
const check = async (): Promise<{ ok: boolean; summary: string; areas: Finding[] }> =>
	(await world.done({ resource: 'company', operation: 'checkSetUp' }))[0] as unknown as { ok: boolean; summary: string; areas: Finding[] };
const found = async (area: string): Promise<Finding | undefined> => (await check()).areas.find((one) => one.area === area);

/** The documented permissions and modules, what each lets one do, and what it comes to without it. */
const AREAS: ReadonlyArray<readonly [module: string, area: string, prevents: RegExp]> = [
	['AD', 'Administration', /entities.*modules and dimensions/], ['CO', 'Company', /Departments, locations, classes/], ['CM', 'Cash Management', /card accounts, charge-card transactions/],
	['GL', 'General Ledger', /chart of accounts.*journal entries/], ['EE', 'Time and Expenses', /Employees, expense types and expense reports/], ['PA', 'Projects', /Projects and tasks.*billable/],
	['AP', 'Accounts Payable', /Suppliers, bills, adjustments and their payments/],
];

describe('NODE-ERR: Check Set-Up, one run for the whole connection', () => {
	it('finds everything there, by a user\'s own permissions and by a role, in one request that writes nothing', async () => {
		world.forget();
		expect(await check()).toMatchObject({ ok: true, summary: expect.stringMatching(/has all/) as string });
		expect(world.books.sandbox.recorder.list({ system: 'sage-intacct', limit: 100 }).filter(({ route }) => route !== 'getAPISession')).toHaveLength(1);
		await world.books.control('/users', { id: 'ws_sync', role: 'Expense sync', permissions: {} });
		expect(await check()).toMatchObject({ ok: true });
	});

	it.each(AREAS)('permission %s (%s) taken away: named, with what it prevents and where it is given', async (module, area, prevents) => {
		await permit({ [module]: 'none' });
		const { ok, summary, areas } = await check();
		expect([ok, summary]).toEqual([false, expect.stringContaining(area)]);
		expect(areas.find((one) => one.area === area)).toMatchObject({
			ok: false, subscribed: true, permission: 'none', prevents: expect.stringMatching(prevents) as string, hint: expect.stringMatching(/Give the web services user the permission.*Web services users, Subscriptions \(or Roles\), Permissions/) as string,
		});
	});

	it.each(AREAS.filter(([module]) => !['AD', 'CO'].includes(module)))('module %s (%s) not subscribed: named, with where it is switched on', async (module, area, prevents) => {
		await world.books.company({ modules: MODULES.filter((one) => one !== module) });
		expect(await found(area)).toMatchObject({ ok: false, subscribed: false, prevents: expect.stringMatching(prevents) as string, hint: expect.stringMatching(/The company lacks .*Switch it on in Sage Intacct: Company, Admin, Subscriptions/) as string });
	});

	it('a right to read is enough where nothing is written, and told where it is not', async () => {
		await permit({ CO: 'read', PA: 'read', AR: 'read', IC: 'read', TX: 'read', AP: 'read' });
		const { summary, areas } = await check();
		expect([summary, areas.filter(({ ok }) => !ok).map(({ area, permission }) => [area, permission])]).toEqual(['Missing: Accounts Payable.', [['Accounts Payable', 'Read-only']]]);
	});
});

const line = (code: string, amount = '9.00'): IDataObject => ({ amount, account: { code }, dimensions: [at('110')] });
const inside = { entity: by('id', '100') };
const invoice = (key: string): IDataObject => ({ kind: 'invoice', key, date: '2026-05-04', customer: { id: 'C-200' }, lines: [line('4000')] });
const payment = (key: string, direction: string, document: string): IDataObject => ({ kind: 'payment', key, direction, date: '2026-05-20', amount: '9.00', document: { key: document }, bankAccount: { id: 'BOA' } });
type Write = (credential?: IDataObject) => ReturnType<World['run']>;
const create = (document: IDataObject, more: IDataObject = {}): Write => async (credential) => await world.post([document], {}, more, credential);
const act = (resource: string, operation: string, key: string, more: IDataObject = {}): Write => async (credential) => await world.run({ resource, operation, target: by('key', key), ...more }, undefined, credential);
const file = [{ json: {}, binary: { data: { data: Buffer.from('one').toString('base64'), mimeType: 'application/pdf', fileName: 'r.pdf', fileExtension: 'pdf' } } }];

/** Everything that the node writes, and the permission that it takes to write it. */
const WRITES: ReadonlyArray<readonly [what: string, module: string, area: string, run: Write]> = [
	['a bill as draft', 'AP', 'Accounts Payable', create(bill('S-1', { status: 'draft' }))], ['a submitted bill', 'AP', 'Accounts Payable', create(bill('S-2', { status: 'submitted' }))],
	['a posted bill', 'AP', 'Accounts Payable', create(bill('S-3'))], ['an AP adjustment for a total below zero', 'AP', 'Accounts Payable', create(bill('S-4', {}, { amount: '-9.00' }))],
	['an expense report', 'EE', 'Time and Expenses', create({ kind: 'employeeExpense', key: 'S-5', date: '2026-05-04', employee: { id: 'E-01' }, lines: [{ amount: '9.00', expenseType: { name: 'Travel' }, dimensions: [at('110')] }] })],
	['a charge-card transaction', 'CM', 'Cash Management', create({ ...bill('S-6'), kind: 'expense', bankAccount: { id: 'AMEX' } }, inside)],
	['a journal', 'GL', 'General Ledger', create({ kind: 'journal', key: 'S-7', date: '2026-05-31', lines: [line('6220'), line('6300', '-9.00')] })],
	['an AR invoice', 'AR', 'Accounts Receivable', create(invoice('S-8'))], ['an AR payment', 'AR', 'Accounts Receivable', create(payment('S-9', 'in', 'OLD-I'))],
	['an AP payment', 'AP', 'Accounts Payable', create(payment('S-10', 'out', 'OLD-B'))], ['lines of a bill', 'AP', 'Accounts Payable', act('bill', 'update', 'OLD-B', { changes: '{"lines":[{"amount":"8.00"}]}' })],
	['an attachment', 'CO', 'Company', async (credential) => await world.run({ resource: 'bill', operation: 'attach', target: by('key', 'OLD-B'), binaryProperty: 'data', documentKind: 'bill' }, file, credential)],
	['a reversal', 'AP', 'Accounts Payable', act('bill', 'delete', 'OLD-B')], ['an invoice taken back', 'AR', 'Accounts Receivable', act('invoice', 'delete', 'OLD-I')], ['a payment taken back', 'AP', 'Accounts Payable', act('payment', 'delete', 'OLD-P')],
];

describe('NODE-ERR: what fails for a missing permission says what Check Set-Up says', () => {
	beforeEach(async () => {
		await world.posted([bill('OLD-B', {}, { amount: '9.00' }), bill('OLD-C', {}, { amount: '9.00' }), invoice('OLD-I')]);
		await world.posted([payment('OLD-P', 'out', 'OLD-C')]);
	});

	it.each(WRITES)('%s without the right to write (%s, %s)', async (_what, module, area, run) => {
		// Attachments need no more than to read the company in the books that are emulated.
		await permit({ [module]: module === 'CO' ? 'none' : 'read' });
		const { done, failed, error } = await run();
		expect([error?.message, done]).toEqual([undefined, []]);
		expect(failed[0]?.json).toMatchObject({ details: { category: 'permission', hint: expect.stringMatching(new RegExp(`permission ${area}, ${module === 'CO' ? '(All|Read-only)' : 'All'}, in Sage Intacct: Company, Admin, Web services users`)) as string } });
		const { prevents } = (await found(area)) ?? {};
		if (prevents !== undefined) expect(JSON.stringify(failed[0]?.json)).toContain(prevents.replaceAll('"', '\\"'));
	});

	it.each(WRITES.filter(([, module]) => module !== 'CO' && module !== 'GL'))('%s where the company lacks the module (%s, %s)', async (what, module, area, run) => {
		await world.books.company({ modules: MODULES.filter((one) => one !== module) });
		// A process remembers for a while what a user was told of the modules.
		const mine = { userId: what.replaceAll(' ', '-'), userPassword: 'secret' };
		await world.books.control('/users', { id: mine.userId, password: mine.userPassword, permissions: Object.fromEntries(MODULES.map((one) => [one, 'all'])) });
		const { done, failed } = await run(mine);
		expect(done).toEqual([]);
		const { category, hint } = (failed[0]?.json as { details: { category: string; hint: string } }).details;
		// A payment may be one of customers, whose module is there: it is not found, and where it could not be looked for is said.
		expect([category, hint]).toEqual([what === 'a payment taken back' ? 'not found' : 'feature not in subscription', expect.stringContaining(`lacks ${area}. Switch it on in Sage Intacct: Company, Admin, Subscriptions`)]);
		expect(hint).toContain((await found(area))?.hint);
	});
});
