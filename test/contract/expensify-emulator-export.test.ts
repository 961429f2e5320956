import { Emulator, FERN, KEA } from './expensify-emulator-client';

describe('emulated Expensify: exporter', () => {
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await Emulator.start();
	});
	afterEach(async () => await emulator.close());

	const since = { startDate: '2026-01-01', endDate: '2026-12-31' };
	const ids = async (filters: Record<string, unknown>, input: Record<string, unknown> = {}) => {
		const text = await emulator.exported(filters, { input });
		return text === '' ? [] : text.split(',');
	};

	it('answers the bare name of a file as text, and the file by the downloader', async () => {
		const answer = await emulator.export(since, { output: { fileExtension: 'csv', fileBasename: 'n8n_' } });
		expect(answer.text).toMatch(/^n8n_[0-9a-f-]{36}\.csv$/);
		expect(answer.type).toBe('text/plain;charset=utf-8');
		expect((await emulator.download(answer.text)).text).toMatch(/^R00\w+(,R00\w+)*$/);
		const wrongPlace = await emulator.download(answer.text, 'reconciliation');
		expect([wrongPlace.status, wrongPlace.json]).toEqual([200, { responseCode: 404, responseMessage: 'File not found' }]);
	});

	it('wants one of its three anchors, an end for an old start, and at most a year', async () => {
		const code = async (filters: Record<string, unknown>, input: Record<string, unknown> = {}) => {
			const { responseCode, responseMessage } = (await emulator.export(filters, { input })).json;
			return [responseCode, responseMessage];
		};
		expect(await code({})).toEqual([410, expect.stringContaining("'reportIDList', 'startDate', 'approvedAfter'")]);
		expect(await code({ startDate: '2025-01-01' })).toEqual([410, "'endDate' parameter is missing or malformed"]);
		expect(await code({ startDate: '2025-01-01', endDate: '2026-06-01' })).toEqual([410, expect.stringContaining('one year')]);
		expect(await code({ startDate: '2026-02-30' })).toEqual([410, "'startDate' parameter is missing or malformed"]);
		expect(await code(since, { limit: 10 })).toEqual([410, "'limit' parameter is missing or malformed"]);
		expect(await code(since, { reportState: 'PROCESSING' })).toEqual([410, "'reportState' parameter is missing or malformed"]);
	});

	it('filters by state, workspace, day, approval, employee and number', async () => {
		const byState = async (reportState: string) => (await ids(since, { reportState })).length;
		expect([await byState('OPEN'), await byState('SUBMITTED'), await byState('ARCHIVED')]).toEqual([5, 6, 1]);
		expect(await byState('APPROVED,REIMBURSED')).toBe((await byState('APPROVED')) + (await byState('REIMBURSED')));
		expect(await ids({ ...since, policyIDList: FERN })).toHaveLength(4);
		expect(await ids({ ...since, policyIDList: `${KEA},${FERN}` })).toHaveLength(25);
		expect(await ids(since, { limit: '7' })).toHaveLength(7);
		expect(await ids(since, { employeeEmail: 'asa.lindqvist@keajoinery.example' })).toHaveLength(3);
		const [first = ''] = await ids({ ...since, policyIDList: KEA }, { reportState: 'APPROVED' });
		expect(await ids({ reportIDList: first })).toEqual([first]);
		const { oldId } = await emulator.control<{ oldId: number }>(`/reports/${first}`);
		expect(await ids({ reportIDList: `R00nope, ${oldId}` })).toEqual([first]);
		// Opened 24 days before the 20th of November, submitted a day later and approved after another.
		expect(await ids({ startDate: '2026-10-28', endDate: '2026-10-28' })).toEqual([first]);
		expect(await ids({ approvedAfter: '2026-10-28' })).toContain(first);
		expect(await ids({ approvedAfter: '2026-10-29' })).not.toContain(first);
	});

	it('NODE-ONCE: a label is set by the finish of an export, leaves the report out afterwards, and cannot be undone', async () => {
		const [first = '', second = ''] = await ids(since, { reportState: 'APPROVED' });
		const finish = [{ actionName: 'markAsExported', label: 'n8n-xero' }, { actionName: 'email', recipients: 'a@x.example', message: 'done' }];
		await emulator.export({ reportIDList: first }, { onFinish: finish, test: 'true' });
		expect(await ids({ ...since, markedAsExported: 'n8n-xero' })).toContain(first);
		await emulator.export({ reportIDList: `${first},${second}` }, { onFinish: finish, template: "${'ok'}" });
		const left = await ids({ ...since, markedAsExported: 'n8n-xero' });
		expect(left).not.toContain(first);
		expect(left).not.toContain(second);
		expect(await ids({ ...since, markedAsExported: 'another' })).toContain(first);
		expect(await emulator.control('/outbox')).toMatchObject([{ kind: 'email', recipients: 'a@x.example', message: 'done' }]);
		expect(await emulator.control(`/reports/${first}`)).toMatchObject({ labels: ['n8n-xero'] });
	});

	it('renders later where it is told to: file and label come with the finish', async () => {
		await emulator.control('/settings', { renderDelaySeconds: 30 });
		const [first = ''] = (await emulator.control<Array<{ id: string }>>('/reports?state=APPROVED')).map(({ id }) => id);
		const { text } = await emulator.export({ reportIDList: first }, { onFinish: [{ actionName: 'markAsExported', label: 'late' }] });
		expect((await emulator.download(text)).json.responseMessage).toBe('File not found');
		expect(await emulator.control(`/reports/${first}`)).toMatchObject({ labels: [] });
		await emulator.control('/settings', { notReady: 'empty' });
		expect(await emulator.download(text)).toMatchObject({ status: 200, text: '' });
		emulator.sandbox.frame.clock.advance(31);
		expect((await emulator.download(text)).text).toBe(first);
		expect(await emulator.control(`/reports/${first}`)).toMatchObject({ labels: ['late'] });
	});

	it('shows reports and expenses with every trap of the real ones', async () => {
		const template = [
			'[<#list reports as r>{"status":"${r.status}","total":${r.total?c},"grouped":"${r.total}","old":"${r.oldReportID}",',
			'"who":"${r.submitter.fullName?json_string}","head":"${(r.customField.Cost_Centre_Head)!}","seen":[<#list r.actionList as a>"${a.action}"<#sep>,</#list>],',
			'"lines":[<#list r.transactionList as e>{"id":"${e.transactionID}","merchant":"${e.merchant?json_string}","amount":${e.amount?c},',
			'"converted":${(e.convertedAmount!0)?c},"currency":"${e.currency}","gl":"${e.categoryGlCode}","tag":"${e.tag?json_string}","one":"${e.ntag1!}","two":"${e.ntag2!}",',
			'"comment":"${e.comment?json_string}","url":"${(e.receiptObject.url)!}","tax":"${e.taxCode!}","rate":"${e.taxRate!}"}<#sep>,</#list>]}<#sep>,</#list>]',
		].join('');
		interface Line { id: string; merchant: string; amount: number; converted: number; currency: string; gl: string; two: string; comment: string; url: string; rate: string }
		const text = await emulator.exported(since, { template });
		const reports = JSON.parse(text) as Array<{ status: string; total: number; grouped: string; head: string; who: string; seen: string[]; lines: Line[] }>;
		expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed']));
		for (const { total, lines } of reports) expect(lines.reduce((sum, line) => sum + (line.converted || line.amount), 0) - total).toBe(corrected(lines));
		const lines = reports.flatMap((report) => report.lines);
		expect(reports.some(({ grouped }) => grouped.includes(','))).toBe(true);
		expect(reports.find(({ head }) => head === 'Tom')).toMatchObject({ who: 'Åsa Lindqvist', seen: ['SUBMITTED', 'APPROVED'] });
		expect(lines.every(({ id }) => /^\d{19}$/.test(id))).toBe(true);
		expect(lines.some(({ amount }) => amount < 0) && lines.some(({ amount }) => amount === 0)).toBe(true);
		expect(lines.map(({ merchant }) => merchant)).toEqual(expect.arrayContaining(['<b>BOLD</b> PRINT & COPY', 'Café Ålesund AS', "DOVE & SONS' IRONMONGERS"]));
		expect(lines.some(({ comment }) => comment.includes('\r\n')) && lines.some(({ comment }) => comment.includes('"'))).toBe(true);
		expect(lines.flatMap(({ two }) => (two.includes(':') ? [two] : []))).toEqual(expect.arrayContaining(['Decks: outdoor', 'Harbour Estates:Dock 4']));
		const euro = lines.find(({ currency, gl }) => currency === 'EUR' && gl === '494');
		expect(euro).toMatchObject({ amount: 21_450, converted: 18_475, gl: '494' });
		expect(lines.find(({ rate }) => rate === '5%')).toBeDefined();
		const receipt = await fetch(euro?.url ?? '');
		expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, 'application/pdf']);
		expect(Buffer.from(await receipt.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
		await emulator.control('/settings', { openReceipts: false });
		expect((await fetch(euro?.url ?? '')).headers.get('content-type')).toContain('text/html');
	});

	/** One seeded expense was corrected by hand: 92.00 on the slip, 90.20 in the report. */
	function corrected(lines: Array<{ merchant: string }>): number {
		return lines.some(({ merchant }) => merchant === 'LONDON ZINC CO') ? 180 : 0;
	}

	it('makes one PDF per report, whose receipts can be asked for', async () => {
		const [first, second] = await ids(since, { reportState: 'APPROVED' });
		const { text } = await emulator.export(
			{ reportIDList: `${first},${second}` },
			{ output: { fileExtension: 'pdf', includeFullPageReceiptsPdf: true }, template: 'default' },
		);
		const names = text.split(',');
		expect(names).toHaveLength(2);
		const file = await emulator.download(names[0] ?? '');
		expect(file.type).toBe('application/pdf');
		expect(file.text).toContain(`Expense report ${first}`);
	});

	it('refuses a template that it cannot run, and names the line', async () => {
		const { json } = await emulator.export(since, { template: 'a\n${reports?nonsense}' });
		expect(json).toEqual({ responseCode: 410, responseMessage: expect.stringMatching(/'template'.*\?nonsense.*line 2/) as string });
		expect((await emulator.export(since, { template: '<#list reports as r>${r.approved}</#list>' })).json.responseMessage).toMatch(/approved is missing/);
	});

	it('gives the reconciliation of a domain\'s cards', async () => {
		const job = (input: Record<string, unknown>) => emulator.job(
			{
				type: 'reconciliation', outputSettings: { fileExtension: 'csv' },
				inputSettings: { domain: 'keajoinery.example', startDate: '2026-01-01', endDate: '2026-12-31', type: 'All', async: false, ...input },
			},
			{ template: '<#list cards as c><#list c.reports as r><#list r.transactionList as e>${c.cardID?c};${r.reportID};${e.amount?c}\n</#list></#list></#list>' },
		);
		const { json } = await job({});
		expect(json).toMatchObject({ responseMessage: 'OK', responseCode: 200, filename: expect.stringMatching(/^is_reconciliation_.*\.csv$/) as string });
		expect((await emulator.download(String(json.filename), 'reconciliation')).text).toMatch(/^5180045;R00\w+;5002\n/m);
		const unreported = (await job({ type: 'Unreported' })).json;
		expect((await emulator.download(String(unreported.filename), 'reconciliation')).text).toBe('5180044;0;10500\n5180044;0;3150\n');
		expect((await job({ domain: 'other.example' })).json.responseCode).toBe(403);
		expect((await job({ type: 'Some' })).json.responseMessage).toBe("'type' parameter is missing or malformed");
	});
});
