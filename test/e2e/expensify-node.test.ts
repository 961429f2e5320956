import type { IDataObject } from 'n8n-workflow';
import { chosen, expensifyJob, type Job } from '../support/bench';
import { World } from '../support/world';

const KEA = '0123456789ABCDEF';
const FERN = 'FEDCBA9876543210';
const ASA = 'asa.lindqvist@keajoinery.example';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(() => world.forget());
afterAll(async () => await world?.close());

const at = (policyID = KEA): IDataObject => chosen('id', policyID);
const job = (resource: string, operation: string, parameters: IDataObject = {}, items?: Job['items'], more: Partial<Job> = {}): Job =>
	expensifyJob({ resource, operation, options: {}, ...parameters }, items, more);
const reports = (parameters: IDataObject = {}): Job =>
	job('report', 'getAll', { states: [], policies: [KEA], from: '2020-01-01', returnAll: true, simplify: true, filters: {}, ...parameters });
const list = (resource: string, policyID = KEA, more: IDataObject = {}): Job => job(resource, 'getAll', { policy: at(policyID), returnAll: true, ...more });
const names = (items: IDataObject[]): string[] => items.map(({ name }) => String(name)).sort();

interface Held {
	id: string;
	name: string;
	state: string;
	labels: string[];
	expenses: Array<{ merchant: string; amount: number }>;
}
const held = async (state?: string): Promise<Held[]> => await world.control('GET', `/expensify/reports?policyID=${KEA}${state ? `&state=${state}` : ''}`);
const one = async (id: string): Promise<Held> => await world.control('GET', `/expensify/reports/${id}`);
async function approved(name: string, state = 'APPROVED'): Promise<string> {
	const { reportIDs } = await world.control<{ reportIDs: string[] }>('POST', '/expensify/reports', {
		reports: [{
			policyID: KEA, employee: ASA, name, state, date: '2026-11-10', created: '2026-11-01',
			expenses: [
				{ merchant: 'Ironmonger & Söhne', amount: 1250, category: 'General Expenses', created: '2026-11-01', currency: 'GBP', tag: 'Office' },
				{ merchant: 'Refund', amount: -250, category: 'General Expenses', created: '2026-11-02', currency: 'GBP', tag: 'Office' },
			],
		}],
	});
	return reportIDs[0] ?? '';
}

