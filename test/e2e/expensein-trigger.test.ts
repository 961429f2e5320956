import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { Gate } from '../faults/gate';
import { connectQuickly } from '../support/connect';
import { itemsOf, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import { Triggers } from '../support/triggers';

const PATHS = { category: 'categories', department: 'departments', project: 'projects', supplier: 'suppliers', taxRate: 'taxrates', user: 'users' };
const EVENTS = ['expenseApproved', 'expenseChanged', 'invoiceApproved', 'invoiceChanged', 'postingFailed', ...Object.keys(PATHS)];
const MARKING = 'e2eEinMarking000';
const START = 'Start';
const MARK = 'Mark as posted';

let n8n: N8n;
let sandbox: Sandbox;
let credentials: Record<string, string>;
let triggers: Triggers;
/** Approved yesterday, and marked as posted by a test. */
let toMark: Document[];

beforeAll(async () => {
	sandbox = await startSandbox();
	// The demo data is from yesterday: a trigger that starts now reads a minute back, since clocks differ.
	await control(sandbox, 'POST', '/clock', { advance: -86_400 });
	await control(sandbox, 'POST', '/reset', {});
	const { first } = await ask('POST', '/expenses/bulk', { count: 300 });
	const all = await expenses();
	toMark = all.slice(all.findIndex(({ number }) => number === first));
	await refuse('expenses', String(toMark[0]?.id), 'Closed', new Date(Date.now() - 86_400_000));
	await control(sandbox, 'POST', '/clock', { now: new Date().toISOString() });
	await ask('POST', '/settings', { limits: false });
	n8n = await startN8n();
	credentials = await connectQuickly(n8n, sandbox);
	triggers = new Triggers(n8n, 'accountingExpenseInTrigger', { accountingExpenseInApi: { name: 'ExpenseIn (sandbox)' } }, credentials);
	triggers.passesOver = ({ number, status }) => isMarked(number) && status === 'closed';
});
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

type Document = IDataObject & { id: string; number: string };
const ask = async <T = IDataObject>(method: string, path: string, body?: unknown) => await control<T>(sandbox, method, `/expensein${path}`, body);
const isMarked = (number: unknown) => toMark.some((one) => one.number === number);
const standing = async () => (await expenses()).filter(({ number }) => isMarked(number));
const expenses = async () => await ask<Document[]>('GET', '/expenses');

/** As an accounting integration notes that nothing was posted. */
async function refuse(path: 'expenses' | 'invoices', id: string, reason: string, at: Date): Promise<void> {
	const answer = await fetch(`${sandbox.origin}/expensein/1.0/${path}/exportfailed`, {
		method: 'POST', headers: { authorization: 'ApiKey sandbox-expensein-key', 'content-type': 'application/json' },
		body: JSON.stringify({ ids: [id], reason, failedAt: at.toISOString() }),
	});
	if (!answer.ok) throw new Error(`Not marked as failed: ${answer.status} ${await answer.text()}`);
}

/** One approved, changed or failed of each kind, and a new and a changed record of each list; what each trigger must deliver. */
async function change(mark: string): Promise<Record<string, string[]>> {
	const claim = (more: IDataObject) => ({ user: 'EMP001', date: '2026-11-03', merchant: `Shop ${mark}`, lines: [{ category: '7001', tax: 'V0', gross: '9.99' }], ...more });
	const submitted = await ask<Document>('POST', '/expenses', claim({ status: 'Submitted' }));
	await ask('POST', '/expenses/approve', { ids: [submitted.id] });
	const draft = await ask<Document>('POST', '/expenses', claim({ status: 'Draft' }));
	const bill = await ask<Document>('POST', '/invoices', { supplier: 'REGUS', invoiceNumber: `R-${mark}`, date: '2026-11-03', dueDate: '2026-12-03', status: 'Submitted', lines: [{ category: '7110', tax: 'V20', gross: '12.00' }] });
	await ask('POST', '/invoices/approve', { ids: [bill.id] });
	await refuse('invoices', bill.id, `Closed ${mark}`, new Date());
	const lists: Record<string, string[]> = {};
	for (const [kind, path] of Object.entries(PATHS)) {
		const [first] = await ask<Document[]>('GET', `/${path}`);
		const person = { firstName: 'New', lastName: mark, email: `new.${mark}@harbourlight.example` };
		const made = await ask<Document>('POST', `/${path}`, kind === 'user' ? person : { name: `New ${mark}`, ...(kind === 'taxRate' ? { percent: 7 } : {}) });
		await ask('PUT', `/${path}/${String(first?.id)}`, kind === 'user' ? { lastName: `Changed ${mark}` } : { name: `Changed ${mark}` });
		lists[kind] = [String(first?.id), made.id];
	}
	return {
		expenseApproved: [submitted.id], expenseChanged: [submitted.id, draft.id], invoiceApproved: [bill.id], invoiceChanged: [bill.id],
		postingFailed: [bill.id], ...lists,
	};
}
const called = (event: string, item: IDataObject): string => String(event === 'postingFailed' ? item.recordId : item.id);
const counts = (wanted: Record<string, string[]>, before: Record<string, number> = {}) =>
	Object.fromEntries(Object.entries(wanted).map(([event, ids]) => [event, (before[event] ?? 0) + ids.length]));

/** What each trigger has delivered since: exactly this, each once. */
async function expectOnce(wanted: Record<string, string[]>, before: Record<string, number>): Promise<void> {
	for (const [event, ids] of Object.entries(wanted)) {
		const items = (await triggers.deliveries(event)).slice(before[event] ?? 0);
		expect([event, items.map((item) => called(event, item)).sort()]).toEqual([event, [...ids].sort()]);
		expect([event, items.filter(({ error }) => error !== undefined)]).toEqual([event, []]);
	}
}

describe('ExpenseIn Trigger on a real n8n', () => {
	const delivered: Record<string, number> = Object.fromEntries(EVENTS.map((event) => [event, 0]));

	it('TRIG-TEST: fetching a test event gives a few real records of each event', async () => {
		for (const event of EVENTS) {
			const items = await triggers.samples(event, { event });
			expect([event, items.length > 0 && items.length <= 5, items.every(({ id, error }) => typeof id === 'string' && error === undefined)]).toEqual([event, true, true]);
		}
	});

	it('TRIG-POLL: the first activation starts now, or delivers everything', async () => {
		for (const event of EVENTS) await triggers.publish(event, { event, startFrom: 'now' });
		await triggers.publish('allExpenses', { event: 'expenseApproved', startFrom: 'beginning' });
		await triggers.publish('allSuppliers', { event: 'supplier', startFrom: 'beginning' });
		await triggers.until({ allExpenses: 1, allSuppliers: 1 }, 20_000);
		const approved = (await expenses()).filter(({ status }) => status === 'Approved').map(({ id }) => id);
		expect((await triggers.deliveries('allExpenses')).map(({ id }) => id).sort()).toEqual(approved.sort());
		expect(await triggers.deliveries('allSuppliers')).toHaveLength((await ask<Document[]>('GET', '/suppliers')).length);
		for (const event of EVENTS) {
			expect([event, await triggers.deliveries(event)]).toEqual([event, []]);
		}
	});

	it('NODE-ONCE, TRIG-POLL: killed in the middle of 300 marks, the next run finishes them; what happened meanwhile arrives once', async () => {
		expect(toMark).toHaveLength(300);
		await triggers.n8n.importWorkflow(marking(toMark), credentials);
		const gate = new Gate(sandbox);
		const held = gate.hold('POST', /\/expenses\/export/, 150).reached;
		await n8n.startManually(MARKING, START);
		await held;
		await n8n.kill();
		gate.openAll();
		expect((await standing()).filter(({ status }) => status === 'Completed')).toHaveLength(150);
		const missed = await change('22');
		n8n = triggers.n8n = await n8n.again();

		const run = await n8n.runManually(MARKING, START);
		expect([run.status, itemsOf(run, MARK).length, itemsOf(run, MARK, 1)]).toEqual(['success', 300, []]);
		expect((await standing()).map(({ number, status, exportReference }) => [number, status, exportReference])).toEqual(toMark.map(({ number }) => [number, 'Completed', `PI-${number}`]));
		const history = (await ask<IDataObject[]>('GET', '/postings')).filter(({ number }) => isMarked(number));
		expect(history.filter(({ status }) => status === 'Complete').map(({ number, reference }) => [number, reference]).sort()).toEqual(toMark.map(({ number }) => [number, `PI-${number}`]).sort());

		await triggers.until(counts(missed, delivered));
		await expectOnce(missed, delivered);
		for (const event of EVENTS) delivered[event] = (await triggers.deliveries(event)).length;
	});

	it('TRIG-EVENTS, TRIG-POLL: what is new or changed comes with the next poll, each once, and nothing that was told before', async () => {
		const wanted = await change('33');
		await triggers.until(counts(wanted, delivered));
		await expectOnce(wanted, delivered);
		for (const event of EVENTS) {
			const versions = (await triggers.everything(event)).map((item) => JSON.stringify([item.id, item.changedAt ?? item]));
			expect([event, new Set(versions).size]).toEqual([event, versions.length]);
		}
	});
});

/** Each expense under a reference of its own, so that each is a call. */
function marking(documents: Document[]) {
	const items = documents.map(({ id, number }) => ({ json: { id, number } }));
	const node = (name: string, type: string, parameters: IDataObject, more: object = {}) => ({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more });
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		id: MARKING, name: 'Marks 300', settings: { executionOrder: 'v1' }, pinData: { Items: items },
		connections: { [START]: to('Items'), Items: to(MARK) },
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', {}), node('Items', 'n8n-nodes-base.noOp', {}),
			node(MARK, 'n8n-nodes-accounting-sync.accountingExpenseIn', {
				resource: 'posting', operation: 'markPosted', recordKind: 'expense', ids: '={{ $json.id }}', postingReference: '=PI-{{ $json.number }}',
			}, { onError: 'continueErrorOutput', credentials: { accountingExpenseInApi: { name: 'ExpenseIn (sandbox)' } } }),
		],
	};
}
