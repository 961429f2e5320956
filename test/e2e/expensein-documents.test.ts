import type { IDataObject } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chosen, type Ran } from '../support/bench';
import { addCredential, callsOf, expenseInJob as job, openExpenseIn, writesOf } from '../support/expensein-bench';
import type { World } from '../support/world';

type Document = IDataObject & { id: string; number: string; lines: IDataObject[]; receipts: IDataObject[] };
const all = { returnAll: true, statuses: ['Approved'], filters: {}, simplify: true };

let world: World;
beforeAll(async () => {
	world = await openExpenseIn();
});
beforeEach(() => world.forget());
afterAll(async () => await world?.close());

const standing = async (path = 'expenses') => await world.control<Document[]>('GET', `/expensein/${path}`);
const approved = async () => (await standing()).filter(({ status }) => status === 'Approved');
const byNumber = async (number: string) => await world.control<Document>('GET', `/expensein/expenses/${number}`);
const numbers = ({ done }: Ran) => done.map(({ number }) => number);
const details = ({ failed }: Ran) => failed.map((item) => item.details as IDataObject);
const posted = (items: IDataObject[], more: IDataObject = {}) =>
	job('posting', 'markPosted', { recordKind: 'expense', ids: '={{ $json.id }}', postingReference: '={{ $json.as }}', ...more }, items);