describe('Expensify on a real n8n: reports', () => {
	it('reads reports by state, workspace, day, mark and ID, with their expenses', async () => {
		const states = ['open', 'submitted', 'approved', 'reimbursed', 'closed'];
		const ran = await world.bench.all({
			all: reports(),
			...Object.fromEntries(states.map((state) => [state, reports({ states: [state] })])),
			limited: reports({ returnAll: false, limit: 3, simplify: false }),
			fern: reports({ policies: [FERN] }),
			future: reports({ from: '2099-01-01' }),
		} as Record<string, Job>);
		const everything = await held();
		expect(ran.all?.done.map(({ id }) => id).sort()).toEqual(everything.map(({ id }) => id).sort());
		const words: Record<string, string> = { open: 'OPEN', submitted: 'SUBMITTED', approved: 'APPROVED', reimbursed: 'REIMBURSED', closed: 'CLOSED' };
		for (const state of states) {
			const wanted = everything.filter((report) => report.state === words[state] || (state === 'closed' && report.state === 'ARCHIVED')).map(({ id }) => id).sort();
			expect([state, ran[state]?.done.map(({ id }) => id).sort()]).toEqual([state, wanted]);
		}
		expect(ran.limited?.done.map(({ raw }) => typeof raw)).toEqual(['object', 'object', 'object']);
		expect(ran.fern?.done.length).toBeGreaterThan(0);
		expect(new Set(ran.fern?.done.map(({ currency }) => currency))).toEqual(new Set(['NZD']));
		expect(ran.future?.done).toEqual([]);
		const two = (ran.all?.done ?? []).slice(0, 2).map(({ id }) => String(id));
		const { some, got, nothing } = await world.bench.all({
			some: reports({ filters: { reportIds: two.join(', ') } }),
			got: job('report', 'get', { reportId: '={{ $json.id }}', simplify: true }, two.map((id) => ({ id }))),
			nothing: job('report', 'get', { reportId: 'R00NoSuchRepo', simplify: true }),
		});
		expect(some.done.map(({ id }) => id).sort()).toEqual([...two].sort());
		expect(got.done.map(({ id }) => id)).toEqual(two);
		expect(nothing.failed[0]).toMatchObject({ details: { category: 'not found', document: 'R00NoSuchRepo' } });
		const id = await approved('Exact');
		const { done: [exact] } = await world.bench.run(job('report', 'get', { reportId: id, simplify: true }));
		expect(exact).toMatchObject({ status: 'approved', total: '10', currency: 'GBP', employee: { email: ASA }, workspace: { id: KEA } });
		expect((exact?.expenses as IDataObject[]).map(({ merchant, amount }) => [merchant, amount])).toEqual([['Ironmonger & Söhne', '12.5'], ['Refund', '-2.5']]);
	});

	it('creates a report with its expenses, typed or from JSON; a dry run and one that is there already write nothing', async () => {
		const expenses = [{ merchant: 'Toolstation', date: '2026-11-12', amount: '19.99', currency: 'GBP', category: 'Office Expenses', tag: 'Workshop', externalID: 'E2E-1', tax: { rateID: 'id_TAX_20' } }];
		const fields = { source: 'fields', policy: at(), employeeEmail: ASA, title: 'Made in n8n', expenses: JSON.stringify(expenses), reportFields: {} };
		const dry = await world.bench.run(job('report', 'create', { ...fields, options: { dryRun: true } }));
		expect(dry.done).toEqual([expect.objectContaining({ action: 'would create', title: 'Made in n8n' })]);
		expect((await held()).map(({ name }) => name)).not.toContain('Made in n8n');
		const { made, again, json } = await world.bench.all({
			made: job('report', 'create', fields),
			again: job('report', 'create', { ...fields, options: { skipExisting: true } }),
			json: job('report', 'create', { source: 'json', report: '={{ $json }}' }, [{ policyID: KEA, employeeEmail: ASA, title: 'From JSON', expenses: [{ merchant: 'Taxi', date: '2026-11-12', amount: '-5.00', currency: 'GBP' }] }]),
		});
		expect(made.done).toEqual([expect.objectContaining({ action: 'created' })]);
		expect(again.done).toEqual([expect.objectContaining({ action: 'found' })]);
		expect(json.failed).toEqual([]);
		const all = (await held()).filter(({ name }) => ['Made in n8n', 'From JSON'].includes(name));
		expect(all.map(({ name }) => name).sort()).toEqual(['From JSON', 'Made in n8n']);
		const details = await one(all.find(({ name }) => name === 'Made in n8n')?.id ?? '');
		expect(details.expenses.map(({ merchant, amount }) => [merchant, Math.abs(amount)])).toEqual([['Toolstation', 1999]]);
	});

	it('creates expenses, typed and from JSON, once by their external IDs', async () => {
		const expense = (externalID: string): IDataObject => ({ employeeEmail: ASA, merchant: `Shop ${externalID}`, date: '2026-11-13', amount: '7.10', currency: 'EUR', externalID, policyID: KEA, reimbursable: false });
		const json = (items: IDataObject[], options: IDataObject = {}): Job => job('expense', 'create', { source: 'json', expense: '={{ $json }}', options }, items);
		const ran = await world.bench.all({
			dry: json([expense('X-0')], { dryRun: true }),
			typed: job('expense', 'create', { source: 'fields', employeeEmail: ASA, merchant: 'Typed', date: '2026-11-13', amount: '3.30', currency: 'GBP', externalID: 'X-T', moreFields: { policyID: KEA, category: 'Bank Fees' } }),
			first: json([expense('X-1'), expense('X-2')], { skipExisting: true }),
			second: json([expense('X-1'), expense('X-2'), expense('X-3')], { skipExisting: true }),
			wrong: json([{ ...expense('X-4'), amount: 'much' }, expense('X-5')]),
		});
		expect(ran.dry.done).toEqual([expect.objectContaining({ action: 'would create' })]);
		expect(ran.typed.done).toEqual([expect.objectContaining({ action: 'created' })]);
		expect(ran.first.done.map(({ action }) => action)).toEqual(['created', 'created']);
		expect(ran.second.done.map(({ action }) => action)).toEqual(['found', 'found', 'created']);
		expect(ran.wrong.failed[0]).toMatchObject({ externalID: 'X-4', details: { category: 'validation', document: 'X-4', field: 'amount' } });
		expect(ran.wrong.done).toEqual([expect.objectContaining({ externalID: 'X-5', action: 'created' })]);
		const open = await Promise.all((await held('OPEN')).map(async ({ id }) => await one(id)));
		const merchants = open.flatMap(({ expenses }) => expenses.map(({ merchant }) => merchant));
		for (const id of ['X-1', 'X-2', 'X-3', 'X-5']) expect([id, merchants.filter((merchant) => merchant === `Shop ${id}`).length]).toEqual([id, 1]);
		expect(merchants).not.toContain('Shop X-0');
	});

	it('marks reports as exported, by name and in one call; the mark leaves them out of the next query', async () => {
		const [a, b] = [await approved('Mark A'), await approved('Mark B')];
		const mark = (reportIDs: string[], options: IDataObject = {}): Job =>
			job('report', 'markExported', { reportId: '={{ $json.id }}', label: 'e2e-mark', verify: true, options }, reportIDs.map((id) => ({ id })));
		const { dry, marked } = await world.bench.all({ dry: mark([a], { dryRun: true }), marked: mark([a, b, 'R00NoSuchRepo']) });
		expect(dry.done).toEqual([expect.objectContaining({ action: 'would mark' })]);
		expect(marked.done).toEqual([a, b].map((id) => expect.objectContaining({ action: 'marked', reportId: id, label: 'e2e-mark', verified: true }) as object));
		expect(marked.failed).toEqual([expect.objectContaining({ id: 'R00NoSuchRepo', details: expect.objectContaining({ category: 'not found' }) as object })]);
		expect((await one(a)).labels).toEqual(['e2e-mark']);
		const { done } = await world.bench.run(reports({ states: ['approved'], filters: { notMarkedAs: 'e2e-mark' } }));
		const ids = done.map(({ id }) => id);
		expect([ids.includes(a), ids.includes(b), ids.length > 0]).toEqual([false, false, true]);
	});

	it('marks reports as reimbursed; one that is paid already stays, one that is open fails alone', async () => {
		const [paid, open] = [await approved('Pay me'), await approved('Not yet', 'OPEN')];
		const pay = (ids: string[], options: IDataObject = {}): Job =>
			job('report', 'markReimbursed', { reportId: '={{ $json.id }}', paymentSource: 'Business Bank Account', options }, ids.map((id) => ({ id })));
		const { dry, first, again } = await world.bench.all({ dry: pay([paid], { dryRun: true }), first: pay([paid, open]), again: pay([paid]) });
		expect(dry.done).toEqual([expect.objectContaining({ action: 'would reimburse' })]);
		expect(first.done).toEqual([expect.objectContaining({ action: 'reimbursed', reportId: paid })]);
		expect(first.failed).toEqual([expect.objectContaining({ id: open, details: expect.objectContaining({ category: 'validation', document: open }) as object })]);
		expect(again.done).toEqual([expect.objectContaining({ action: 'unchanged' })]);
		expect([(await one(paid)).state, (await one(open)).state]).toEqual(['REIMBURSED', 'OPEN']);
	});

	it('downloads receipts as n8n\'s binary data', async () => {
		const { done } = await world.bench.run(reports({ states: ['approved', 'reimbursed'] }));
		const report = done.find(({ expenses }) => (expenses as IDataObject[]).some(({ receipt }) => (receipt as IDataObject | undefined)?.url !== undefined));
		const receipt = (report?.expenses as IDataObject[]).map((expense) => expense.receipt as IDataObject | undefined).find((one) => one?.url !== undefined);
		const { execution } = await world.bench.run(job('receipt', 'download', { url: receipt?.url, reportId: report?.id, binaryProperty: 'receipt', fileName: 'mine.png' }));
		const [item] = (execution.runData.only?.[0] as { data: { main: Array<Array<{ binary?: Record<string, { fileName: string; mimeType: string; bytes?: number }> }>> } }).data.main[0] ?? [];
		expect(item?.binary?.receipt).toMatchObject({ fileName: 'mine.png' });
		expect(item?.binary?.receipt?.mimeType).toMatch(/^image\/|pdf/);
		expect(item?.binary?.receipt?.bytes).toBeGreaterThan(60);
	});
});

