import type { DatabaseSync } from 'node:sqlite';
import { absolute, fromCents, sum, toCents, toText, type Exact } from '../../frame/money';

const TABLES = `
CREATE TABLE IF NOT EXISTS xero_postings (
	tenant TEXT NOT NULL, source TEXT NOT NULL, day TEXT NOT NULL, account TEXT NOT NULL, cents INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS xero_postings_source ON xero_postings (tenant, source);
CREATE INDEX IF NOT EXISTS xero_postings_account ON xero_postings (tenant, account, cents);`;

/** Debit positive, credit negative, in the organisation's base currency. */
export interface Posting {
	account: string;
	amount: Exact;
}

/** Double entry: what does not balance is refused, whoever sent it. */
export class Ledger {
	private readonly insert: ReturnType<DatabaseSync['prepare']>;
	private readonly drop: ReturnType<DatabaseSync['prepare']>;
	private readonly balance: ReturnType<DatabaseSync['prepare']>;

	constructor(private readonly db: DatabaseSync) {
		db.exec(TABLES);
		this.insert = db.prepare('INSERT INTO xero_postings (tenant, source, day, account, cents) VALUES (?, ?, ?, ?, ?)');
		this.drop = db.prepare('DELETE FROM xero_postings WHERE tenant = ? AND source = ?');
		this.balance = db.prepare(
			'SELECT account, sum(cents) AS cents FROM xero_postings WHERE tenant = ? GROUP BY account',
		);
	}

	/** Replaces what this source had posted before. An empty list takes it out of the books. */
	post(tenant: string, source: string, day: string, postings: Posting[]): void {
		const difference = sum(postings.map(({ amount }) => fromCents(toCents(amount))));
		if (difference !== 0n) {
			throw new Error(`${source} would not balance: debits and credits differ by ${toText(absolute(difference))}`);
		}
		this.drop.run(tenant, source);
		for (const { account, amount } of postings) {
			const cents = toCents(amount);
			if (cents !== 0) this.insert.run(tenant, source, day, account, cents);
		}
	}

	/** Debit balances positive, by account id. */
	balances(tenant: string): Map<string, Exact> {
		return new Map(this.balance.all(tenant).map((row) => [String(row.account), fromCents(Number(row.cents))]));
	}

	/** Debits less credits over the whole books. */
	trialBalance(tenant: string): string {
		return toText(sum([...this.balances(tenant).values()]));
	}

	isUsed(tenant: string, account: string): boolean {
		return (
			this.db.prepare('SELECT 1 FROM xero_postings WHERE tenant = ? AND account = ? LIMIT 1').get(tenant, account) !==
			undefined
		);
	}

	clear(): void {
		this.db.exec('DELETE FROM xero_postings');
	}
}