describe('ExpenseIn\'s expenses and invoices on a real n8n', () => {
	it('NODE-REF, NODE-BILL: every expense and purchase invoice comes as a report whose lines add up, with names, tax and receipts', async () => {
		const given = await standing();
		const invoices = await standing('invoices');
		const ran = await world.bench.all({
			expenses: job('expense', 'getMany', { ...all, statuses: [] }), invoices: job('supplierInvoice', 'getMany', { ...all, statuses: [] }),
			byNumber: job('expense', 'get', { target: chosen('number', 'EI10206'), simplify: false }), byId: job('supplierInvoice', 'get', { target: chosen('id', String(invoices[1]?.id)), simplify: true }),
			none: job('expense', 'get', { target: chosen('number', 'EI1') }),
		});
		expect([ran.expenses.failed, numbers(ran.expenses)]).toEqual([[], given.map(({ number }) => number)]);
		expect([ran.invoices.failed, numbers(ran.invoices)]).toEqual([[], invoices.map(({ number }) => number)]);
		for (const report of [...ran.expenses.done, ...ran.invoices.done]) {
			const pence = (report.expenses as IDataObject[]).map(({ amount }) => Math.round(Number(amount) * 100));
			expect([report.number, pence.reduce((sum, one) => sum + one, 0)]).toEqual([report.number, Math.round(Number(report.total) * 100)]);
		}
		expect(ran.byNumber.done).toMatchObject([{
			number: 'EI10206', status: 'approved', total: '147', section: 'Reimbursable', employee: { code: 'EMP001', name: 'Aoife Byrne' }, raw: await byNumber('EI10206') as object,
			expenses: [
				{ id: 'EI10206-1', amount: '132', category: { code: '7010', name: 'Hotels' }, tags: [{ code: 'LDN-SALES', name: 'London sales' }, { name: '' }], tax: { code: 'V20', percent: '20' }, receipts: [{ fileName: 'IMG_0001.jpg' }] },
				{ id: 'EI10206-2', amount: '15', category: { code: '7020' } },
			],
		}]);
		expect(ran.byId.done).toMatchObject([{ type: 'supplierInvoice', supplier: { code: 'REGUS', name: 'Regus' }, supplierNumber: '1005-0112', expenses: [{ amount: '96' }, { amount: '41.52' }] }]);
		expect(details(ran.none)).toMatchObject([{ category: 'not found', document: 'ei1' }]);
	});

	it('NODE-REF: state, section, type, day of approval, change, mark and billing narrow the list', async () => {
		const open = await approved();
		const day = String(open[3]?.approvedAt).slice(0, 10);
		const since = String(open[9]?.updatedAt);
		const wanted: Record<string, { fits: (one: Document) => boolean; filters: IDataObject }> = {
			sections: { filters: { sections: ['Reconcilable'] }, fits: ({ section }) => section === 'Reconcilable' },
			types: { filters: { types: ['Mileage', 'Time'] }, fits: ({ type }) => type !== 'Purchase' },
			day: { filters: { approvedFrom: day, approvedTo: day }, fits: ({ approvedAt }) => String(approvedAt).startsWith(day) },
			since: { filters: { changedSince: since }, fits: ({ updatedAt }) => String(updatedAt) >= since },
			billing: { filters: { notWaitingToBeBilled: true }, fits: ({ billable, billed }) => billable !== true || billed === true },
			exported: { filters: { notExported: true }, fits: () => true },
			failed: { filters: { failedOnly: true }, fits: () => false },
		};
		const ran = await world.bench.all(Object.fromEntries(Object.entries(wanted).map(([name, { filters }]) => [name, job('expense', 'getMany', { ...all, filters })])));
		for (const [name, { fits }] of Object.entries(wanted)) {
			expect([name, numbers(ran[name] as Ran)]).toEqual([name, open.filter(fits).map(({ number }) => number)]);
		}
		const states = await world.bench.run(job('expense', 'getMany', { ...all, statuses: ['Draft', 'Rejected'] }));
		expect(states.done.map(({ status }) => status)).toEqual(Array(4).fill('open'));
		const limited = await world.bench.run(job('expense', 'getMany', { ...all, returnAll: false, limit: 3 }));
		expect(numbers(limited)).toEqual(open.slice(0, 3).map(({ number }) => number));
	});

	it('NODE-REF: more than one page is read to the end, also where the server knows no pages', async () => {
		await world.control('POST', '/expensein/expenses/bulk', { count: 1100, status: 'Submitted' });
		const submitted = (await standing()).filter(({ status }) => status === 'Submitted').map(({ number }) => number);
		const many = job('expense', 'getMany', { ...all, statuses: ['Submitted'] });
		expect(numbers(await world.bench.run(many))).toEqual(submitted);
		expect(callsOf(world).filter((call) => call === 'GET /expenses')).toHaveLength(3);
		await world.control('POST', '/expensein/settings', { unpaged: true });
		expect(numbers(await world.bench.run(many))).toEqual(submitted);
		await world.control('POST', '/expensein/settings', { unpaged: false });
	});

	it('NODE-ATTACH: receipts come as files, one by its address or all of a document', async () => {
		const expense = await byNumber('EI10206');
		const url = `${world.sandbox.origin}/expensein/1.0/expenses/${expense.id}/receipts/${String(expense.receipts[0]?.id)}`;
		const ran = await world.bench.all({
			one: job('receipt', 'download', { by: 'url', url }), both: job('receipt', 'download', { by: 'document', recordKind: 'expense', documentId: expense.id }),
			away: job('receipt', 'download', { by: 'url', url: 'https://elsewhere.example/receipt.jpg' }),
		});
		const files = (name: 'one' | 'both') => (ran[name].execution.runData[name]?.[0]?.data?.main?.[0] ?? []) as Array<{ binary?: Record<string, { mimeType: string; fileName?: string }> }>;
		expect(files('one').map(({ binary }) => binary?.data?.mimeType)).toEqual(['application/pdf']);
		expect(files('both').map(({ binary }) => binary?.data?.fileName)).toEqual(['hotel invoice 4411.pdf', 'IMG_0001.jpg']);
		expect(details(ran.away)).toMatchObject([{ category: 'validation', field: 'url' }]);
	});
});

