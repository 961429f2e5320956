import { setTimeout as sleep } from 'node:timers/promises';
import { COMPANY, HARBOURLIGHT, documents, records, sageIntacct } from '../support/expense-sync/sage-intacct';
import { Source } from '../support/expense-sync/source';
import { walkSettings } from '../support/expense-sync/walk-settings';
import { SyncWorld } from '../support/expense-sync/world';
import type { Workflow } from '../support/n8n';

const SYSTEM = 'sage-intacct';
const UK_WORKSPACE = '7714A2F0C3D95B99';

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(sageIntacct);
});
afterAll(async () => {
	await world?.close();
});

const ask = async (method: string, path: string, body?: unknown) => await world.control(method, `/${SYSTEM}${path}`, body);
const calls = () => world.sandbox.recorder.list({ system: SYSTEM, limit: 5000 });
const subscribe = async (...without: string[]) =>
	await ask('POST', `/companies/${COMPANY}`, { modules: ['CO', 'AD', 'GL', 'AP', 'AR', 'CM', 'EE', 'PA', 'IC', 'TX', 'PS'].filter((module) => !without.includes(module)) });
const permit = async (changes: Record<string, string>) => {
	const every = { CO: 'all', AD: 'all', GL: 'all', AP: 'all', AR: 'all', CM: 'all', EE: 'all', PA: 'all', IC: 'all', TX: 'all', PS: 'all' };
	await ask('POST', '/users', { company: COMPANY, id: 'ws_sync', permissions: { ...every, ...changes } });
};

/** Reports of one expense each. */
async function approve(count: number, expense: (index: number) => Record<string, unknown>): Promise<void> {
	const reports = Array.from({ length: count }, (_, index) => ({
		policyID: HARBOURLIGHT, employee: 'priya.raman@harbourlight.example', name: `No. ${index}`, state: 'APPROVED',
		expenses: [{ created: '2026-11-03', currency: 'USD', category: 'Office supplies', tag: 'Engineering', amount: 1000 + index, ...expense(index) }],
	}));
	await world.control('POST', '/expensify/reports', { reports });
}
/** Starts a run that is slow, and resolves when the books hold a part of its documents. */
async function inTheMiddle(): Promise<{ ended: Promise<unknown> }> {
	await ask('POST', '/settings', { slow: 600 });
	const ended = world.run().catch((error: unknown) => error); // n8n may be killed in it
	while ((await world.posted()).length === 0) await sleep(40);
	return { ended };
}
const quick = async () => await ask('POST', '/settings', { slow: 0 });
/** All documents once, with different keys, and all reports marked. */
async function complete(count: number): Promise<void> {
	const posted = await world.posted();
	expect([posted.length, new Set(posted.map(({ key }) => key)).size, (await world.source.marked()).length]).toEqual([count, count, count]);
	expect(posted.reduce((sum, { cents }) => sum + cents, 0n)).toBe(BigInt(count * 1000 + (count * (count - 1)) / 2));
	expect(await sageIntacct.trialBalance(world.sandbox)).toBe('0.00');
}
/** 0 is "Babaco", 999 "Zuzuco": names without digits, which are no part of a merchant's name. */
const nameOf = (index: number) => `${[...String(index).padStart(3, '0')].map((digit) => ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'zu'][Number(digit)]).join('').replace(/^./, (letter) => letter.toUpperCase())} Stores`;