describe('Expensify on a real n8n: workspaces and their lists', () => {
	it('NODE-REF: workspaces, categories, tags, tax rates, report fields, employees', async () => {
		const ran = await world.bench.all({
			policies: job('policy', 'getAll', { returnAll: true, adminOnly: true }),
			policy: job('policy', 'get', { policy: at(), sections: ['tax', 'categories'] }),
			categories: list('category'), active: list('category', KEA, { activeOnly: true }), limited: list('category', KEA, { returnAll: false, limit: 2, simplify: false }),
			tags: list('tag'), levels: list('tag', FERN), tax: list('taxRate'), fields: list('reportField'), employees: list('employee'),
		});
		expect(names(ran.policies.done)).toEqual(expect.arrayContaining(['Kea Joinery', 'Fern & Sons']));
		expect(ran.policy.done[0]).toMatchObject({ policyID: KEA, tax: { default: 'id_TAX_20' } });
		expect(ran.categories.done.find(({ name }) => name === 'Bank Fees')).toMatchObject({ code: '404', active: true });
		expect(names(ran.categories.done).filter((name) => !names(ran.active.done).includes(name))).toEqual(['Old: Petty cash']);
		expect(ran.limited.done.map(({ raw }) => typeof raw)).toEqual(['object', 'object']);
		expect(names(ran.tags.done)).toEqual(expect.arrayContaining(['Workshop', 'Site North', 'Garden rooms (closed)']));
		expect(new Set(ran.levels.done.map(({ dimension }) => (dimension as IDataObject).name))).toEqual(new Set(['Branch', 'Job']));
		expect(ran.tax.done.find(({ isDefault }) => isDefault === true)).toMatchObject({ id: 'id_TAX_20', percent: '20' });
		expect(ran.employees.done.map(({ email }) => email)).toEqual(expect.arrayContaining([ASA]));
		expect([ran.fields.failed, ran.employees.failed]).toEqual([[], []]);
	});

	it('categories: added, changed, renamed, switched off; unlisted ones stay; nothing differs, nothing is written', async () => {
		const upsert = (items: IDataObject[], options: IDataObject = {}): Job =>
			job('category', 'upsert', {
				policy: at(), name: '={{ $json.name }}', glCode: '={{ $json.code }}', options,
				moreFields: { enabled: '={{ $json.enabled ?? true }}', previousName: "={{ $json.was ?? '' }}" },
			}, items);
		const { done: before } = await world.bench.run(list('category'));
		const wanted = [
			{ name: 'Crane hire', code: '325' }, { name: 'Fuel and vehicles', code: '449', was: 'Motor Vehicle Expenses' },
			{ name: 'Bank Fees', code: '404', enabled: false }, { name: 'Subscriptions', code: '485' },
		];
		const { dry, first } = await world.bench.all({ dry: upsert(wanted, { dryRun: true }), first: upsert(wanted) });
		expect(dry.done.map(({ action }) => String(action).startsWith('would be') || action === 'unchanged')).toEqual([true, true, true, true]);
		expect(first.failed).toEqual([]);
		expect(first.done.at(-1)).toMatchObject({ action: 'unchanged' });
		const { done: after } = await world.bench.run(list('category'));
		const by = (name: string) => after.find((category) => category.name === name);
		expect(names(after)).toEqual([...names(before), 'Crane hire', 'Fuel and vehicles'].sort());
		expect([by('Crane hire')?.code, by('Fuel and vehicles')?.code, by('Motor Vehicle Expenses')?.active, by('Bank Fees')?.active]).toEqual(['325', '449', false, false]);
		expect(before.filter(({ name }) => !['Motor Vehicle Expenses', 'Bank Fees'].includes(String(name)))).toEqual(after.filter(({ name }) => !['Motor Vehicle Expenses', 'Bank Fees', 'Crane hire', 'Fuel and vehicles'].includes(String(name))));
		world.forget();
		const second = await world.bench.run(upsert(wanted));
		expect(new Set(second.done.map(({ action }) => action))).toEqual(new Set(['unchanged']));
		expect(world.calls('expensify').filter(({ requestBody }) => /"type": ?"update"/.test(requestBody ?? ''))).toEqual([]);
	});

	it('tags: one list or several levels; unlisted ones are never lost unless that is asked for', async () => {
		const upsert = (policyID: string, level: string, items: IDataObject[], options: IDataObject = {}): Job =>
			job('tag', 'upsert', { policy: at(policyID), level, name: '={{ $json.name }}', glCode: '={{ $json.code }}', moreFields: { enabled: '={{ $json.enabled ?? true }}' }, options }, items);
		const before = names((await world.bench.run(list('tag'))).done);
		const levels = names((await world.bench.run(list('tag', FERN))).done);
		const { flat, nameless, deep } = await world.bench.all({
			flat: upsert(KEA, 'Cost Centre', [{ name: 'Paint shop', code: '80' }, { name: 'Office', code: '50', enabled: false }]),
			nameless: upsert(KEA, '', [{ name: 'Lost', code: '1' }]),
			deep: upsert(FERN, 'Job', [{ name: 'Bathrooms', code: 'B' }]),
		});
		expect([flat.failed, deep.failed]).toEqual([[], []]);
		expect(nameless.failed[0]).toMatchObject({ details: { category: 'validation', field: 'level' } });
		const tags = (await world.bench.run(list('tag'))).done;
		expect(names(tags)).toEqual([...before, 'Paint shop'].sort());
		expect(tags.find(({ name }) => name === 'Office')).toMatchObject({ active: false, code: '50' });
		expect(names((await world.bench.run(list('tag', FERN))).done)).toEqual([...levels, 'Bathrooms'].sort());
		await world.bench.run(upsert(FERN, 'Job', [{ name: 'Bathrooms', code: 'B' }], { unlisted: 'disable' }));
		const jobs = (await world.bench.run(list('tag', FERN))).done.filter(({ dimension }) => (dimension as IDataObject).name === 'Job');
		expect(jobs.filter(({ active }) => active === true).map(({ name }) => name)).toEqual(['Bathrooms']);
	});

	it('report fields and employees are added and changed; new workspaces are made once', async () => {
		const field = (items: IDataObject[]): Job =>
			job('reportField', 'upsert', { policy: at(), name: 'Project', fieldType: 'dropdown', value: '={{ $json.value }}', externalID: '={{ $json.code }}', enabled: true }, items);
		const employee = (options: IDataObject = {}): Job =>
			job('employee', 'update', { policy: at(), employeeEmail: 'new.hand@keajoinery.example', managerEmail: 'mark.oneill@keajoinery.example', employeeID: 'K099', moreFields: { firstName: 'New', lastName: 'Hand' }, options });
		const policy = (options: IDataObject = {}): Job => job('policy', 'create', { policyName: 'Kea Garden Rooms', plan: 'team', options });
		const ran = await world.bench.all({
			fields: field([{ value: 'Library', code: 'P1' }, { value: 'Staircase', code: 'P2' }]), fieldsAgain: field([{ value: 'Library', code: 'P1' }]), fieldList: list('reportField'),
			dryEmployee: employee({ dryRun: true }), employee: employee(), employees: list('employee'),
			dryPolicy: policy({ dryRun: true }), policy: policy(), policyAgain: policy({ skipExisting: true }),
		});
		expect([ran.fields.failed, ran.employee.failed]).toEqual([[], []]);
		expect(ran.fieldsAgain.done).toEqual([expect.objectContaining({ action: 'unchanged' })]);
		expect(JSON.stringify(ran.fieldList.done.find(({ name }) => name === 'Project')?.values)).toMatch(/Library.*Staircase/);
		expect(ran.dryEmployee.done).toEqual([expect.objectContaining({ action: 'would be updated' })]);
		expect(ran.employees.done.find(({ email }) => email === 'new.hand@keajoinery.example')).toMatchObject({ code: 'K099', manager: 'mark.oneill@keajoinery.example' });
		expect(ran.dryPolicy.done).toEqual([expect.objectContaining({ action: 'would create' })]);
		expect(ran.policy.done).toEqual([expect.objectContaining({ action: 'created' })]);
		expect(ran.policyAgain.done).toEqual([expect.objectContaining({ action: 'found', policyID: ran.policy.done[0]?.policyID })]);
	});

	it('the list of workspaces is live and can be searched', async () => {
		const credentials = { accountingExpensifyApi: { id: world.bench.credentials['Expensify (sandbox)'] ?? '', name: 'Expensify (sandbox)' } };
		const { results } = await world.n8n.listSearch({
			type: 'n8n-nodes-accounting-sync.accountingExpensify', method: 'searchPolicies', filter: 'fern', credentials, parameters: { resource: 'category', operation: 'getAll' },
		});
		expect(results).toEqual([expect.objectContaining({ name: expect.stringContaining('Fern') as string, value: FERN })]);
	});
});

