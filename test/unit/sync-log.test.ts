import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from '../../scripts/lib/n8n/templates.mjs';
import { LOG_COLUMNS, RUN_COLUMNS } from '../../nodes/SyncLog/columns';
import { rowsOf } from '../../nodes/SyncLog/fold';
import { nextRun } from '../../nodes/SyncLog/next-run';
import { readResults, unchangedIn } from '../../nodes/SyncLog/result';
import { countsOf, totalsOf } from '../../nodes/SyncLog/totals';

const RUN = { at: '2026-11-26T10:00:00.000Z', sync: 'Sync', execution: '7' };
const origin = { system: 'expensify', reports: ['R1'], keys: ['EXP-R1-B'], employee: 'ana@kea.example' };
const document = { kind: 'bill', key: 'EXP-R1-B', currency: 'GBP', supplier: { name: 'Ana Kea', email: 'ana@kea.example' }, lines: [{ amount: '10.10' }, { amount: '-0.1' }], origin };
const posted = { action: 'created', kind: 'bill', key: 'EXP-R1-B', id: 'b-1', number: 'B1', total: '10.00', currency: 'GBP', link: 'https://books.test/b-1', origin };
const failed = { ...document, error: 'Document EXP-R1-B: no supplier Ana Kea <ana@kea.example>', details: { category: 'mapping', retryable: false, hint: 'Map ana@kea.example.' } };
const rows = (...items: Array<Record<string, unknown>>) => rowsOf(items.flatMap((json) => readResults(json)), RUN);