describe('SYNC-EXP-INTACCT with other settings', () => {
	walkSettings(() => world, { exported: 6, refunds: [-18900n, -5200n, -2995n] });

	it('SYNC-EXP-INTACCT: an expense report with a negative total is held with its reason before any call for it, and one with a refund in it goes', async () => {
		await world.withSettings({ reimbursable: 'expenseReport' }, { bare: true });
		const lodging = { currency: 'USD', category: 'Lodging', tag: 'Engineering', merchant: 'Pier Hotel' };
		const who = 'priya.raman@harbourlight.example';
		const id = await world.source.add('Below zero', who, '2026-11-09', [{ ...lodging, amount: 1000 }, { ...lodging, amount: -2500 }]);
		await world.source.add('Above zero', who, '2026-11-09', [{ ...lodging, amount: 9000 }, { ...lodging, amount: -2500 }]);
		world.sandbox.recorder.clear();
		await world.run();
		expect(calls().filter((call) => JSON.stringify(call).includes(id))).toEqual([]);
		expect(await world.problems()).toMatchObject([{ report: 'Below zero', message: expect.stringContaining('negative total -15.00 USD') as string, hint: expect.stringMatching(/bills/) as string }]);
		expect((await documents(world.sandbox)).EEXPENSES.map(({ lines }) => lines.map(({ AMOUNT, TRX_AMOUNT }) => Number(TRX_AMOUNT ?? AMOUNT)))).toEqual([[90, -25]]);
		expect((await world.source.marked()).map(({ name }) => name)).toEqual(['Above zero']);
	});

	it('SYNC-EXP-INTACCT, NODE-ATTACH: reports below zero go with their receipts: an adjustment has its file in the folder, a bill of both signs is linked to it', async () => {
		await world.withSettings({}, { bare: true });
		const [who, pens] = ['priya.raman@harbourlight.example', { currency: 'USD', category: 'Office supplies', tag: 'Engineering', merchant: 'Quill', receiptFilename: 'credit.jpg' }];
		await world.source.add('Went back', who, '2026-11-09', [{ ...pens, amount: -2500 }]);
		await world.source.add('Both ways', who, '2026-11-09', [{ ...pens, amount: 1000, receiptFilename: undefined }, { ...pens, amount: -2500 }]);
		await world.run();
		const { APADJUSTMENT: [credit], APBILL: [both] } = await documents(world.sandbox);
		expect([credit?.TRX_TOTALENTERED, both?.TRX_TOTALENTERED, both?.SUPDOCID]).toEqual(['-25.00', '-15.00', `SYNC-APBILL-${both?.recordNo}`]);
		expect((await records(world.sandbox, 'SUPDOC')).map(({ id }) => id).sort()).toEqual([`SYNC-APADJUSTMENT-${credit?.recordNo}`, `SYNC-APBILL-${both?.recordNo}`]);
		expect([await world.problems(), (await world.source.marked()).map(({ name }) => name).sort()]).toEqual([[], ['Both ways', 'Went back']]);
		expect(await sageIntacct.trialBalance(world.sandbox)).toBe('0.00');
	});

	it('SYNC-EXP-INTACCT, NODE-ERR: without Time & Expenses an expense report says which module is missing and where it is switched on, and goes once it is there', async () => {
		await world.withSettings({ reimbursable: 'expenseReport' }, { bare: true });
		await approve(2, () => ({ merchant: 'Quill' }));
		await subscribe('EE');
		await world.run();
		expect(await world.posted()).toEqual([]);
		for (const problem of await world.problems()) expect(`${problem.message} ${problem.hint}`).toMatch(/Time (and|&) Expenses.*Subscriptions/s);
		expect(await world.problems()).toHaveLength(2);
		await subscribe();
		await world.run();
		await complete(2);
		expect(await world.problems()).toEqual([]);
	});

	it('SYNC-EXP-INTACCT, NODE-ERR: a permission taken away in the middle is named with where to give it, and the next run posts the rest', async () => {
		await world.withSettings({}, { bare: true });
		await approve(300, () => ({ merchant: 'Quill' }));
		const { ended } = await inTheMiddle();
		await permit({ AP: 'none' });
		await quick();
		await ended;
		const before = (await world.posted()).length;
		expect([before > 0, before < 300]).toEqual([true, true]);
		const problems = await world.problems();
		expect(problems.length).toBeGreaterThan(0);
		expect(problems.filter(({ category }) => category === 'permission').map(({ hint }) => hint)).toContainEqual(expect.stringMatching(/Accounts Payable/));
		await permit({});
		await world.run();
		await complete(300);
		expect(await world.problems()).toEqual([]);
	});

	it('NODE-ONCE: the session ends between two calls, and the run goes on with another one', async () => {
		await world.withSettings({}, { bare: true });
		await approve(300, () => ({ merchant: 'Quill' }));
		const { ended } = await inTheMiddle();
		await ask('POST', '/sessions/expire');
		await quick();
		await ended;
		await complete(300);
		expect(await world.problems()).toEqual([]);
	});

	it('SYNC-EXP-INTACCT: a second entity has a copy of the workflow with its own workspace, and each keeps to its books', async () => {
		await world.withSettings({}, { bare: true });
		const who = 'tom.baker@harbourlight.example';
		await world.control('POST', '/expensify/policies', {
			id: UK_WORKSPACE, name: 'Harbourlight UK', currency: 'GBP', categories: [{ name: 'Office supplies', glCode: '6300' }], tags: [], members: [{ email: who }],
		});
		const { plan: _plan, ...copy } = structuredClone(world.template) as Workflow & { plan: unknown };
		Object.assign(copy, { id: 'intacctUkEntity0', name: 'Expensify to Sage Intacct, UK' });
		for (const { type, parameters } of copy.nodes) if (String(type).endsWith('.accountingSageIntacct')) parameters.entity.value = '200';
		const values: Record<string, unknown> = { workspaces: JSON.stringify([UK_WORKSPACE]), label: 'n8n-intacct-uk', tagLevels: '' };
		for (const one of copy.nodes.find(({ name }) => name === 'Settings').parameters.assignments.assignments) if (one.name in values) one.value = values[one.name];
		await world.n8n.importWorkflow(copy, world.credentials);
		const uk = new Source(world.sandbox, UK_WORKSPACE, 'n8n-intacct-uk');
		await uk.add('Pens', who, '2026-11-09', [{ currency: 'GBP', category: 'Office supplies', merchant: 'Ryman', amount: 2000 }]);
		await approve(1, () => ({ merchant: 'Quill' }));
		expect((await world.n8n.runManually('intacctUkEntity0', 'By hand', { timeout: 60_000 })).status).toBe('success');
		await world.run();
		const { APBILL } = await documents(world.sandbox);
		expect(APBILL.map(({ CURRENCY, lines }) => [CURRENCY, lines[0]?.LOCATIONID?.charAt(0)]).sort()).toEqual([['GBP', '2'], ['USD', '1']]);
		expect([(await uk.marked()).length, (await world.source.marked()).length]).toEqual([1, 1]);
		expect(await sageIntacct.trialBalance(world.sandbox)).toBe('0.00');
	});

	it('NODE-ONCE: answers are lost after Intacct has carried out what was asked: nothing is missing, nothing twice', async () => {
		await world.withSettings({}, { bare: true });
		await approve(300, () => ({ merchant: 'Quill' }));
		const { ended } = await inTheMiddle();
		world.sandbox.frame.faults.add({ system: SYSTEM, kind: 'drop-after', method: 'POST', path: '/xmlgw.phtml', times: 2 } as never);
		await quick();
		await ended;
		expect(world.sandbox.frame.faults.list()).toEqual([]);
		await world.run();
		await complete(300);
	});

	it('NODE-ONCE: n8n killed in the middle of 300 bills; the next run makes it 300', async () => {
		await world.withSettings({}, { bare: true });
		await approve(300, () => ({ merchant: 'Quill' }));
		await inTheMiddle();
		await world.cutPower();
		await quick();
		await sleep(1000);
		const before = (await world.posted()).length;
		expect([before > 0, before < 300, (await world.source.marked()).length]).toEqual([true, true, 0]);
		await world.run();
		await complete(300);
	});

	it('NODE-BATCH: 1,000 new bills for 1,000 known vendors take at most 21 requests to Intacct: signing in, nine look-ups, eleven batches', async () => {
		await world.withSettings({ companyCard: 'bill' }, { bare: true });
		await ask('POST', '/records', { company: COMPANY, object: 'VENDOR', records: Array.from({ length: 1000 }, (_, index) => ({ VENDORID: `K-${index}`, NAME: nameOf(index), 'DISPLAYCONTACT.PRINTAS': nameOf(index) })) });
		await approve(1000, (index) => ({ merchant: nameOf(index).toUpperCase(), reimbursable: false, bank: 'Harbourlight Amex' }));
		const vendors = (await records(world.sandbox, 'VENDOR')).length;
		world.sandbox.recorder.clear();
		await world.run();
		const first = calls().map(({ route }) => route);
		await complete(1000);
		expect((await records(world.sandbox, 'VENDOR')).length).toBe(vendors);
		expect(first.filter((route) => route.startsWith('create APBILL'))).toHaveLength(11);
		// Fewer where the process remembers the session and the user's formats of a run before.
		expect(first.length).toBeLessThanOrEqual(21);
	});
});
