import { POLICY, toReportItem } from './workspace.mjs';

const LOADER = 'acctSyncCardLoad';

/** The workflow that brings the transactions in: the node "Expensify" makes a report for each item. */
const loader = (items) => ({
	id: LOADER,
	name: 'Load card transactions into Expensify',
	nodes: [
		{
			id: 'b0c5bb0e-7f0b-4f5e-9f4a-2f7b5c3a0001', name: 'Reports', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1,
			position: [0, 0], parameters: {},
		},
		{
			id: 'b0c5bb0e-7f0b-4f5e-9f4a-2f7b5c3a0002', name: 'Make them in Expensify',
			type: 'n8n-nodes-accounting-sync.accountingExpensify', typeVersion: 1, position: [260, 0],
			parameters: { resource: 'report', operation: 'create', source: 'json', report: '={{ $json }}', options: {} },
			credentials: { accountingExpensifyApi: { name: 'Expensify (sandbox)' } },
		},
	],
	connections: { Reports: { main: [[{ node: 'Make them in Expensify', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
	pinData: { Reports: items.map((json) => ({ json })) },
});

/**
 * Makes a report of each card and month through our own node, settles foreign expenses as the card scheme did, and
 * approves them all.
 */
export async function loadReports({ n8n, control, credentialIds, reports, charts, reimbursable = false }) {
	await n8n.importWorkflow(loader(reports.map((report) => toReportItem(report, charts, reimbursable))), credentialIds);
	const run = await n8n.runManually(LOADER, 'Reports', { timeout: 20 * 60_000 });
	if (run.status !== 'success') throw new Error(`Loading failed: ${run.error?.message ?? run.status}`);
	await settle(control, reports);
	await control('POST', '/expensify/submit', { all: true, policyID: POLICY });
	await control('POST', '/expensify/approve', { all: true, policyID: POLICY });
}

/** Expensify converts by a day's rate; the card was billed by the scheme's. */
async function settle(control, reports) {
	const abroad = reports.filter(({ transactions }) => transactions.some(({ original, currency }) => original.currency !== currency));
	const titles = new Map(abroad.map((report) => [report.title, report]));
	const made = await control('GET', `/expensify/reports?policyID=${POLICY}`);
	const expenses = [];
	for (const { id, name } of made) {
		const report = titles.get(name);
		if (report === undefined) continue;
		const byRow = new Map(report.transactions.map((transaction) => [`row-${transaction.row}`, transaction]));
		for (const expense of (await control('GET', `/expensify/reports/${id}`)).expenses) {
			const transaction = byRow.get(expense.external_id);
			if (transaction === undefined || transaction.original.currency === transaction.currency) continue;
			expenses.push({ transactionID: expense.id, convertedAmount: Number(transaction.cents) });
		}
	}
	await control('POST', '/expensify/expenses', { expenses });
}