describe('Expensify on a real n8n: the edges', () => {
	it('NODE-RAW: runs any job; the pair comes from the credential alone', async () => {
		const ran = await world.bench.all({
			list: job('job', 'run', { job: JSON.stringify({ type: 'get', inputSettings: { type: 'policyList' } }), parts: {}, download: false }),
			smuggled: job('job', 'run', { job: JSON.stringify({ type: 'get', credentials: { partnerUserID: 'x', partnerUserSecret: 'y' } }), parts: {}, download: false }),
			broken: job('job', 'run', { job: '{ "type": ', parts: {}, download: false }),
			unknown: job('job', 'run', { job: JSON.stringify({ type: 'dance' }), parts: {}, download: false }),
		});
		expect(ran.list.done[0]).toMatchObject({ policyList: expect.arrayContaining([expect.objectContaining({ id: KEA })]) as object });
		expect([ran.smuggled, ran.broken, ran.unknown].map(({ failed }) => (failed[0]?.details as IDataObject).category)).toEqual(['validation', 'validation', 'validation']);
	});

	it('NODE-ERR: a wrong pair, an unknown workspace, an outage: category, hint, retry; the input leaves intact', async () => {
		world.bench.credentials['Expensify (wrong)'] = await world.n8n.createCredential('Expensify (wrong)', 'accountingExpensifyApi', {
			baseUrl: `${world.sandbox.origin}/expensify`, partnerUserID: 'aa_sandbox_demo', partnerUserSecret: 'a-wrong-one', callsPerMinute: 6000,
		});
		const input = [{ of: 'the input' }];
		const wrong = await world.bench.run(job('category', 'getAll', { policy: at(), returnAll: true }, input, { credentials: { accountingExpensifyApi: 'Expensify (wrong)' } }));
		const unknown = await world.bench.run(job('category', 'getAll', { policy: at('FFFFFFFFFFFFFFFF'), returnAll: true }, input));
		world.fail({ system: 'expensify', kind: 'status', value: 503, times: 12 });
		const outage = await world.bench.run(job('category', 'getAll', { policy: at(), returnAll: true }, input));
		const details = { auth: wrong, 'not found': unknown, outage };
		for (const [category, { done, failed }] of Object.entries(details)) {
			expect([category, done]).toEqual([category, []]);
			expect([category, failed]).toEqual([category, [expect.objectContaining({
				of: 'the input', error: expect.stringMatching(/\w/) as string,
				details: expect.objectContaining({ category, retryable: category === 'outage', hint: expect.stringMatching(/\w/) as string }) as object,
			})]]);
		}
		expect(JSON.stringify(wrong.execution)).not.toContain('a-wrong-one');
	});

	it('NODE-LIMIT: a refusal for too many calls is waited out, and the wait is shown', async () => {
		world.fail({ system: 'expensify', kind: 'status', value: 429 });
		const { done, hints } = await world.bench.run(job('policy', 'getAll', { returnAll: true, adminOnly: true }));
		expect(done.length).toBeGreaterThan(1);
		expect(hints).toEqual([expect.stringMatching(/^Waited \d+ seconds for Expensify/)]);
	});
});
