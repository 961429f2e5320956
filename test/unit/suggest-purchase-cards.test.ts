import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supplierName } from '../../nodes/ExpenseToLedger/merchant';
import { suggest } from '../../nodes/ExpenseToLedger/suggest/suggest';
import { card, report } from './expense-to-ledger.reports';

/** A month of published card statements where it lies beside the project, else the dirty names that such statements have. */
const DATA = join(__dirname, '../../../shared/data/purchase-cards/2017-05.csv');
const DIRTY = [
	'AMAZON UK MARKETPLACE', 'Amazon UK Marketplac', 'AMAZON.CO.UK*2K4XJ81S0', 'SQ *NORTHWIND FUEL 0423', 'NORTHWIND FUEL 77', 'Northwind Fuels Ltd',
	'TRAVELODGE GB0000', 'TRAVELODGE', 'TRAINLINE.COM', 'THETRAINLINE.COM', 'PAYPAL *ROYALMAIL', 'ROYAL MAIL GROUP LTD', 'B & Q 1117', 'B&Q', '<b>Bold</b> Shop', '7-ELEVEN 3663', '3663',
];
const merchants = existsSync(DATA)
	? readFileSync(DATA, 'utf8').split(/\r?\n/).slice(1).filter((row) => row !== '').map((row) => [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '')[7] ?? '')
	: DIRTY;

describe('OPS-MAP: merchants as card statements write them', () => {
	const spellings = [...new Set([...merchants, ...DIRTY])];
	const reports = [report('R1', spellings.map((merchant, at) => card(String(at), '1', { merchant })))];
	const names = [...new Set(spellings.map((merchant) => supplierName(merchant) ?? '').filter((name) => name !== ''))];
	const supplier = (name: string) => ({ kind: 'supplier', id: name, name, active: true });
	const run = (suppliers: string[]) => suggest({ workspace: 'W1', source: {}, books: { supplier: suppliers.map(supplier) }, maps: {}, documents: [], reports });

	it('finds every tidied name again, and what counts at once has that very name', () => {
		const rows = run(names);
		const same = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
		const sure = rows.filter(({ state }) => state === 'matched');
		expect(sure.length).toBeGreaterThan(names.length / 2);
		for (const { merchant = '', supplier: to = '' } of sure) {
			const words = spellings.filter((spelling) => [same(spelling), same(supplierName(spelling) ?? '')].includes(same(to)));
			expect([merchant, to, words.length > 0]).toEqual([merchant, to, true]);
		}
		expect(new Set(rows.map(({ merchant }) => merchant)).size).toBe(rows.length);
	});

	it('with ten well-known suppliers proposes those alone that share their words, and none of it counts unless the name is the same', () => {
		const rows = run(['Amazon', 'Travelodge', 'Royal Mail', 'Northwind Fuel', 'B&Q', 'Trainline', 'Premier Inn', 'Tesco', 'Argos', 'Post Office']);
		expect(rows.length).toBeGreaterThan(4);
		const to = (merchant: string) => rows.find((row) => row.merchant === merchant)?.supplier;
		expect([to('TRAVELODGE GB0000') ?? to('TRAVELODGE')]).toEqual(['Travelodge']);
		const wrong = rows.filter(({ merchant = '', supplier: name = '' }) => {
			const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
			return !letters(merchant).includes(letters(name).slice(0, 4));
		});
		// Measured, so that a looser comparison shows.
		expect(wrong.map(({ merchant, supplier: name }) => `${merchant} -> ${name}`)).toEqual([]);
	});

	it('takes a month of them against thousands of suppliers in seconds', () => {
		const start = Date.now();
		run([...names, ...Array.from({ length: 3000 }, (_, at) => `Supplier ${String.fromCharCode(97 + (at % 26))}${at.toString(36)} Trading`)]);
		expect(Date.now() - start).toBeLessThan(30_000);
	});
});