describe('ExpenseIn\'s marks on a real n8n', () => {
	it('NODE-DRY: a dry run of marks tells what would become of each, and writes nothing', async () => {
		const open = (await approved()).slice(0, 5);
		const done = (await standing()).find(({ status }) => status === 'Completed');
		const items = [
			...open.map(({ id }, at) => ({ id, as: `D-${at}` })), { id: done?.id, as: done?.exportReference }, { id: done?.id, as: 'ANOTHER' },
			{ id: (await byNumber('EI10228')).id, as: 'D-8' }, { id: '7f6c0c1e-0000-4000-8000-999999999999', as: 'D-9' }, { id: open[0]?.id, as: 'D-OTHER' },
		] as IDataObject[];
		const before = await standing();
		const dry = { options: { dryRun: true } };
		const ran = await world.bench.all({ posted: posted(items, dry), failed: job('posting', 'markFailed', { recordKind: 'expense', ids: '={{ $json.id }}', reason: 'Closed', ...dry }, items.slice(4, 6)) });
		expect(ran.posted.done.map(({ action }) => action)).toEqual([...Array(5).fill('would mark as posted') as string[], 'unchanged']);
		expect(details(ran.posted).map(({ category }) => category)).toEqual(['duplicate', 'validation', 'not found', 'duplicate']);
		expect([ran.failed.done.map(({ action }) => action), details(ran.failed).map(({ category }) => category)]).toEqual([['would mark as failed'], ['duplicate']]);
		expect([writesOf(world), await standing()]).toEqual([[], before]);
	});

	it('NODE-ONCE, NODE-BATCH: marks go out together, are the same twice, and stand in the history; one bad item fails alone', async () => {
		const open = (await approved()).slice(0, 4);
		const [done] = (await standing()).filter(({ status }) => status === 'Completed');
		const items = [...open, await byNumber('EI10228'), { id: 'no-such' }, done].map((one, at) => ({ id: one?.id, as: 'PI-77', mine: at })) as IDataObject[];
		const first = await world.bench.run(posted(items));
		expect(first.done.map(({ action, ids }) => [action, ids])).toEqual(open.map(({ id }) => ['marked as posted', [id]]));
		expect(first.failed.map(({ mine, details: told }) => [mine, (told as IDataObject).category])).toEqual([[4, 'validation'], [5, 'not found'], [6, 'duplicate']]);
		const after = await standing();
		expect(after.filter(({ exportReference }) => exportReference === 'PI-77').map(({ id, status, postingStatus }) => [id, status, postingStatus])).toEqual(open.map(({ id }) => [id, 'Completed', 'Complete']));
		world.forget();
		const again = await world.bench.run(posted(items.slice(0, 4)));
		expect([again.failed, writesOf(world), await standing()]).toEqual([[], ['POST /expenses/export'], after]);

		const invoice = (await standing('invoices')).find(({ status }) => status === 'Approved');
		const failing = job('posting', 'markFailed', { recordKind: 'supplierInvoice', ids: String(invoice?.id), reason: 'Supplier not found' });
		await world.bench.all({ failing, again: failing });
		const ran = await world.bench.all({
			complete: job('posting', 'getMany', { returnAll: true, filters: { status: 'Complete', search: 'pi-77' } }),
			failed: job('posting', 'getMany', { returnAll: true, filters: { status: 'Failed' } }), invoices: job('supplierInvoice', 'getMany', { ...all, filters: { failedOnly: true } }),
		});
		expect(ran.complete.done.map(({ recordId }) => recordId).sort()).toEqual(open.map(({ id }) => id).sort());
		expect(ran.failed.done).toMatchObject([{ recordKind: 'supplierInvoice', number: invoice?.number, reason: 'Supplier not found' }]);
		expect(ran.invoices.done).toMatchObject([{ status: 'approved', posting: { status: 'Failed', error: 'Supplier not found' } }]);
	});

	it.each([
		['500 before the commit', { kind: 'status', value: 500 }],
		['500 after the commit', { kind: 'status-after', value: 500 }],
		['an answer dropped after the commit', { kind: 'drop-after' }],
		['a refusal for too many calls', { kind: 'status', value: 429 }],
	])('NODE-ONCE: %s leaves one mark', async (name, fault) => {
		const [one] = await approved();
		world.fail({ system: 'expensein', method: 'POST', path: '/expenses/export', ...fault });
		const { done, failed } = await world.bench.run(posted([{ id: one?.id, as: name }] as IDataObject[]));
		expect([failed, done.length]).toEqual([[], 1]);
		const history = await world.control<IDataObject[]>('GET', '/expensein/postings');
		expect(history.filter(({ recordId }) => recordId === one?.id)).toMatchObject([{ status: 'Complete', reference: name }]);
	});

	it('NODE-ERR: a server that is down stops the run; a key without the right, a missing module and a missing endpoint are told', async () => {
		const items = (await approved()).slice(0, 5).map(({ id }, at) => ({ id, as: `E-${at}`, mine: at })) as IDataObject[];
		world.fail({ system: 'expensein', method: 'POST', kind: 'status', value: 503, times: 100 });
		const down = await world.bench.run(posted(items));
		expect(down.failed.map(({ mine, details: told }) => [mine, (told as IDataObject).category, (told as IDataObject).retryable])).toEqual(items.map(({ mine }) => [mine, 'outage', true]));
		expect(writesOf(world)).toHaveLength(8); // two that fail four times each; the others are not tried
		world.forget();
		await addCredential(world, 'ExpenseIn: lists only', { apiKey: 'sandbox-expensein-admin' });
		await addCredential(world, 'ExpenseIn: Finance only', { apiKey: 'sandbox-expensein-finance' });
		await addCredential(world, 'ExpenseIn: wrong', { apiKey: 'not-the-key' });
		const with_ = (name: string) => ({ credentials: { accountingExpenseInApi: name } });
		await world.control('POST', '/expensein/settings', { invoicingModule: false });
		const ran = await world.bench.all({
			lists: { ...posted(items), ...with_('ExpenseIn: lists only') }, wrong: { ...posted(items), ...with_('ExpenseIn: wrong') }, invoices: job('supplierInvoice', 'getMany', all),
			route: posted(items, { advanced: { contract: '{"routes":{"export":"/no-such"}}' } }), finance: { ...job('expense', 'getMany', all), ...with_('ExpenseIn: Finance only') },
		});
		await world.control('POST', '/expensein/settings', { invoicingModule: true });
		expect(details(ran.lists).map(({ category }) => category)).toEqual(Array(5).fill('permission'));
		expect(details(ran.wrong).map(({ category }) => category)).toEqual(Array(5).fill('auth'));
		expect(details(ran.invoices)).toMatchObject([{ category: 'feature not in subscription', vendorCode: 'ModuleNotEnabled' }]);
		expect(details(ran.route).map(({ category }) => category)).toEqual(Array(5).fill('feature not in subscription'));
		expect([ran.finance.failed, ran.finance.done.length, ran.finance.hints.join()]).toEqual([[], (await approved()).length, expect.stringContaining('Names of the kind category are left out')]);
		expect(JSON.stringify(ran.wrong.execution)).not.toContain('not-the-key');
	});
});

