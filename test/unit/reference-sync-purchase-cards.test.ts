import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supplierName } from '../../nodes/ExpenseToLedger/merchant';
import type { SyncRecord } from '../../nodes/core/values';
import { apply, compare, settings } from './reference-sync.lists';

/**
 * Merchants of published card statements as suppliers: the same shop is spelt in many ways, and differently each month.
 * The months are read where they lie beside the project.
 */
const DATA = join(__dirname, '../../../shared/data/purchase-cards');
const months = ['2017-01', '2017-02', '2017-03', '2017-04', '2017-05', '2017-06', '2017-07'];
const present = existsSync(join(DATA, `${months[0]}.csv`)) ? describe : describe.skip;

/** The column "merchant" is the eighth. */
function merchantsOf(month: string): string[] {
	const text = readFileSync(join(DATA, `${month}.csv`), 'utf8');
	const rows = text.split(/\r?\n/).slice(1).filter((row) => row !== '');
	return rows.map((row) => [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '')[7] ?? '');
}

/** The same in other words, so that a slip here and a slip there do not hide each other. */
const plain = (name: string) => name.normalize('NFKC').split(/\s+/).filter((word) => word !== '').join(' ').replace(/[‘’`´]/g, "'").toLowerCase();

const byName = settings({ match: ['name'], fields: [{ source: 'name', owner: 'createOnly' }], limits: [{ field: 'name', required: true, most: 100 }] });

present('SYNC-EXP-QBO: suppliers from seven months of merchants, spelling by spelling', () => {
	it('makes each once, knows it again in other months, and counts exactly', () => {
		let targets: SyncRecord[] = [];
		const known = new Set<string>();
		let rows = 0;
		for (const month of months) {
			const spellings = [...new Set(merchantsOf(month))];
			rows += spellings.length;
			const sources = spellings.map((merchant, at) => ({ id: `${month}-${at}`, name: merchant, active: true }));
			const result = compare(sources, targets, byName);
			// Recomputed: spellings that differ in case or blanks alone are one name; the first of them has it.
			const groups = new Map<string, number>();
			for (const merchant of spellings) groups.set(plain(merchant), (groups.get(plain(merchant)) ?? 0) + 1);
			groups.delete('');
			const empty = spellings.filter((merchant) => plain(merchant) === '').length;
			const fresh = [...groups.keys()].filter((name) => !known.has(name));
			const rivals = [...groups].filter(([name, count]) => known.has(name) && count > 1).reduce((sum, [, count]) => sum + count, 0);
			const twins = fresh.reduce((sum, name) => sum + (groups.get(name) ?? 0) - 1, 0);
			expect({ month, create: result.create.length, update: result.update.length, unchanged: result.unchanged.length, conflict: result.conflict.length }).toEqual({
				month, create: fresh.length, update: 0, unchanged: [...groups].filter(([name, count]) => known.has(name) && count === 1).length, conflict: rivals + twins + empty,
			});
			for (const name of fresh) known.add(name);
			targets = apply(targets, result, (at) => `${month}/${at}`);
			expect(targets).toHaveLength(known.size);
			expect(compare(sources, targets, byName).create).toEqual([]);
		}
		expect(rows).toBeGreaterThan(5000);
	});

	it('cleaned of store numbers and the like, each name stands once and nothing clashes', () => {
		let targets: SyncRecord[] = [];
		const known = new Set<string>();
		for (const month of months) {
			const names = [...new Map(merchantsOf(month).map((merchant) => supplierName(merchant) ?? '').filter((name) => name !== '').map((name) => [plain(name), name])).values()];
			const result = compare(names.map((name, at) => ({ id: `${month}-${at}`, name, active: true })), targets, byName);
			const fresh = names.filter((name) => !known.has(plain(name)));
			expect({ month, create: result.create.length, unchanged: result.unchanged.length, conflict: result.conflict }).toEqual({
				month, create: fresh.length, unchanged: names.length - fresh.length, conflict: [],
			});
			for (const name of fresh) known.add(plain(name));
			targets = apply(targets, result, (at) => `${month}/${at}`);
		}
		expect(targets).toHaveLength(known.size);
	});
});

present('SYNC-IMPORT: accounts, whose codes stay while their names change', () => {
	it('a month in which names differ renames, and makes only what is new', () => {
		const accountsOf = (month: string): Map<string, string> => {
			const rows = readFileSync(join(DATA, `${month}.csv`), 'utf8').split(/\r?\n/).slice(1).filter((row) => row !== '');
			const cells = rows.map((row) => [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''));
			return new Map(cells.filter((row) => (row[9] ?? '') !== '' && (row[10] ?? '').trim() !== '').map((row) => [row[9] ?? '', `${row[10]} (${month.slice(5)})`]));
		};
		const list = (accounts: Map<string, string>) => [...accounts].map(([code, name]) => ({ id: code, code, name: `${code} ${name}`, active: true }));
		let targets: SyncRecord[] = [];
		const known = new Set<string>();
		for (const month of months) {
			const accounts = accountsOf(month);
			const result = compare(list(accounts), targets);
			const old = [...accounts.keys()].filter((code) => known.has(code)).length;
			expect({ month, create: result.create.length, update: result.update.length, conflict: result.conflict }).toEqual({ month, create: accounts.size - old, update: old, conflict: [] });
			for (const code of accounts.keys()) known.add(code);
			targets = apply(targets, result, (at) => `${month}/${at}`);
			expect(compare(list(accounts), targets)).toMatchObject({ create: [], update: [] });
		}
		expect(known.size).toBeGreaterThan(50);
	});
});
