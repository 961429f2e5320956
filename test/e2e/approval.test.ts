import { MailCatcher } from '../support/catcher';
import { SyncWorld } from '../support/expense-sync/world';
import { KEA, xero } from '../support/expense-sync/xero';
import { settle } from '../support/settle';

const APPROVALS = 'acctSyncApprov00';
const MAIL = 'acctSyncApprMail';
const RULES = 'Sync approval rules';
const ROWS = 'Sync approvals';
const BO = 'bo@keajoinery.example';
const ASA = 'asa.lindqvist@keajoinery.example';
/** Before this day nothing is asked about, so the demo reports go out as always. */
const FROM = '2026-09-01';

type Row = Record<string, string>;

let world: SyncWorld;
const mail = new MailCatcher();
beforeAll(async () => {
	const port = await mail.open();
	world = await SyncWorld.open(xero);
	const id = await world.n8n.createCredential('Mail', 'smtp', { host: '127.0.0.1', port, user: '', password: '', secure: false, disableStartTls: true });
	await settle(world.n8n, MAIL, { from: 'n8n@kea.example' }, { 'Send an e-mail': { smtp: { id, name: 'Mail' } } });
});
afterAll(async () => {
	await world?.close();
	mail.close();
});

const choose = async (settings: Record<string, unknown> = {}) => await settle(world.n8n, APPROVALS, { channel: 'email', ...settings });
const rows = async () => (await world.n8n.listRows(ROWS)) as Row[];
const rowsOf = async (name: string) => (await rows()).filter((row) => row.name === name);
const problemOf = async (id: string) => (await world.problems()).find(({ key }) => key === id);
/** @param amount in hundredths */
const add = async (name: string, amount: number, employee = ASA) =>
	await world.source.add(name, employee, '2026-09-10', [{ currency: 'GBP', category: 'General Expenses', tag: 'Office', merchant: name, amount }]);
const isPosted = async (id: string) => (await world.posted()).filter(({ key }) => key.includes(id)).length;
const answer = async (name: string, values: Row) => {
	const [row] = (await rowsOf(name)).filter(({ state }) => state === 'asked' || state === 'expired');
	await world.n8n.upsertRow(ROWS, { key: row?.key ?? '', approver: row?.approver ?? '', ...values }, ['key', 'approver']);
};
const subjects = () => mail.mails.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]);

