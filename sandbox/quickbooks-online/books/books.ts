import { exact, type Exact, fromCents, round, toCents, toNumber, toText } from '../../frame/money';
import type { Entity } from '../entities/types';
import type { Company } from '../state/companies';
import { type Body, type Kept, Records } from '../state/records';
import type { Store } from '../state/store';
import { business } from '../wire/faults';

export type Operation = 'Create' | 'Update' | 'Delete' | 'Void' | 'Merge' | 'Emailed';
/** Told of every change, for the webhooks. `gone` is the id that a merge did away with. */
export type OnChange = (realm: string, entity: string, id: string, operation: Operation, gone?: string) => void;

/** Accounts whose balance is carried on from year to year; only these show one. */
const CARRIED = /^(Bank|Accounts Receivable|Other Current Asset|Fixed Asset|Other Asset|Accounts Payable|Credit Card|Other Current Liability|Long Term Liability|Equity)$/;

/** The ledger of one company. */
export class Books {
	readonly records: Records;

	constructor(
		readonly store: Store,
		readonly company: Company,
		private readonly onChange: OnChange,
	) {
		this.records = new Records(store, company.realm);
	}

	get isUs(): boolean {
		return this.company.country === 'US';
	}

	note(entity: string, id: string, operation: Operation, gone?: string): void {
		this.onChange(this.company.realm, entity, id, operation, gone);
	}

	/** A change that follows from another record, such as a payment: a new version of its own. */
	touch(entity: string, record: Kept, changes: Body): Kept {
		const kept = this.records.put(entity, { ...record, ...changes });
		this.note(entity, kept.Id, 'Update');
		return kept;
	}

	/** Units of the company's currency for one of another, on a day. 1 where no rate is known. */
	rate(currency: string, day: string): Exact {
		if (currency === this.company.home) return exact(1);
		const sql = 'SELECT rate FROM qbo_rates WHERE realm = ? AND currency = ? AND day <= ? ORDER BY day DESC LIMIT 1';
		return exact(String(this.store.one(sql, this.company.realm, currency, day)?.rate ?? '1'));
	}

	/** The first account of a type and a currency. QuickBooks makes receivables and payables in a new currency itself. */
	accountFor(type: string, currency: string): Kept {
		const ofType = this.records.all('Account', "json_extract(body, '$.AccountType') = ?", type);
		const found = ofType.find((one) => one.Active !== false && currencyOf(one, this.company.home) === currency);
		if (found !== undefined) return found;
		const [like] = ofType;
		if (like === undefined) throw business(`There is no account of the type ${type}.`);
		const name = `${String(like.Name)} - ${currency}`;
		return this.records.put('Account', { ...like, Id: undefined, Name: name, FullyQualifiedName: name, CurrencyRef: { value: currency }, CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0 });
	}

	/** An account by its kind, made where the company has none yet. */
	systemAccount(name: string, type: string, subType: string): Kept {
		const [known] = this.records.all('Account', "json_extract(body, '$.AccountSubType') = ? AND json_extract(body, '$.AccountType') = ?", subType, type);
		if (known !== undefined) return known;
		return this.records.put('Account', {
			Name: name, FullyQualifiedName: name, SubAccount: false, Active: true, AccountType: type, AccountSubType: subType, Classification: classOf(type),
			CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0, CurrencyRef: { value: this.company.home },
		});
	}

	/** Puts a transaction's entries in place of its old ones. They must balance. */
	post({ name, post }: Entity, record: Kept | undefined, id: string): void {
		const { realm } = this.company;
		const old = this.store.all('SELECT account FROM qbo_postings WHERE realm = ? AND entity = ? AND txn = ?', realm, name, id).map(({ account }) => String(account));
		this.store.run('DELETE FROM qbo_postings WHERE realm = ? AND entity = ? AND txn = ?', realm, name, id);
		const entries = record === undefined ? [] : (post?.(this, record) ?? []);
		const cents = entries.map(({ amount }) => toCents(round(amount)));
		const off = cents.reduce((total, amount) => total + amount, 0);
		if (off !== 0) throw new Error(`${name} ${id} does not balance: ${toText(fromCents(off))}`);
		for (const [index, { account }] of entries.entries()) {
			if (cents[index] === 0) continue;
			this.store.insert('qbo_postings', { realm, entity: name, txn: id, day: String(record?.TxnDate ?? ''), account, cents: cents[index] ?? 0 });
		}
		for (const account of new Set([...old, ...entries.map((entry) => entry.account)])) this.refreshAccount(account);
	}

	/** Debits less credits of an account. */
	balance(account: string): Exact {
		const row = this.store.one('SELECT coalesce(sum(cents), 0) AS cents FROM qbo_postings WHERE realm = ? AND account = ?', this.company.realm, account);
		return fromCents(Number(row?.cents ?? 0));
	}

	/** Debits less credits over all accounts, and per account by name. */
	trialBalance(): { total: string; accounts: Array<{ id: string; name: string; type: string; balance: string }> } {
		const accounts = this.records.all('Account').map(({ Id, Name, AccountType }) => ({ id: Id, name: String(Name), type: String(AccountType), balance: toText(this.balance(Id)) }));
		const row = this.store.one('SELECT coalesce(sum(cents), 0) AS cents FROM qbo_postings WHERE realm = ?', this.company.realm);
		return { total: toText(fromCents(Number(row?.cents ?? 0))), accounts };
	}

	/** What a supplier is owed or a customer owes: open documents less open credits. */
	refreshParty(entity: 'Vendor' | 'Customer', id: string | undefined): void {
		const record = this.records.get(entity, id);
		if (record === undefined || id === undefined) return;
		const [open, credit] = entity === 'Vendor' ? ['Bill', 'VendorCredit'] : ['Invoice', 'CreditMemo'];
		const sum = (kind: string) => {
			const sql = 'SELECT coalesce(sum(open), 0) AS cents FROM qbo_records WHERE realm = ? AND entity = ? AND party = ? AND deleted = 0';
			return Number(this.store.one(sql, this.company.realm, kind, id)?.cents ?? 0);
		};
		this.records.patch(entity, id, { Balance: toNumber(fromCents(sum(open ?? '') - sum(credit ?? ''))) });
	}

	refreshAccount(id: string): void {
		const account = this.records.get('Account', id);
		if (account === undefined || !CARRIED.test(String(account.AccountType))) return;
		const balance = toNumber(this.balance(id));
		this.records.patch('Account', id, { CurrentBalance: balance, CurrentBalanceWithSubAccounts: balance });
	}
}

export function currencyOf(record: Body, home: string): string {
	return (record.CurrencyRef as { value?: string } | undefined)?.value ?? home;
}

const CLASSES: Readonly<Record<string, string>> = {
	Bank: 'Asset', 'Accounts Receivable': 'Asset', 'Other Current Asset': 'Asset', 'Fixed Asset': 'Asset', 'Other Asset': 'Asset', 'Accounts Payable': 'Liability',
	'Credit Card': 'Liability', 'Other Current Liability': 'Liability', 'Long Term Liability': 'Liability', Equity: 'Equity', Income: 'Revenue',
	'Other Income': 'Revenue', 'Cost of Goods Sold': 'Expense', Expense: 'Expense', 'Other Expense': 'Expense',
};
export const classOf = (type: string): string | undefined => CLASSES[type];
