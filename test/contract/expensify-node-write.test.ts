import type { IDataObject } from 'n8n-workflow';
import { KEA, policy, Rig } from './expensify-node-rig';

const rig = new Rig();

describe('expenses and reports, made', () => {
	const employee = async () =>
		String((await rig.run('employee', 'getAll', { policy, returnAll: true })).done[0]?.json.email);
	const expenses = (email: string, count: number) =>
		Array.from({ length: count }, (_, at) => ({
			employeeEmail: email,
			merchant: `Merchant ${at} & Söhne "x"`,
			date: '2026-11-02',
			amount: `${at + 1}.10`,
			currency: 'GBP',
			externalID: `CARD-${at}`,
			policyID: KEA,
			comment: `row ${at}`,
			reimbursable: false,
		}));
	const json = { source: 'json', expense: '={{ $json }}' };

	it('NODE-BATCH: 120 expenses are two calls', async () => {
		const before = rig.calls;
		const { done, failed } = await rig.run('expense', 'create', json, expenses(await employee(), 120));
		expect(failed).toEqual([]);
		expect(done).toHaveLength(120);
		expect(rig.calls - before).toBe(3);
		expect(done[119]).toMatchObject({
			json: { action: 'created', externalID: 'CARD-119' },
			pairedItem: { item: 119 },
		});
	});

	it('NODE-ONCE: a second run finds them by their external IDs', async () => {
		const rows = expenses(await employee(), 5);
		const options = { skipExisting: true };
		const first = await rig.run('expense', 'create', { ...json, options }, rows.slice(0, 3));
		const second = await rig.run('expense', 'create', { ...json, options }, rows);
		expect(second.done.map(({ json: made }) => made.action)).toEqual([
			'found',
			'found',
			'found',
			'created',
			'created',
		]);
		expect(second.done[0]?.json.transactionID).toBe(first.done[0]?.json.transactionID);
	});

	it.each(['drop-after', 'drop-before', 'status-after'])('NODE-ONCE: after a "%s" each stands once', async (kind) => {
		const rows = expenses(await employee(), 4);
		// The look-up for the employee is behind us; the next call is the one that makes them.
		rig.sandbox.frame.faults.add({ system: 'expensify', kind, value: 500 });
		const { done, failed } = await rig.run('expense', 'create', json, rows);
		expect(failed).toEqual([]);
		expect(done).toHaveLength(4);
		const all = await rig.run('report', 'getAll', { returnAll: true, from: '2026-01-01', states: ['open'] });
		const comments = all.done.flatMap(({ json: report }) =>
			(report.expenses as IDataObject[]).map(({ comment }) => String(comment)),
		);
		for (const { externalID } of rows)
			expect(comments.filter((comment) => comment.includes(`[${externalID}]`))).toHaveLength(1);
	});

	it('NODE-BATCH: one that is refused fails alone, before the call or by it', async () => {
		const [good, third, other] = expenses(await employee(), 3);
		const { done, failed } = await rig.run('expense', 'create', json, [
			good!,
			{ ...third!, amount: '1.005' },
			{ ...other!, reportID: 'R00nope' },
		]);
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(failed).toMatchObject([
			{ pairedItem: { item: 1 }, json: { details: { category: 'validation', field: 'amount' } } },
			{ pairedItem: { item: 2 }, json: { details: { category: 'not found' } } },
		]);
	});

	it('a report is made with everything its expenses say, and found the second time', async () => {
		const email = await employee();
		const report = {
			workspace: { id: KEA },
			employee: { email },
			name: 'Card 1234, 2026-10',
			currency: 'GBP',
			expenses: [
				{
					merchant: 'AMZN Mktp',
					date: '2026-10-03',
					amount: '12.50',
					externalID: 'row-1',
					category: 'Travel',
					tags: ['Workshop'],
					comment: 'saw',
					tax: { code: 'id_TAX_20', amount: '2.08' },
					reimbursable: false,
				},
				{ merchant: 'AMZN refund', date: '2026-10-04', amount: '-3', externalID: 'row-2', reimbursable: false },
			],
		};
		const parameters = { source: 'json', report: '={{ $json }}', options: { skipExisting: true } };
		const first = await rig.run('report', 'create', parameters, [report]);
		expect(first.failed).toEqual([]);
		expect(first.done[0]?.json).toMatchObject({ action: 'created', title: 'Card 1234, 2026-10', added: 2 });
		const second = await rig.run('report', 'create', parameters, [report]);
		expect(second.done[0]?.json).toMatchObject({
			action: 'found',
			reportID: first.done[0]?.json.reportID,
			added: 0,
		});
		const read = await rig.run('report', 'get', { reportId: String(first.done[0]?.json.reportID) });
		expect(read.done[0]?.json).toMatchObject({
			name: 'Card 1234, 2026-10',
			total: '9.5',
			expenses: [{ amount: '12.5', comment: 'saw [row-1]' }, { amount: '-3' }],
		});
	});

	it('NODE-DRY: shows what would be sent', async () => {
		const before = rig.calls;
		const { done } = await rig.run(
			'expense',
			'create',
			{ ...json, options: { dryRun: true } },
			expenses('a@b.test', 1),
		);
		expect(done[0]?.json).toMatchObject({
			action: 'would create',
			plan: { amount: 110, created: '2026-11-02', comment: 'row 0 [CARD-0]' },
		});
		expect(rig.calls).toBe(before);
	});
});
