import type { IDataObject } from 'n8n-workflow';
import { AccountingExpensify } from '../../nodes/Expensify/AccountingExpensify.node';
import { runNode } from '../support/run-node';
import { everything, Rig, SECRET } from './expensify-node-rig';

const rig = new Rig();

describe('files and any job', () => {
	it('NODE-ATTACH: a receipt comes from its address, and else as the printed report', async () => {
		const { done } = await rig.run('report', 'getAll', everything);
		const report = done.find(({ json }) =>
			(json.expenses as IDataObject[]).some(({ receipt }) => receipt !== undefined),
		);
		const line = (report?.json.expenses as IDataObject[]).find(({ receipt }) => receipt !== undefined);
		const url = String((line?.receipt as IDataObject).url);
		const open = await rig.run('receipt', 'download', { url, reportId: '' });
		expect(open.done[0]).toMatchObject({
			json: { receipt: { from: 'address' } },
			binary: { data: { data: expect.any(String) } },
		});
		const shut = await rig.run('receipt', 'download', {
			url: `${rig.sandbox.origin}/nowhere`,
			reportId: String(report?.json.id),
		});
		expect(shut.done[0]).toMatchObject({
			json: { receipt: { from: 'report' } },
			binary: { data: { mimeType: 'application/pdf' } },
		});
		const nothing = await rig.run('receipt', 'download', { url: `${rig.sandbox.origin}/nowhere`, reportId: '' });
		expect(nothing.failed[0]?.json.details).toMatchObject({ category: 'permission' });
	});

	it('NODE-RAW: runs any job, and its file where wanted', async () => {
		const list = await rig.run('job', 'run', { job: '{"type":"get","inputSettings":{"type":"policyList"}}' });
		expect((list.done[0]?.json.policyList as unknown[]).length).toBeGreaterThan(1);
		const job = {
			type: 'file',
			onReceive: { immediateResponse: ['returnRandomFileName'] },
			outputSettings: { fileExtension: 'csv' },
			inputSettings: { type: 'combinedReportData', filters: { startDate: '2026-06-01' } },
		};
		const file = await rig.run('job', 'run', {
			job: JSON.stringify(job),
			parts: { template: 'n=${reports?size}' },
			download: true,
		});
		expect(Buffer.from(file.done[0]?.binary?.data?.data ?? '', 'base64').toString()).toMatch(/^n=\d+/);
		const refused = await rig.run('job', 'run', { job: '{"type":"get","credentials":{"partnerUserID":"x"}}' });
		expect(refused.failed[0]?.json.details).toMatchObject({ category: 'validation', field: 'job' });
	});
});

describe('OPS-ACCESS: the secret stays inside', () => {
	it.each([
		['status', 500],
		['status', 401],
		['html', 502],
		['drop-before', 0],
		['drop-after', 0],
		['empty', 200],
	])('after "%s" %s neither items, errors, hints nor the recorder hold it', async (kind, value) => {
		rig.sandbox.frame.faults.add({ system: 'expensify', kind: String(kind), value: Number(value) });
		const job = '{"type":"create","inputSettings":{"type":"policy","policyName":"X"}}';
		const routed = await rig.run('job', 'run', { job });
		rig.sandbox.frame.faults.clear();
		rig.sandbox.frame.faults.add({ system: 'expensify', kind: String(kind), value: Number(value) });
		const thrown = await runNode(AccountingExpensify, { resource: 'job', operation: 'run', job }, [{}], {
			credentials: rig.credentials,
		});
		expect(thrown.error ?? thrown.done[0]).toBeDefined();
		for (const value of [
			routed,
			thrown,
			everyField(thrown.error),
			thrown.error?.stack,
			rig.sandbox.recorder.list({}),
		]) {
			expect(JSON.stringify(value) ?? '').not.toContain(SECRET);
		}
	});

	it('a wrong pair is told as one', async () => {
		const wrong = {
			accountingExpensifyApi: {
				...rig.credentials.accountingExpensifyApi,
				partnerUserSecret: 'not-the-right-one',
			},
		};
		const { error } = await runNode(AccountingExpensify, { resource: 'policy', operation: 'getAll' }, [{}], {
			credentials: wrong,
		});
		expect(error?.message).toContain('Authentication error');
		expect(JSON.stringify(everyField(error))).not.toContain('not-the-right-one');
	});
});

/** An error's members that JSON leaves out, its causes included. */
function everyField(error: unknown, depth = 0): unknown {
	if (error === null || typeof error !== 'object' || depth > 6) return error;
	return Object.fromEntries(
		Object.getOwnPropertyNames(error).map((name) => [
			name,
			everyField((error as Record<string, unknown>)[name], depth + 1),
		]),
	);
}