describe('ExpenseIn under another contract on a real n8n', () => {
	it('paths, names of fields, wrapper, pages, marks and errors are put right in the credential, without a release', async () => {
		const other = await anotherContract(world.sandbox.origin);
		await addCredential(world, 'ExpenseIn: another contract', { baseUrl: `${other.origin}/v2`, contract: JSON.stringify(OVERRIDES) });
		const over = { credentials: { accountingExpenseInApi: 'ExpenseIn: another contract' } };
		const open = await approved();
		try {
			const ran = await world.bench.all({
				rates: { ...job('taxRate', 'getMany', { returnAll: true }), ...over }, rename: { ...job('taxRate', 'update', { target: chosen('code', 'V20'), changes: '{"name":"Standard"}', whole: '{}' }), ...over },
				expenses: { ...job('expense', 'getMany', all), ...over }, marked: { ...posted([{ id: open[0]?.id, as: 'OC-1' }] as IDataObject[]), ...over },
				refused: { ...posted([{ id: open[0]?.id, as: 'OC-2' }] as IDataObject[]), ...over },
			});
			expect(ran.rates.done.map(({ code, percent }) => [code, percent])).toEqual(expect.arrayContaining([['V20', '20'], ['V5', '5']]));
			expect(ran.rename.done).toMatchObject([{ action: 'updated', name: 'Standard' }]);
			expect((await standing('taxrates')).find(({ reference }) => reference === 'V20')).toMatchObject({ name: 'Standard', percent: 20 });
			expect([ran.expenses.failed, numbers(ran.expenses)]).toEqual([[], open.map(({ number }) => number)]);
			expect([ran.marked.failed, (await byNumber(String(open[0]?.number))).exportReference]).toEqual([[], 'OC-1']);
			expect(ran.refused.failed).toMatchObject([{ error: expect.stringContaining('exported already') as string, details: { category: 'duplicate', vendorCode: 'AlreadyExported' } }]);
		} finally {
			await other.close();
		}
	});
});

