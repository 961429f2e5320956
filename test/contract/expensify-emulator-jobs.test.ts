import { Emulator, FERN, KEA } from './expensify-emulator-client';

describe('emulated Expensify: jobs', () => {
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await Emulator.start();
	});
	afterEach(async () => await emulator.close());

	const get = async (input: Record<string, unknown>) => (await emulator.job({ type: 'get', inputSettings: input })).json;
	const create = async (input: Record<string, unknown>) => (await emulator.job({ type: 'create', inputSettings: input })).json;
	const update = async (inputSettings: Record<string, unknown>, more: Record<string, unknown> = {}, fields: Record<string, string> = {}) =>
		(await emulator.job({ type: 'update', inputSettings, ...more }, fields)).json;
	const policy = async (field: string, id = KEA) => {
		const { policyInfo } = await get({ type: 'policy', policyIDList: [id], fields: [field] });
		return (policyInfo as Record<string, Record<string, unknown>>)[id]?.[field];
	};
	const employeeEmail = 'dev.patel@keajoinery.example';

	it('lists workspaces and their sections, and only those asked for', async () => {
		expect(await get({ type: 'policyList', adminOnly: true })).toMatchObject({
			responseCode: 200,
			policyList: [{ id: KEA, name: 'Kea Joinery', role: 'admin', outputCurrency: 'GBP', type: 'corporate' }, { id: FERN, outputCurrency: 'NZD', type: 'team' }, { outputCurrency: 'USD', type: 'corporate' }, { name: 'Harbourlight Group', outputCurrency: 'USD', type: 'corporate' }],
		});
		const { policyInfo } = await get({ type: 'policy', policyIDList: [KEA], fields: ['categories', 'tax'] });
		expect(policyInfo).toEqual({ [KEA]: { categories: expect.any(Array) as unknown[], tax: expect.objectContaining({ default: 'id_TAX_20' }) as object } });
		expect(await policy('tags')).toContainEqual({ name: 'Workshop', enabled: true, glCode: '10' });
		expect(await policy('tags', FERN)).toMatchObject([{ name: 'Branch', tags: [{ name: 'Nelson' }, {}] }, { name: 'Job' }]);
		expect(await policy('reportFields')).toContainEqual({ name: 'Region', type: 'dropdown', values: ['North', 'South'] });
		expect(await get({ type: 'policy', policyIDList: [KEA], fields: [] })).toEqual({ responseCode: 410, responseMessage: "'fields' parameter is missing or malformed" });
		expect(await get({ type: 'policy', policyIDList: ['0000000000000000'], fields: ['tags'] })).toMatchObject({ responseCode: 404 });
		expect(await get({ type: 'policyList', userEmail: 'someone@else.example' })).toMatchObject({
			responseCode: 500, responseMessage: 'Not authorized to authenticate as user someone@else.example',
		});
		expect((await get({ type: 'domainCardList', domain: 'keajoinery.example' })).domainCardList).toHaveLength(6);
	});

	it('creates reports, also empty ones, and expenses inside of them or in a report of their own', async () => {
		const report = { title: 'Made by API', fields: { Cost_Centre_Head: 'Jo' } };
		const made = await create({ type: 'report', policyID: KEA, employeeEmail, report, expenses: [] });
		expect(made).toEqual({ responseCode: 200, reportID: expect.stringMatching(/^R00[0-9A-Za-z]+$/) as string, reportName: 'Made by API' });
		const line = { merchant: 'Fixture', created: '2026-11-03', amount: 777, currency: 'GBP' };
		const into = await create({ type: 'expenses', employeeEmail, transactionList: [{ ...line, reportID: made.reportID, externalID: 'x1', tax: { rateID: 'id_TAX_20', amount: 130 } }, { ...line, reportID: made.reportID, amount: -100, currency: 'EUR' }] });
		expect(into.transactionList).toMatchObject([{ reportID: made.reportID, merchant: 'Fixture', created: '2026-11-03', amount: 777, category: 'Uncategorized', tag: '', mcc: 0 }, { amount: -100 }]);
		expect(await emulator.control(`/reports/${String(made.reportID)}`)).toMatchObject({ total: 777 - 86, state: 'OPEN' });
		const alone = await create({ type: 'expenses', employeeEmail, transactionList: [line, line] });
		const opened = (alone.transactionList as Array<{ reportID: string; transactionID: string }>);
		expect(new Set(opened.map(({ reportID }) => reportID)).size).toBe(1);
		expect(opened[0]?.reportID).not.toBe(made.reportID);
		expect(opened[0]?.transactionID).toMatch(/^\d{19}$/);
	});

	it('names what is missing or malformed, and writes nothing of a bad list', async () => {
		const before = emulator.sandbox.systems[0]?.look();
		expect(await create({ type: 'expenses', transactionList: [] })).toEqual({ responseCode: 410, responseMessage: "'employeeEmail' parameter is missing or malformed" });
		const good = { merchant: 'A', created: '2026-11-03', amount: 1, currency: 'GBP' };
		for (const [part, value] of [['amount', 1.5], ['amount', '5'], ['created', '03/11/2026'], ['currency', 'gbp'], ['billable', 'yes']] as const) {
			const { responseMessage } = await create({ type: 'expenses', employeeEmail, transactionList: [good, { ...good, [part]: value }] });
			expect(responseMessage).toBe(`'${part}' parameter is missing or malformed`);
		}
		expect(await create({ type: 'policy' })).toEqual({ responseCode: 410, responseMessage: "Required parameter 'policyName' is missing" });
		expect(await create({ type: 'report', policyID: KEA, employeeEmail: 'no@where.example', report: { title: 'x' } })).toMatchObject({ responseCode: 500 });
		expect(await create({ type: 'expenses', employeeEmail, transactionList: [{ ...good, reportID: 'R00nope' }] })).toMatchObject({ responseCode: 404 });
		expect(emulator.sandbox.systems[0]?.look()).toEqual(before);
		await emulator.control('/settings', { grants: true });
		expect(await create({ type: 'report', policyID: KEA, employeeEmail: 'no@where.example', report: { title: 'x' } })).toMatchObject({ responseCode: 200 });
	});

	it('makes a workspace, as JSON', async () => {
		const answer = await emulator.job({ type: 'create', inputSettings: { type: 'policy', policyName: 'New & shiny' } });
		expect(answer.type).toContain('application/json');
		expect(answer.json).toEqual({ responseCode: 200, policyID: expect.stringMatching(/^[0-9A-F]{16}$/) as string, policyName: 'New & shiny' });
	});

	it('merges and replaces categories and report fields', async () => {
		const names = async () => ((await policy('categories')) as Array<{ name: string }>).map(({ name }) => name);
		const all = (await names()).length;
		expect(await update({ type: 'policy', policyID: KEA }, { categories: { action: 'merge', data: [{ name: 'New one', glCode: '999' }, { name: 'Entertainment', enabled: false }] } })).toEqual({ responseCode: 200 });
		expect(await names()).toHaveLength(all + 1);
		expect(await policy('categories')).toContainEqual(expect.objectContaining({ name: 'Entertainment', enabled: false, glCode: '420' }));
		await update({ type: 'policy', policyIDList: [KEA] }, { categories: { action: 'replace', data: [{ name: 'Only' }] } });
		expect(await names()).toEqual(['Only']);
		const region = { name: 'Region', type: 'dropdown', values: [{ name: 'East', enabled: true, externalID: '7' }, { name: 'Gone', enabled: false }] };
		await update({ type: 'policy', policyID: KEA }, { reportFields: { action: 'merge', data: [region] } });
		expect(await policy('reportFields')).toEqual(expect.arrayContaining([{ name: 'Region', type: 'dropdown', values: ['East'] }, { name: 'Cost Centre Head', type: 'text' }]));
		expect(await update({ type: 'policy', policyID: KEA }, { categories: { action: 'add', data: [] } })).toMatchObject({ responseCode: 410 });
	});

	it('deletes unlisted tags even by "merge", and answers 200 to it', async () => {
		const data = [{ name: 'Cost Centre', setRequired: false, tags: [{ name: 'Workshop', enabled: true, glCode: '10' }] }];
		expect(await update({ type: 'policy', policyID: KEA }, { tags: { action: 'merge', source: 'inline', data } })).toEqual({ responseCode: 200 });
		expect(await policy('tags')).toEqual([{ name: 'Workshop', enabled: true, glCode: '10' }]);
	});

	it('reads tags from a file', async () => {
		const config = { dependency: true, setRequired: true, glCodes: true, header: true, fileType: 'csv' };
		const file = 'Dept,GL,Project,GL\r\nOps,10,"Bridge, ""new""",B1\nOps,10,Dam,D1\nSales,20,,\n';
		expect(await update({ type: 'policy', policyID: KEA }, { tags: { source: 'file', config } }, { file })).toEqual({ responseCode: 200 });
		expect(await policy('tags')).toEqual([
			{ name: 'Dept', tags: [{ name: 'Ops', enabled: true, glCode: '10' }, { name: 'Sales', enabled: true, glCode: '20' }] },
			{ name: 'Project', tags: [{ name: 'Bridge, "new"', enabled: true, glCode: 'B1' }, { name: 'Dam', enabled: true, glCode: 'D1' }] },
		]);
		expect(await update({ type: 'policy', policyID: KEA }, { tags: { source: 'file', config } })).toEqual({ responseCode: 410, responseMessage: "Required parameter 'file' is missing" });
	});

	it('reimburses approved reports only, and says so inside of a 200', async () => {
		const all = await emulator.control<Array<{ id: string; state: string }>>('/reports');
		const of = (state: string) => all.find((report) => report.state === state)?.id ?? '';
		const reportIDList = [of('APPROVED'), of('OPEN'), 'R00nope'].join(',');
		const answer = await emulator.job({ type: 'update', inputSettings: { type: 'reportStatus', status: 'REIMBURSED', filters: { reportIDList } } });
		expect(answer.type).toContain('text/plain');
		expect(answer.json).toEqual({
			reportIDs: [of('APPROVED')], skippedReports: [{ reportID: of('OPEN'), reason: "Report is in status 'Open'" }],
			failedReports: [{ reportID: 'R00nope', reason: 'Report not found' }], responseCode: 200,
		});
		expect(await emulator.control(`/reports/${of('APPROVED')}`)).toMatchObject({ status: 'Reimbursed', reimbursed: expect.stringContaining('2026-11-20') as string });
		const again = await update({ type: 'reportStatus', status: 'REIMBURSED', filters: { reportIDList: of('APPROVED') } });
		expect(again).toMatchObject({ reportIDs: [], skippedReports: [{ reason: "Report is in status 'Reimbursed'" }] });
		expect(again).not.toHaveProperty('failedReports');
		expect(await update({ type: 'reportStatus', status: 'CLOSED', filters: { reportIDList } })).toEqual({ responseCode: 410, responseMessage: "Status 'CLOSED' is not supported" });
	});

	it('knows a rule that exists already by its number', async () => {
		const rule = { type: 'expenseRules', policyID: KEA, employeeEmail, actions: { tag: 'Workshop' } };
		expect(await create(rule)).toEqual({ responseMessage: 'OK', responseCode: 200 });
		expect(await create(rule)).toEqual({ responseCode: 666, responseMessage: expect.stringContaining('7101') as string });
		expect(await update({ ...rule, ruleID: 7101, actions: { defaultBillable: true } })).toEqual({ responseMessage: 'OK', responseCode: 200 });
		expect(await update({ ...rule, ruleID: 5 })).toMatchObject({ responseCode: 404 });
		expect(await create({ ...rule, actions: {} })).toMatchObject({ responseCode: 410 });
	});

	it('sets tag approvers of single-level tags', async () => {
		const approvers = { tagApprovers: [{ name: 'Workshop', approver: 'tom.baker@keajoinery.example' }, { name: 'Office', approver: '' }] };
		expect(await update({ type: 'tagApprovers', policyID: KEA }, approvers)).toEqual({ responseCode: 200 });
		expect(await update({ type: 'tagApprovers', policyID: FERN }, approvers)).toMatchObject({ responseCode: 410 });
	});

	it('takes an employee feed, dry or not, with the rows that it skips', async () => {
		const feed = [
			{ employeeEmail: 'new@keajoinery.example', managerEmail: 'tom.baker@keajoinery.example', employeeID: '77', policyID: KEA, firstName: 'Ny' },
			{ employeeEmail: 'bad@keajoinery.example', managerEmail: 'tom.baker@keajoinery.example', employeeID: '78', policyID: 'nope' },
		];
		const send = (dry: boolean, data: unknown) => update({ type: 'employees', entity: 'generic' }, { dataSource: 'request', 'dry-run': dry }, { data: JSON.stringify(data) });
		const members = async () => (await policy('employees')) as Array<{ email: string }>;
		expect(await send(true, feed)).toEqual({
			responseCode: 200, 'dry-run': true, updatedEmployeesCount: 1, diff: { diffToAdd: { [KEA]: ['new@keajoinery.example'] }, diffToRemove: {} },
			securityGroupEmployeesMap: {}, skippedEmployees: [{ email: 'bad@keajoinery.example', reason: "Policy 'nope' not found" }],
		});
		expect(await members()).toHaveLength(8);
		await send(false, { Employees: feed });
		expect(await members()).toContainEqual(expect.objectContaining({ email: 'new@keajoinery.example', employeeID: '77', submitsTo: 'tom.baker@keajoinery.example' }));
		await send(false, [{ ...feed[0], isTerminated: true }]);
		expect(await members()).toHaveLength(8);
	});

	it('obeys the rights of the person whose pair it is', async () => {
		await emulator.control('/credentials', { partnerUserID: 'aa_plain', partnerUserSecret: 's', email: employeeEmail });
		const asPlain = async (job: Record<string, unknown>) => (await emulator.job(job, {}, { partnerUserID: 'aa_plain', partnerUserSecret: 's' })).json;
		expect(await asPlain({ type: 'get', inputSettings: { type: 'policyList', adminOnly: true } })).toMatchObject({ policyList: [] });
		expect(await asPlain({ type: 'get', inputSettings: { type: 'policy', policyIDList: [KEA], fields: ['tax'] } })).toMatchObject({ responseCode: 403 });
		expect(await asPlain({ type: 'get', inputSettings: { type: 'policy', policyIDList: [FERN], fields: ['tags'] } })).toMatchObject({ responseCode: 403 });
		expect(await asPlain({ type: 'update', inputSettings: { type: 'policy', policyID: KEA }, tags: { action: 'replace', data: [] } })).toMatchObject({ responseCode: 403 });
		expect(await asPlain({ type: 'get', inputSettings: { type: 'domainCardList', domain: 'keajoinery.example' } })).toMatchObject({ responseCode: 403 });
		const line = { merchant: 'A', created: '2026-11-03', amount: 1, currency: 'GBP' };
		expect(await asPlain({ type: 'create', inputSettings: { type: 'expenses', employeeEmail: 'tom.baker@keajoinery.example', transactionList: [line] } })).toMatchObject({ responseCode: 500 });
		expect(await asPlain({ type: 'create', inputSettings: { type: 'expenses', employeeEmail, transactionList: [line] } })).toMatchObject({ responseCode: 200 });
	});
});
