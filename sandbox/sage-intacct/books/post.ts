import { exact, fromCents, share, sum, toCents, toText, type Exact } from '../../frame/money';
import type { Call } from '../state/desk';
import type { Stored } from '../state/records';

/** Debits positive, in the document's currency. */
export interface Posting {
	entity: string;
	account: string;
	trx: Exact;
}

export interface Terms {
	day: string;
	currency: string;
	/** Base units per unit. */
	rate: Exact;
}

/** What the account on the other side takes, per entity, so that each entity balances in both currencies. */
export function post(call: Call, { object, recordNo }: Stored, postings: readonly Posting[], balancing: string, terms: Terms): void {
	for (const entity of new Set(postings.map((posting) => posting.entity))) {
		const own = postings.filter((posting) => posting.entity === entity);
		const bases = own.map(({ trx }) => inBase(trx, terms.rate));
		own.forEach((posting, index) => write(call, object, recordNo, posting, bases[index] ?? 0n, terms));
		write(call, object, recordNo, { entity, account: balancing, trx: -sum(own.map(({ trx }) => trx)) }, -sum(bases), terms);
	}
}

export function write({ desk, company }: Call, object: string, recordNo: number, { entity, account, trx }: Posting, base: Exact, { day, currency }: Terms): void {
	desk.sql.insert('sin_postings', { company: company.id, object, recordno: recordNo, entity, account, date: day, currency, trx: toCents(trx), base: toCents(base) });
}

export function inBase(trx: Exact, rate: Exact): Exact {
	return share(trx, rate, exact('1'));
}

export function unpost({ desk, company }: Call, { object, recordNo }: Stored): void {
	desk.sql.run('DELETE FROM sin_postings WHERE company = ? AND object = ? AND recordno = ?', company.id, object, recordNo);
}

/** The same postings the other way round, on the day of the reversal. */
export function postReversal({ desk, company }: Call, { object, recordNo }: Stored, day: string): void {
	desk.sql.run(
		`INSERT INTO sin_postings (company, object, recordno, entity, account, date, currency, trx, base)
		 SELECT company, object, recordno, entity, account, ?, currency, -trx, -base FROM sin_postings WHERE company = ? AND object = ? AND recordno = ?`,
		day, company.id, object, recordNo,
	);
}

export function postingsOf({ desk, company }: Call, object: string, recordNo: number): Array<{ entity: string; account: string; date: string; currency: string; amount: string; base: string }> {
	return desk.sql
		.all('SELECT * FROM sin_postings WHERE company = ? AND object = ? AND recordno = ? ORDER BY id', company.id, object, recordNo)
		.map((row) => ({ entity: String(row.entity), account: String(row.account), date: String(row.date), currency: String(row.currency), amount: money(row.trx), base: money(row.base) }));
}

function money(cents: unknown): string {
	return toText(fromCents(Number(cents)));
}

/** Debits less credits in base currency: per entity, and per account. "0.00" for each entity unless the emulator is wrong. */
export function trialBalance({ desk, company }: Pick<Call, 'desk' | 'company'>): { entities: Record<string, string>; accounts: Record<string, string> } {
	const by = (column: 'entity' | 'account') =>
		Object.fromEntries(desk.sql.all(`SELECT ${column} AS name, sum(base) AS total FROM sin_postings WHERE company = ? GROUP BY ${column} ORDER BY ${column}`, company.id)
			.map(({ name, total }) => [String(name), money(total)]));
	return { entities: by('entity'), accounts: by('account') };
}