const OVERRIDES = {
	paths: { taxRate: '/tax-rates', expense: '/claims' },
	routes: { export: '/mark-posted' },
	fields: { taxRate: { code: 'externalCode', percent: 'rate' }, expense: { number: 'claimNumber' }, mark: { ids: 'claims', reference: 'booksNumber', at: '' } },
	list: { wrapper: 'items' },
	paging: { style: 'offset', page: 'skip', size: 'take', records: 7, total: 'x-none' },
	errors: { code: 'errorCode', message: 'title' },
	update: 'PATCH',
};

/** The same ExpenseIn behind other paths, names and pages: all that the overrides above say, and nothing else. */
async function anotherContract(origin: string): Promise<{ origin: string; close: () => Promise<unknown> }> {
	const PATHS: Array<[RegExp, string]> = [[/^\/v2\/tax-rates/, '/taxrates'], [/^\/v2\/claims\/mark-posted/, '/expenses/export'], [/^\/v2\/claims/, '/expenses'], [/^\/v2/, '']];
	const NAMES = { reference: 'externalCode', percent: 'rate', number: 'claimNumber', code: 'errorCode', message: 'title' };
	const MARK = { claims: 'ids', booksNumber: 'reference' };
	const BACK = { ...Object.fromEntries(Object.entries(NAMES).map(([a, b]) => [b, a])), ...MARK };
	const renamed = (value: unknown, names: Record<string, string>): unknown => {
		if (Array.isArray(value)) return value.map((one) => renamed(one, names));
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(Object.entries(value).map(([name, member]) => [names[name] ?? name, Array.isArray(member) ? member : renamed(member, names)]));
	};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void (async () => {
				const asked = new URL(request.url ?? '', 'http://localhost');
				const [was, is] = PATHS.find(([path]) => path.test(asked.pathname)) ?? [/^/, ''];
				const [skip, take] = ['skip', 'take'].map((name) => Number(asked.searchParams.get(name) ?? 0)) as [number, number];
				const query = new URLSearchParams([...asked.searchParams].filter(([name]) => name !== 'skip' && name !== 'take'));
				if (take > 0) query.set('pageSize', '500');
				const text = Buffer.concat(chunks).toString();
				const body = text === '' ? undefined : JSON.stringify({ exportedAt: '2026-11-20T10:00:00Z', ...(renamed(JSON.parse(text), BACK) as object) });
				const method = request.method === 'PATCH' ? 'PUT' : request.method;
				const answer = await fetch(`${origin}/expensein/1.0${asked.pathname.replace(was, is)}?${query.toString()}`, {
					method, body, headers: { authorization: request.headers.authorization ?? '', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
				});
				const whole = renamed(await answer.json(), NAMES);
				const given = Array.isArray(whole) ? { items: take > 0 ? whole.slice(skip, skip + take) : whole, links: [] } : whole;
				response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(given));
			})();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: async () => await new Promise((resolve) => server.close(resolve)) };
}
