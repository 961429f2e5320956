import type { IDataObject } from 'n8n-workflow';
import { check } from '../../nodes/core/model/check';
import { expenseReport } from '../../nodes/core/model/report';
import { add, compare } from '../../nodes/core/money';
import { by } from '../support/expensein';
import { EXPENSES_KEY } from './expensein-emulator-client';
import { Rig } from './expensein-node-rig';

const rig = new Rig();
const all = { returnAll: true };
const everything = { ...all, statuses: [] };
type Line = { id: string; amount: string; tags: IDataObject[]; category?: IDataObject; original?: IDataObject; receipt?: { url: string; fileName: string } };
const linesOf = (report: IDataObject) => report.expenses as unknown as Line[];

describe('ExpenseIn expenses and invoices', () => {
	it('NODE-REF: every expense is a report that the mapping takes, its lines adding up to its total', async () => {
		const reports = await rig.done('expense', 'getMany', everything);
		expect(reports).toHaveLength(30);
		for (const report of reports) {
			expect(check(expenseReport, report)).toMatchObject({ ok: true });
			expect(compare(add(...linesOf(report).map(({ amount }) => amount)), String(report.total))).toBe(0);
			expect(report.reference).toBe(report.number);
			expect(linesOf(report).map(({ id }) => id)).toEqual(linesOf(report).map((_line, at) => `${String(report.number)}-${at + 1}`));
		}
		const count = (status: string) => reports.filter((report) => report.status === status).length;
		expect([count('approved'), count('closed'), count('open'), count('submitted')]).toEqual([19, 3, 4, 4]);
		expect(rig.calls.map((call) => call.split('?')[0]).sort()).toEqual(['GET /categories', 'GET /departments', 'GET /expenses', 'GET /projects', 'GET /users']);
	});

	it('NODE-REF: an expense in the canonical shape, with names from the lists', async () => {
		const [report] = await rig.done('expense', 'get', { target: by('number', 'EI10204') });
		const given = await rig.expense('EI10204');
		const category = await rig.client.byReference('/categories', '7001');
		const department = await rig.client.byReference('/departments', 'LDN-SALES');
		const [user] = (await rig.client.get('/users')).list;
		expect(report).toMatchObject({
			kind: 'expenseReport', system: 'expensein', type: 'expenses', id: given.id, number: 'EI10204', reference: 'EI10204', name: 'Leeds client visit',
			status: 'approved', workspace: { id: 'expensein' }, currency: 'GBP', total: '120', approved: '2026-11-02', section: 'Reimbursable',
			employee: { email: user?.email, name: 'Aoife Byrne', id: given.userId, code: 'EMP001' },
			expenses: [{
				id: 'EI10204-1', merchant: 'Trainline', date: '2026-10-31', amount: '120', category: { name: category?.name, code: '7001' },
				tags: [{ name: department?.name, code: 'LDN-SALES' }, { name: '' }], comment: 'Rail', billable: false, reimbursable: true,
				tax: { code: 'V0', percent: '0', amount: '0' }, receipt: { fileName: 'receipt.jpg', url: expect.stringContaining(`/expenses/${String(given.id)}/receipts/`) },
			}],
		});
		expect(report).not.toHaveProperty('raw');
		const [byId] = await rig.done('expense', 'get', { target: by('id', String(given.id)), simplify: false });
		expect(byId?.raw).toEqual(given);
	});

	it('NODE-REF: filters by section, type, day of approval, mark and billing', async () => {
		const numbers = async (filters: IDataObject, more: IDataObject = everything) => (await rig.done('expense', 'getMany', { ...more, filters })).map(({ number }) => number);
		expect(await numbers({ approvedFrom: '2026-11-02', approvedTo: '2026-11-02' })).toEqual(['EI10204', 'EI10205']);
		expect(await numbers({ types: ['Mileage'] })).toHaveLength(3);
		expect(await numbers({ sections: ['Reconcilable'] })).toHaveLength(8);
		const approved = await numbers({}, all);
		expect(approved).toHaveLength(19);
		const waiting = (await rig.client.get('/expenses?pageSize=500')).list.filter(({ billable, billed, status }) => billable && !billed && status === 'Approved');
		expect(await numbers({ notWaitingToBeBilled: true }, all)).toEqual(approved.filter((number) => !waiting.some((one) => one.number === number)));
		const [first] = await rig.done('expense', 'getMany', all);
		await rig.done('posting', 'markFailed', { recordKind: 'expense', ids: String(first?.id), reason: 'No such supplier' });
		expect(await numbers({ failedOnly: true })).toEqual([first?.number]);
		const [failed] = await rig.done('expense', 'getMany', { ...all, filters: { failedOnly: true } });
		expect(failed?.posting).toMatchObject({ status: 'Failed', error: 'No such supplier' });
		expect((await numbers({ notExported: true })).length).toBe(30 - (await rig.done('expense', 'getMany', { ...all, statuses: ['Completed'] })).length);
	});

	it('NODE-BATCH: a thousand expenses come in pages of five hundred, and whole from a server without pages', async () => {
		await rig.client.control('POST', '/expenses/bulk', { count: 1200, status: 'Submitted' });
		const reports = await rig.done('expense', 'getMany', { ...all, statuses: ['Submitted'] });
		expect(new Set(reports.map(({ id }) => id)).size).toBe(1204);
		expect(rig.calls.filter((call) => call.startsWith('GET /expenses'))).toHaveLength(3);
		await rig.client.control('POST', '/settings', { unpaged: true, limits: false });
		expect(await rig.done('expense', 'getMany', { ...all, statuses: ['Submitted'] })).toHaveLength(1204);
		expect(rig.calls.filter((call) => call.startsWith('GET /expenses'))).toHaveLength(4);
		await rig.client.control('POST', '/settings', { unpaged: false, updatedSince: false, limits: false });
		const since = (await rig.client.get('/expenses?status=Submitted&pageSize=1')).list[0]?.updatedAt;
		const filtered = await rig.done('expense', 'getMany', { ...all, statuses: ['Submitted'], filters: { changedSince: since as string } });
		expect(filtered.length).toBeLessThanOrEqual(1204);
		expect((await rig.done('expense', 'getMany', { ...everything, filters: { changedSince: '2030-01-01T00:00:00Z' } }))).toEqual([]);
	});

	it('NODE-ERR: without the right to read lists an expense still has its references, and the node says so', async () => {
		const { done, failed, hints } = await rig.run('expense', 'getMany', { ...all }, [{}], { apiKey: EXPENSES_KEY });
		expect([failed, done.length]).toEqual([[], 19]);
		const [line] = linesOf(done[0]?.json ?? {});
		expect([line?.category, line?.tags]).toEqual([{ code: '7001' }, [{ name: 'LDN-SALES', code: 'LDN-SALES' }, { name: '' }]]);
		expect(hints.join()).toContain('Names of the kind category are left out');
	});

	it('NODE-BILL: supplier invoices carry the supplier, its number and the dates', async () => {
		const invoices = await rig.done('supplierInvoice', 'getMany', all);
		expect(invoices).toHaveLength(4);
		for (const invoice of invoices) expect(check(expenseReport, invoice)).toMatchObject({ ok: true });
		const given = (await rig.client.get('/invoices?status=Approved')).list.find(({ number }) => number === 'IN5003');
		expect(invoices.find(({ number }) => number === 'IN5003')).toMatchObject({
			type: 'supplierInvoice', reference: 'IN5003', supplierNumber: 'EUINGB26-1887712', currency: 'USD', total: '1292.13',
			supplier: { code: 'AWS001', name: (await rig.client.byReference('/suppliers', 'AWS001'))?.name }, invoiceDate: given?.date, dueDate: given?.dueDate,
			expenses: [{ amount: '1204.11', category: { code: '7125' }, receipt: { fileName: 'invoice1887712.pdf' } }, { amount: '88.02', tags: [{}, { code: 'LABS' }] }],
		});
	});

	it('NODE-ATTACH: receipts come as files, by their address or all of a document', async () => {
		const [report = {}] = await rig.done('expense', 'get', { target: by('number', 'EI10204') });
		const url = linesOf(report)[0]?.receipt?.url ?? '';
		const one = await rig.run('receipt', 'download', { by: 'url', url });
		expect(one.done[0]?.binary?.data).toMatchObject({ mimeType: 'image/jpeg' });
		const many = await rig.run('receipt', 'download', { by: 'document', recordKind: 'expense', documentId: report.id });
		expect(many.done.map(({ binary }) => binary?.data?.fileName)).toEqual(['receipt.jpg']);
		expect(many.done[0]?.binary?.data?.data).toBe(one.done[0]?.binary?.data?.data);
		const away = await rig.run('receipt', 'download', { by: 'url', url: 'https://elsewhere.test/r.jpg' });
		expect(away.failed[0]?.json).toMatchObject({ details: { category: 'validation', field: 'url' } });
	});

	it('NODE-ONCE: a mark is one call for documents under one reference, and the same again changes nothing', async () => {
		const reports = (await rig.done('expense', 'getMany', all)).slice(0, 3);
		rig.client.sandbox.recorder.clear();
		const parameters = { recordKind: 'expense', ids: '={{ $json.id }}', postingReference: 'PI000412' };
		const marked = await rig.done('posting', 'markPosted', parameters, reports);
		expect(marked.map(({ action, ids }) => [action, ids])).toEqual(reports.map(({ id }) => ['marked as posted', [id]]));
		expect(rig.calls).toEqual(['POST /expenses/export']);
		const first = await rig.expense(String(reports[0]?.number));
		expect(first).toMatchObject({ status: 'Completed', exportReference: 'PI000412', postingStatus: 'Complete' });
		await rig.done('posting', 'markPosted', parameters, reports);
		expect(await rig.expense(String(reports[0]?.number))).toEqual(first);
		const history = await rig.done('posting', 'getMany', { ...all, filters: { search: 'PI000412' } });
		expect(history.map(({ kind, recordKind, status }) => [kind, recordKind, status])).toEqual(Array(3).fill(['posting', 'expense', 'Complete']));
	});

	it('NODE-ERR: one that cannot be marked fails alone', async () => {
		const ids = [];
		for (const number of ['EI10205', 'EI10206', 'EI10228', 'EI10201']) ids.push((await rig.expense(number)).id);
		const items = [...ids, '7f6c0c1e-0000-4000-8000-999999999999'].map((id) => ({ id }) as IDataObject);
		const { done, failed } = await rig.run('posting', 'markPosted', { recordKind: 'expense', ids: '={{ $json.id }}', postingReference: 'PI9' }, items);
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(['validation', 'duplicate', 'not found']);
		expect((await rig.expense('EI10206')).exportReference).toBe('PI9');
	});

	it('NODE-DRY: a dry run of three hundred marks under as many references reads one list, and writes nothing', async () => {
		await rig.client.control('POST', '/expenses/bulk', { count: 300 });
		const reports = (await rig.done('expense', 'getMany', all)).slice(-300);
		rig.client.sandbox.recorder.clear();
		const parameters = { recordKind: 'expense', ids: '={{ $json.id }}', postingReference: '={{ "PI-" + $json.number }}', options: { dryRun: true } };
		const checked = await rig.done('posting', 'markPosted', parameters, reports);
		expect(checked.map(({ action }) => action)).toEqual(Array(300).fill('would mark as posted'));
		expect(rig.calls.map((call) => call.split('?')[0])).toEqual(['GET /expenses']);
	});

	it('NODE-ERR: an account whose API cannot mark says so, whatever is asked', async () => {
		const reports = (await rig.done('expense', 'getMany', all)).slice(0, 5);
		const advanced = { contract: { routes: { export: '/no-such-endpoint' } } };
		rig.client.sandbox.recorder.clear();
		const { failed } = await rig.run('posting', 'markPosted', { recordKind: 'expense', ids: '={{ $json.id }}', postingReference: 'X', advanced }, reports);
		expect(failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(Array(5).fill('feature not in subscription'));
		expect(rig.calls.length).toBeLessThanOrEqual(5);
	});
});