describe('SYNC-APPROVE on a real n8n', () => {
	it('SYNC-APPROVE: without rules all is exported as ever, and nobody is asked', async () => {
		await world.run();
		expect((await world.posted()).length).toBeGreaterThan(10);
		expect([await rows(), mail.mails]).toEqual([[], []]);
	});

	it('SYNC-APPROVE: at the limit a report passes, above it waits; a question that could not be sent is asked by the next run', async () => {
		await choose();
		await world.n8n.insertRows(RULES, [{ workspace: KEA, department: '', above: '500.00', currency: '', approver: BO, from: FROM, note: '' }]);
		const [at, above] = [await add('At the limit', 50_000), await add('Roof beams', 50_001)];
		mail.refuses = true;
		await world.run();
		expect([await isPosted(at), await isPosted(above)]).toEqual([1, 0]);
		expect(await problemOf(above)).toMatchObject({ report: 'Roof beams', category: 'waiting', message: `Waits for approval by ${BO}.` });
		expect(await rows()).toEqual([]);
		const { log } = await world.log();
		expect(log.filter(({ kind }) => kind === 'step')).toEqual([expect.objectContaining({ key: 'Ask the approvers', result: 'failed', category: 'outage', retryable: 'yes', reason: expect.stringContaining('could not be told by email') as string })]);
		mail.refuses = false;
		await world.run();
		expect(mail.mails.map(({ to }) => to)).toEqual([[BO]]);
		const raw = mail.mails[0]?.raw ?? '';
		for (const part of ['Subject: a report waits for your approval: GBP 500.01', 'Roof beams', 'Kea Joinery', `${world.n8n.url}/form/accounting-sync-approvals`]) expect(raw).toContain(part);
		expect(raw).not.toContain('asa.lindqvist');
		expect(await rows()).toEqual([expect.objectContaining({ name: 'Roof beams', state: 'asked', approver: BO, amount: '500.01', currency: 'GBP', sync: 'Expensify to Xero', workflow: xero.template })]);
		await world.run();
		expect([mail.mails.length, (await rows()).length, await isPosted(above)]).toEqual([1, 1, 0]);
	});

	it('SYNC-APPROVE: reminded once, then the time is over, and an answer after that still counts: exported once', async () => {
		await choose({ remindAfterHours: 1 / 3_600_000 });
		await world.run();
		await world.run(); // reminds no second time
		expect(subjects()).toEqual(['a report waits for your approval: GBP 500.01', 'Reminder: a report waits for your approval: GBP 500.01']);
		expect(await rowsOf('Roof beams')).toEqual([expect.objectContaining({ state: 'asked', remindedAt: expect.stringMatching(/Z$/) as string })]);
		await choose({ expireAfterDays: 1 / 86_400_000 });
		await world.run();
		const { id } = await world.source.named('Roof beams');
		expect([(await rowsOf('Roof beams')).map(({ state }) => state), (await problemOf(id))?.message, await isPosted(id)]).toEqual([['expired'], `The question to ${BO} has expired without an answer.`, 0]);
		await choose();
		await answer('Roof beams', { state: 'approved', decidedBy: BO });
		await world.run();
		expect([await isPosted(id), await problemOf(id), mail.mails.length]).toEqual([1, undefined, 2]);
		expect(world.source.isMarked(await world.source.named('Roof beams'))).toBe(true);
	});

	it('SYNC-APPROVE: a rejected one is held with the reason, under problems and in the log; changed, it is asked about again', async () => {
		const id = await add('Golf set', 90_000);
		await world.run();
		await answer('Golf set', { state: 'rejected', decidedBy: BO, reason: 'Not for <b>work</b>' });
		await world.run();
		expect(await problemOf(id)).toMatchObject({ category: 'validation', message: `Rejected by ${BO}: Not for <b>work</b>`, hint: expect.stringContaining('Correct the report in the source') as string });
		const { log } = await world.log();
		expect(log.filter(({ key }) => key === id).at(-1)).toMatchObject({ result: 'held', amount: '900.00', reason: 'Rejected by (e-mail): Not for <b>work</b>' });
		const [expense] = (await world.source.named('Golf set')).expenses;
		await world.control('POST', '/expensify/expenses', { expenses: [{ transactionID: expense?.id, amount: 80_000 }] });
		await world.run();
		expect((await rowsOf('Golf set')).map(({ state, amount }) => [state, amount])).toEqual([['rejected', '900.00'], ['asked', '800.00']]);
		await world.control('POST', '/expensify/expenses', { expenses: [{ transactionID: expense?.id, amount: 70_000 }] });
		await world.run();
		expect((await rowsOf('Golf set')).map(({ state, amount }) => [state, amount])).toEqual([['rejected', '900.00'], ['outdated', '800.00'], ['asked', '700.00']]);
		await answer('Golf set', { state: 'approved', decidedBy: BO });
		await world.runTwice();
		expect((await world.posted()).filter(({ key }) => key.includes(id)).map(({ cents }) => cents)).toEqual([70_000n]);
	});

	it('SYNC-APPROVE: who spent it is not asked; the next rule says who is, and without one it is held with that reason', async () => {
		await world.n8n.upsertRow(RULES, { workspace: KEA, approver: ASA.toUpperCase() }, ['workspace']);
		const id = await add('Own tools', 60_000);
		await world.run();
		expect([await rowsOf('Own tools'), (await problemOf(id))?.hint]).toEqual([[], 'Add a rule with another approver to Sync approval rules.']);
		await world.n8n.insertRows(RULES, [{ workspace: '', department: '', above: '5000', currency: '', approver: BO, from: '', note: '' }]);
		await world.run();
		expect((await rowsOf('Own tools')).map(({ approver }) => approver)).toEqual([BO]);
		expect(await isPosted(id)).toBe(0);
	});

	it('SYNC-APPROVE: one document per employee and month waits as a whole, and goes as one', async () => {
		await world.withSettings({ onePer: 'employeeMonth' }, { bare: true });
		const big = await add('Scaffold', 65_000, 'dev.patel@keajoinery.example');
		const small = await add('Gloves', 2_000, 'dev.patel@keajoinery.example');
		const other = await add('Lamps', 3_000);
		await world.run();
		expect([(await problemOf(big))?.message, (await problemOf(small))?.message, await problemOf(other)]).toEqual([expect.stringMatching(/^Waits for approval by/) as string, 'Another report of this employee and month is held for approval.', undefined]);
		expect((await world.posted()).map(({ cents }) => cents)).toEqual([3_000n]);
		await answer('Scaffold', { state: 'approved', decidedBy: BO });
		await world.runTwice();
		expect((await world.posted()).map(({ cents }) => cents).sort()).toEqual([3_000n, 67_000n].sort());
	});

	it('SYNC-APPROVE: a rule that cannot be read stops the run before anything is exported', async () => {
		await world.n8n.insertRows(RULES, [{ workspace: '', department: '', above: 'much', currency: '', approver: BO, from: '', note: '' }]);
		const id = await add('Small thing', 1_00);
		const { status } = await world.n8n.runManually(xero.template, 'By hand', { timeout: 60_000 });
		expect([status, await isPosted(id)]).toEqual(['error', 0]);
	});
});