describe('OPS-LOG: items of a run as rows of the log', () => {
	it('makes one row of a document, its result, and what failed afterwards', () => {
		expect(rows(document, posted)).toEqual([expect.objectContaining({
			...RUN, key: 'EXP-R1-B', kind: 'bill', action: 'created', result: 'ok', amount: '10.00', booksAmount: '10.00', currency: 'GBP', source: 'R1', booksId: 'b-1', number: 'B1', link: 'https://books.test/b-1', retryable: '', category: '',
		})]);
		const receipt = { ...posted, error: 'The receipt is gone', details: { category: 'not found', retryable: true } };
		expect(rows(document, posted, receipt)).toEqual([expect.objectContaining({ action: 'created', result: 'failed', category: 'not found', reason: 'The receipt is gone', retryable: 'yes', booksId: 'b-1' })]);
		expect(rows(document)).toEqual([expect.objectContaining({ result: 'failed', category: 'waiting' })]);
	});

	it('tells held reports, bank matches, what was found, and updates with before and after', () => {
		const held = { kind: 'expenseReport', id: 'R2', name: 'Asa\'s trip', total: '5', currency: 'GBP', employee: { email: 'asa@kea.example', name: 'Asa Lind' }, held: [{ category: 'mapping', message: 'No category of Asa Lind.', hint: 'Map it.' }, { category: 'mapping', message: 'No tax.', hint: 'Map it.' }] };
		expect(rows(held)).toEqual([expect.objectContaining({ key: 'R2', source: 'R2', kind: 'report', action: 'held', result: 'held', amount: '5.00', reason: 'No category of (employee). No tax.', hint: 'Map it.' })]);
		expect(rows({ ...document, match: { result: 'matched', id: 't1' } })).toEqual([expect.objectContaining({ action: 'matched', result: 'ok', booksId: 't1' })]);
		expect(rows({ ...document, match: { result: 'proposed', candidates: [{ text: 'Twin' }, { text: 'Twin 2' }] } })).toEqual([expect.objectContaining({ action: 'proposed', result: 'held', reason: expect.stringContaining('Twin / Twin 2') as string })]);
		expect(rows({ ...posted, action: 'found' })).toEqual([expect.objectContaining({ action: 'unchanged', result: 'ok' })]);
		const [updated] = rows({ action: 'updated', kind: 'supplier', id: 's1', changes: { name: 'New' }, before: { name: 'Old' } });
		expect(updated).toMatchObject({ key: 'supplier: s1', action: 'updated' });
		expect(JSON.parse(updated?.changes ?? '')).toEqual({ name: { before: 'Old', after: 'New' } });
	});

	it('keeps no names of employees and no e-mail addresses', () => {
		const [row] = rows(failed);
		expect(row).toMatchObject({ result: 'failed', category: 'mapping', retryable: 'no', amount: '10.00' });
		expect(JSON.stringify(row)).not.toMatch(/Ana|kea\.example/);
		expect(row?.reason).toBe('Document EXP-R1-B: no supplier (employee) <(e-mail)>');
	});

	it('brings together what Reference Sync planned and what came of it, by the record', () => {
		const plan = { group: 'Suppliers', action: 'update', targetKind: 'supplier', id: 's1', name: 'Old', reference: 'AC-1', changes: { name: 'New' }, before: { name: 'Old' }, target: { id: 's1' } };
		const [row] = rows(plan, { action: 'updated', kind: 'supplier', id: 's1', name: 'New', code: 'AC-1 ' });
		expect(row).toMatchObject({ key: 'supplier: AC-1', kind: 'supplier', action: 'updated', result: 'ok', booksId: 's1', changes: '{"name":{"before":"Old","after":"New"}}' });
		expect(rows(plan, { ...plan, error: 'Taken', details: { category: 'duplicate' } })).toEqual([expect.objectContaining({ key: 'supplier: AC-1', result: 'failed', category: 'duplicate' })]);
		expect(rows({ group: 'Suppliers', action: 'conflict', targetKind: 'supplier', name: 'Twin', reference: 'AC-2', category: 'duplicate', message: 'Two of a name.', hint: 'Rename.' }, { action: 'summary', name: 'x', unchanged: 40 }))
			.toEqual([expect.objectContaining({ key: 'supplier: AC-2', action: 'conflict', result: 'held', reason: 'Two of a name.' })]);
		expect(unchangedIn({ action: 'summary', unchanged: 40 })).toBe(40);
	});

	it('reads results that a part of a sync hands on, problems that were written down, and a step that failed', () => {
		expect(rows({ kind: 'invoices', results: [posted, { key: 'invoice 7', category: 'held', message: 'No customer.', hint: 'Match it.' }, { action: 'solved', key: 'invoice 6' }] })
			.map(({ key, result, action }) => [key, result, action])).toEqual([['EXP-R1-B', 'ok', 'created'], ['invoice 7', 'held', 'held'], ['invoice 6', 'ok', 'solved']]);
		expect(readResults({ sync: 'S', key: 'run', category: 'outage', message: 'No answer.', hint: 'Later.' }, 'Not read, and why')).toEqual([expect.objectContaining({ key: 'run', kind: 'step', result: 'failed', category: 'outage' })]);
		expect(readResults({ error: 'No answer', details: { category: 'outage', retryable: true } }, 'Approved expenses')).toEqual([expect.objectContaining({ key: 'Approved expenses', kind: 'step', result: 'failed', category: 'outage' })]);
	});

	it('leaves out what tells of no document', () => {
		expect(rows({ sync: 'Expensify to Xero', workspaces: [] }, { records: [] }, { page: '<p>' }, { error: 'Something' })).toEqual([]);
	});

	it('expects tax where it is told, and nothing where the books add it; of a journal the debits', () => {
		const net = { ...document, taxIncluded: false };
		expect(readResults(net)[0]?.amount).toBeUndefined();
		expect(readResults({ ...net, lines: [{ amount: '10', taxAmount: '2' }] })[0]?.amount).toBe('12.00');
		expect(readResults({ ...document, kind: 'journal', lines: [{ amount: '7' }, { amount: '-7' }] })[0]?.amount).toBe('7.00');
	});

	it('counts money that came back to a card against the rest', () => {
		const back = { ...document, kind: 'expense', key: 'K', lines: [{ amount: '-12.5' }] };
		expect(rows(back, { ...posted, kind: 'expense', key: 'K', total: '12.50' })).toEqual([expect.objectContaining({ amount: '-12.50', booksAmount: '-12.50' })]);
	});

	it('counts each document once, and adds up source and books by currency, exactly', () => {
		const all = rows(document, posted, { ...document, key: 'K2', error: 'no', details: {} }, { ...posted, key: 'K3', kind: 'supplierCredit', total: '0.10' }, { ...document, key: 'K3', kind: 'supplierCredit', lines: [{ amount: '0.1' }] }, { ...posted, key: 'K4', total: '0.30', currency: 'EUR' }, { ...document, key: 'K4', currency: 'EUR', lines: [{ amount: '0.1' }, { amount: '0.1' }] });
		expect(countsOf(all)).toMatchObject({ created: '3', failed: '1', held: '0' });
		expect(totalsOf(all.filter(({ result }) => result === 'ok'))).toEqual([
			{ currency: 'EUR', documents: 1, source: '0.20', books: '0.30', drift: '0.10' },
			{ currency: 'GBP', documents: 2, source: '9.90', books: '9.90', drift: '0.00' },
		]);
	});
});

