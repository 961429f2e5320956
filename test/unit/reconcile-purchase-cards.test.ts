import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { reconcile } from '../../nodes/Reconcile/reconcile';
import { settingsSchema } from '../../nodes/Reconcile/settings';
import { csvOf } from '../../nodes/Reconcile/report/csv';
import { rowsOf } from '../../nodes/Reconcile/report/rows';
import { pageOf } from '../../nodes/Reconcile/page/page';
import { fromUnits, toUnits } from '../../nodes/core/units';
import { randomFrom, type Doc } from './reconcile.books';

/** Published card transactions where they lie beside the project; as many invented ones where they do not. */
const DATA = join(__dirname, '../../../shared/data/purchase-cards');
const INVENTED = 158_000;

function cellsOf(line: string): string[] {
	return [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

function transactions(): Doc[] {
	const docs: Doc[] = [];
	const add = (date: string, amount: string, currency: string, merchant: string, account: string, costCentre: string) => docs.push({
		kind: 'expense', key: `EXP-${docs.length}-CE`, date, currency: currency || 'GBP', taxIncluded: true, supplier: { name: merchant },
		lines: [{ amount, account: { code: account || 'none' }, dimensions: [{ dimension: { name: 'Cost centre' }, value: { code: costCentre || 'none' } }] }],
	});
	if (existsSync(DATA)) {
		for (const file of readdirSync(DATA).filter((name) => /\.csv(\.gz)?$/.test(name))) {
			const bytes = readFileSync(join(DATA, file));
			const [head = '', ...lines] = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/).filter((line) => line !== '');
			const at = (name: string) => cellsOf(head).indexOf(name);
			const columns = ['transaction_date', 'billing_amount', 'original_amount', 'billing_currency', 'merchant', 'account_code', 'cost_centre_code'].map(at);
			for (const line of lines) {
				const cells = cellsOf(line);
				const [date = '', billed = '', original = '', currency = '', merchant = '', account = '', costCentre = ''] = columns.map((column) => cells[column] ?? '');
				const amount = billed === '' ? original : billed; // the earlier years name only the one
				if (toUnits(amount) !== undefined && /^\d{4}-\d\d-\d\d$/.test(date)) add(date, amount, currency, merchant, account, costCentre);
			}
		}
	} else {
		const random = randomFrom(7);
		for (let at = 0; at < INVENTED; at++) {
			const day = new Date(Date.UTC(2014, 3, 1 + Math.floor(random() * 1200))).toISOString().slice(0, 10);
			add(day, `${random() < 0.05 ? '-' : ''}${Math.floor(random() * 900)}.${String(at % 100).padStart(2, '0')}`, 'GBP', `merchant ${Math.floor(random() * 9000)}`, `K${at % 150}`, `R${at % 900}`);
		}
	}
	return docs;
}

/** As the books would give them back: totals without sign, a signed amount, ids, and lines of their own. */
function bookedOf(doc: Doc, at: number): Doc {
	const [line] = doc.lines as Array<{ amount: string }>;
	const amount = line?.amount ?? '0';
	const lines = (doc.lines as Doc[]).map((one) => ({ ...one, amount: amount.replace('-', ''), id: `l${at}` }));
	return { ...doc, id: `b${at}`, total: amount.replace('-', ''), amount, lines, status: 'AUTHORISED' };
}

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
		console.info(`${size} transactions (${existsSync(DATA) ? 'published' : 'invented'}): ${seconds.toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of processor, ${megabytes.toFixed(0)} MB of heap beyond the lists, page ${Math.round(page.length / 1024)} KB`);

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
