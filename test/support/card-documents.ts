import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { toUnits } from '../../nodes/core/units';
import { randomFrom, type Doc } from '../unit/reconcile.books';

/** Published card transactions where they lie beside the project; as many invented ones where they do not. */
const DATA = join(__dirname, '../../../shared/data/purchase-cards');
const INVENTED = 158_000;
export const whoseCards = existsSync(DATA) ? 'published' : 'invented';

function cellsOf(line: string): string[] {
	return [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

export function transactions(): Doc[] {
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
export function bookedOf(doc: Doc, at: number): Doc {
	const [line] = doc.lines as Array<{ amount: string }>;
	const amount = line?.amount ?? '0';
	const lines = (doc.lines as Doc[]).map((one) => ({ ...one, amount: amount.replace('-', ''), id: `l${at}` }));
	return { ...doc, id: `b${at}`, total: amount.replace('-', ''), amount, lines, status: 'AUTHORISED' };
}
