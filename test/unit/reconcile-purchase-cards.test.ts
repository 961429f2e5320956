import { reconcile } from '../../nodes/Reconcile/reconcile';
import { settingsSchema } from '../../nodes/Reconcile/settings';
import { csvOf } from '../../nodes/Reconcile/report/csv';
import { rowsOf } from '../../nodes/Reconcile/report/rows';
import { pageOf } from '../../nodes/Reconcile/page/page';
import { fromUnits, toUnits } from '../../nodes/core/units';
import { bookedOf, transactions, whoseCards } from '../support/card-documents';
import type { Doc } from './reconcile.books';

describe('OPS-RECON: years of card transactions', () => {
	it('reconciles them in seconds and little memory, and finds the few that were planted', () => {
		const source = transactions();
		const books = source.map(bookedOf);
		const size = source.length;
		const [gone, changed, moved] = [1234, 5678, 9012];
		const before = books[changed] as Doc;
		books[changed] = { ...before, total: '12345.67', amount: '12345.67', lines: [{ ...(before.lines as Doc[])[0], amount: '12345.67' }] };
		books[moved] = { ...(books[moved] as Doc), date: '2099-01-01' };
		books.push({ ...(books[77] as Doc), id: 'twice' }, { ...(books[78] as Doc), id: 'more', key: 'EXP-none-CE', date: '1999-01-01' });
		books.splice(gone, 1);
		const wrap = (records: Doc[]) => records.map((record, item) => ({ record, item }));
		const [a, b] = [wrap(source), wrap(books)];
		const settings = settingsSchema.parse({ ownKeys: ['EXP-'] });

		const heap = () => process.memoryUsage().heapUsed;
		const start = heap();
		const cpu = process.cpuUsage();
		const began = performance.now();
		const found = reconcile(a, b, settings);
		const rows = rowsOf(found, false);
		const csv = csvOf(rows);
		const page = pageOf(found.report, rows, { most: 500, csv: { fileName: 'cards.csv', text: csv } });
		const seconds = (performance.now() - began) / 1000;
		const used = process.cpuUsage(cpu);
		const megabytes = (heap() - start) / 2 ** 20;
		console.info(`${size} transactions (${whoseCards}): ${seconds.toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of processor, ${megabytes.toFixed(0)} MB of heap beyond the lists, page ${Math.round(page.length / 1024)} KB`);

		expect(size).toBeGreaterThan(150_000);
		expect(found.missing.map(({ key }) => key)).toEqual([`EXP-${gone}-CE`]);
		expect(found.extra.map(({ key }) => key)).toEqual(['EXP-none-CE']);
		expect(found.duplicates.map(({ entry }) => entry.key)).toEqual(['EXP-77-CE']);
		expect(found.different.map(({ pair }) => pair.source[0]?.key)).toEqual([`EXP-${changed}-CE`, `EXP-${moved}-CE`]);
		expect(found.matched).toHaveLength(size - 3);
		expect(found.report.explained).toBe(true);
		const all = source.reduce((sum, doc) => sum + (toUnits((doc.lines as Array<{ amount: string }>)[0]?.amount) ?? 0n), 0n);
		expect(fromUnits(found.report.currencies.reduce((sum, one) => sum + (toUnits(one.source.total) ?? 0n), 0n))).toBe(fromUnits(all));
		expect((used.user + used.system) / 1e6).toBeLessThan(30);
		expect(megabytes).toBeLessThan(500);
	}, 120_000);

	it('finds them all by amount, day and name where the books have lost every key', () => {
		const source = transactions().slice(0, 20_000);
		const books = source.map(bookedOf).map(({ key: _key, ...rest }) => rest);
		const began = performance.now();
		const found = reconcile(source.map((record, item) => ({ record, item })), books.map((record, item) => ({ record, item })), settingsSchema.parse({}));
		console.info(`${source.length} without keys: ${((performance.now() - began) / 1000).toFixed(1)} s`);
		expect(found.probable).toHaveLength(source.length);
		expect(found.report).toMatchObject({ explained: true, agrees: false });
	}, 120_000);
});