describe('OPS-DASH: when a schedule is due next', () => {
	it.each([
		['0 5 * * *', '2026-11-26T04:59:30Z', 'Europe/London', '2026-11-26T05:00:00.000Z'],
		['0 5 * * *', '2026-11-26T05:00:00Z', 'Europe/London', '2026-11-27T05:00:00.000Z'],
		['0 5 * * *', '2026-06-26T12:00:00Z', 'Europe/London', '2026-06-27T04:00:00.000Z'],
		['30 1 * * *', '2026-03-28T12:00:00Z', 'Europe/London', '2026-03-30T00:30:00.000Z'], // the clock jumps over it on the 29th
		['*/5 * * * *', '2026-11-26T10:02:00Z', 'UTC', '2026-11-26T10:05:00.000Z'],
		['0 9-17/4 * * 1-5', '2026-11-27T18:00:00Z', 'UTC', '2026-11-30T09:00:00.000Z'],
		['0 0 1 * 0', '2026-11-26T00:00:00Z', 'UTC', '2026-11-29T00:00:00.000Z'],
		['0 0 29 2 *', '2026-11-26T00:00:00Z', 'UTC', '2028-02-29T00:00:00.000Z'],
		['15 0 5 * * *', '2026-11-26T00:00:00Z', 'UTC', '2026-11-26T05:00:00.000Z'],
	])('%s after %s in %s', (cron, after, zone, due) => {
		expect(nextRun(cron, new Date(after), zone)).toBe(due);
	});

	it.each(['', 'daily', '61 * * * *', '0 0 31 2 *', '*/0 * * * *'])('knows no moment of "%s"', (cron) => {
		expect(nextRun(cron, new Date(), 'UTC')).toBeUndefined();
	});
});

describe('OPS-LOG: the templates', () => {
	it('make the tables with the columns of the node, all of them text', () => {
		const log = readTemplates().find(({ id }) => id === 'acctSyncLogSub00');
		const columns = (names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));
		expect(log?.plan.tables).toEqual([{ name: 'Sync runs', columns: columns(RUN_COLUMNS), rows: [] }, { name: 'Sync log', columns: columns(LOG_COLUMNS), rows: [] }]);
		const made = (log?.nodes ?? []).filter(({ parameters }) => parameters.resource === 'table').map(({ parameters }) => parameters.columns.column);
		expect(made).toEqual([columns(RUN_COLUMNS), columns(LOG_COLUMNS)]);
	});

	it('name nodes that there are, and the workflow for runs that stop', () => {
		const templates = readTemplates().filter(({ nodes }) => nodes.some(({ name }) => name === 'End the log'));
		expect(templates.length).toBeGreaterThan(1);
		for (const { name, nodes, settings } of templates) {
			const end = nodes.find((node) => node.name === 'End the log');
			for (const node of String(end.parameters.resultsOf ?? '').split('\n').filter((line) => line !== '')) expect([name, nodes.map((one) => one.name)]).toEqual([name, expect.arrayContaining([node])]);
			expect([name, (settings as { errorWorkflow?: string }).errorWorkflow]).toEqual([name, 'acctSyncLogErr00']);
		}
	});

	it('tell all columns in the documentation', () => {
		const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
		for (const column of [...RUN_COLUMNS, ...LOG_COLUMNS]) expect(page).toContain(`\`${column}\``);
	});
});
