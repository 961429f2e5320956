import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Reconcile } from '../../nodes/Reconcile/Reconcile.node';
import { runNode, type Items, type RunOptions } from '../support/run-node';
import { bill, booked } from '../unit/reconcile.books';

const [REPORT, MISSING, EXTRA, DIFFERENT, PROBABLE, DUPLICATES, MATCHED] = [0, 1, 2, 3, 4, 5, 6];
const run = async (parameters: INodeParameters, source: Items | null, books: Items | null, options: RunOptions = {}) =>
	await runNode(Reconcile, parameters, source, { ...options, secondInput: books });
const json = (items: INodeExecutionData[] | undefined) => (items ?? []).map((item) => item.json);
const doc = (...given: Parameters<typeof bill>) => bill(...given) as IDataObject;
const held = (...given: Parameters<typeof booked>) => booked(...given) as IDataObject;
const november = { from: '2026-11-01T00:00:00', to: '2026-11-30T00:00:00' };
const list = (records: IDataObject[], more: IDataObject = {}): IDataObject => ({ records, count: records.length, ...more });
const text = (item: INodeExecutionData | undefined, name: string) => Buffer.from(item?.binary?.[name]?.data ?? '', 'base64').toString('utf8');

const source = [doc('EXP-1', '10'), doc('EXP-2', '20'), doc('EXP-3', '30'), doc('EXP-4', '40', { supplier: { name: '<img src=x onerror=alert(1)>' } })];
const books = [held('EXP-1', '10'), held('EXP-2', '21'), held('EXP-2', '20', { id: 'twin' }), held('EXP-9', '9'), held('EXP-3', '30', { date: '2026-12-01', link: 'https://books.test/3' }), held('BY-HAND', '5')];

describe('OPS-RECON: the node', () => {
	it('gives each sort of finding on its own output, paired with what came in', async () => {
		const { outputs, error, hints } = await run({ ...november, ownKeys: 'EXP-' }, source, books);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(json(outputs[REPORT])[0]).toMatchObject({
			title: 'Reconciliation', from: '2026-11-01', to: '2026-11-30', agrees: false, explained: true,
			counts: { source: 4, books: 4, matched: 2, missing: 1, extra: 1, different: 1, duplicates: 1, otherPeriod: 1, leftOut: 1 },
		});
		expect(json(outputs[MISSING])).toEqual([expect.objectContaining({ result: 'missing', key: 'EXP-4', sourceAmount: '40.00', difference: '-40.00', source: source[3] })]);
		expect(json(outputs[EXTRA])).toEqual([expect.objectContaining({ key: 'EXP-9', booksAmount: '9.00', books: books[3] })]);
		expect(json(outputs[DIFFERENT])).toEqual([expect.objectContaining({
			key: 'EXP-3', match: 'key', differences: [{ field: 'period', source: '2026-11', books: '2026-12' }, { field: 'date', source: '2026-11-10', books: '2026-12-01' }], source: source[2], books: books[4], link: 'https://books.test/3',
		})]);
		expect(json(outputs[DUPLICATES])).toEqual([expect.objectContaining({ key: 'EXP-2', side: 'books', booksAmount: '21.00', details: expect.stringContaining('2 times') })]);
		expect([outputs[PROBABLE], outputs[MATCHED]]).toEqual([[], []]);
		expect(outputs[DIFFERENT]?.[0]?.pairedItem).toEqual([{ item: 2, input: 0 }, { item: 4, input: 1 }]);
		expect(outputs[MISSING]?.[0]?.pairedItem).toEqual({ item: 3, input: 0 });
	});

	it('takes whole lists, several on one side, and gives what agrees when asked', async () => {
		const lists = [list([books[0] as IDataObject], { kind: 'bill' }), list([], { kind: 'supplierCredit' })];
		const { outputs } = await run({ options: { matched: true, recordsField: 'records' }, page: false }, [list([source[0] as IDataObject])], lists);
		expect(json(outputs[REPORT])[0]).toMatchObject({ agrees: true, counts: { matched: 1 } });
		expect(json(outputs[MATCHED])).toEqual([expect.objectContaining({ result: 'matched', key: 'EXP-1', differences: [] })]);
		expect(Object.keys(outputs[REPORT]?.[0]?.binary ?? {})).toEqual(['csv']);
		expect(text(outputs[REPORT]?.[0], 'csv')).toContain('matched,EXP-1,EXP-1,bill,Ana Kea,key,2026-11-10,2026-11-10,GBP,GBP,10.00,10.00,0.00,,id-EXP-1,');
	});

	it('writes a CSV that spreadsheets cannot run, and a page in which markup stays text', async () => {
		const evil = [doc('EXP-5', '-12.50', { supplier: { name: '=HYPERLINK("http://x")' }, note: 'a,"b"\nc' }), source[3] as IDataObject];
		const { outputs } = await run({ ...november, title: 'A & <b>B</b>', options: { pageField: 'page' } }, evil, [held('EXP-6', '1', { link: 'javascript:alert(1)' })]);
		const [report] = outputs[REPORT] ?? [];
		const csv = text(report, 'csv');
		expect(report?.binary?.csv).toMatchObject({ mimeType: 'text/csv', fileName: 'A b B b 2026-11-01 to 2026-11-30.csv' });
		expect(csv.split('\r\n')[1]).toBe('missing,EXP-5,,bill,"\'=HYPERLINK(""http://x"")",,2026-11-10,,GBP,,-12.50,,12.50,"a,""b""\nc",,');
		const page = text(report, 'page');
		expect(page).toBe(report?.json.page);
		expect(page).not.toMatch(/<img|<b>B|javascript:alert\(1\)" |<script/);
		expect(page).not.toMatch(/(?:src|href)="(?!data:text\/csv)/);
		expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
		expect(Buffer.from(/base64,([^"]+)"/.exec(page)?.[1] ?? '', 'base64').toString('utf8')).toBe(csv);
	});

	it('never takes a list that was not read for an empty one', async () => {
		const failed = [{ error: 'Xero did not answer' }];
		const stopped = await run({}, [list(source)], failed);
		expect(stopped.error?.message).toBe('Nothing was compared. The list of the books: Xero did not answer.');
		expect((await run({}, [list(source)], null)).error?.message).toContain('no list of it came in');
		const { outputs, error } = await run({}, [list(source)], failed, { continueOnFail: true });
		expect(error).toBeUndefined();
		expect(json(outputs[REPORT])).toEqual([expect.objectContaining({ agrees: false, error: expect.stringContaining('Xero did not answer'), details: expect.objectContaining({ category: 'outage' }) })]);
		expect(outputs.slice(1).flat()).toEqual([]);
	});

	it('tells all that is wrong with its settings at once', async () => {
		const { error } = await run({ from: '2026-11-30', to: '2026-11-01', tolerance: 'a little', slackDays: -1 }, source, books);
		expect(error?.message).toMatch(/slackDays: must be a whole number of days.*tolerance must be an amount.*to lies before/);
		expect((await run({ from: '2026-11-30', to: '2026-11-01' }, source, books)).error?.message).toContain('lies before the first day');
	});

	it('hints at documents that no total holds', async () => {
		const { hints, outputs } = await run({}, [doc('A', 'ten')], []);
		expect(hints).toEqual(['Without a day or an amount that can be read, and so in no total: 1.']);
		expect(json(outputs[REPORT])[0]).toMatchObject({ unreadable: [{ key: 'A', side: 'source' }] });
	});
});
