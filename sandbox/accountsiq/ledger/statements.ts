import { balancesOf } from '../books/balances';
import { atMidnight, cents, dayOf } from '../books/checks';
import { accountKind, accountOf, type Ledger } from '../books/lookup';
import { periodOn } from '../books/periods';
import type { Call } from '../state/call';
import type { Stored } from '../state/records';
import type { Row } from '../state/store';
import { Refused } from '../wire/faults';
import { type Operation, reads } from '../wire/operation';
import { type Data, numbers, text, texts } from '../wire/shapes';
import { money } from './show';

const DAY = 86_400_000;
const BUCKETS = ['From0To30DaysBalanceBucket', 'From30To60DaysBalanceBucket', 'From60To90DaysBalanceBucket', 'From90To120DaysBalanceBucket'];

function of(ledger: Ledger, one: 'Supplier' | 'Customer'): Operation[] {
	const codes = `${one.toLowerCase()}Codes`;
	return [
		reads(`Get${one}sStatement`, `upTo:d ${codes}:string[] showZeros:b`, `${one}Statement[]`, (call) => {
			const named = texts(call.parameters, codes).map((code) => accountOf(call, ledger, code));
			const accounts = named.length > 0 ? named : call.records.list(call.entity.id, accountKind(ledger));
			const statements = accounts.map((account) => statement(call, ledger, one, account));
			return { Result: call.parameters.showZeros === true ? statements : statements.filter(({ TransactionList }) => (TransactionList as Data[]).length > 0) };
		}),
		reads(`Get${one}BalanceInformation`, `edt:d ${codes}:string[]`, 'AccountBalanceInformation[]', (call) => ({
			Result: texts(call.parameters, codes).map((code) => balance(call, ledger, accountOf(call, ledger, code))),
		})),
	];
}

/** What suppliers and customers are owed and owe, and the trial balance. */
export const statementReads: Operation[] = [
	...of('Purchases', 'Supplier'),
	...of('Sales', 'Customer'),
	reads('GetAccountBalanceInformation', 'edt:d accountIDs:int[]', 'AccountBalanceInformation[]', (call) => ({
		Result: numbers(call.parameters, 'accountIDs').map((id) => {
			for (const ledger of ['Purchases', 'Sales'] as const) {
				const account = call.records.byId(call.entity.id, accountKind(ledger), id);
				if (account !== undefined) return balance(call, ledger, account);
			}
			throw new Refused('NOT_FOUND', `There is no account with id ${id}.`);
		}),
	})),
	reads('GetTrialBalanceForPeriod', 'dateInPeriod:d', 'WSTrialBalance', (call) => ({ Result: trial(call, text(call.parameters, 'dateInPeriod'), 'end') })),
	reads('GetTrialBalanceFromStartOfPeriod', 'pointInTime:d', 'WSTrialBalanceFromStartOfPeriod', (call) => ({
		Result: trial(call, text(call.parameters, 'pointInTime'), 'start'),
	})),
];

/** Balances read the way of the ledger: what is owed is positive. */
function owed(ledger: Ledger, amount: number): number {
	return ledger === 'Sales' ? amount : -amount || 0;
}

function statement({ store, entity, parameters }: Call, ledger: Ledger, one: 'Supplier' | 'Customer', account: Stored): Data {
	const upTo = dayOf(text(parameters, 'upTo'));
	const rows = store.all(
		'SELECT * FROM aiq_transactions WHERE entity = ? AND ledger = ? AND account = ? AND outstanding <> 0 ORDER BY date, id', entity.id, ledger, account.code,
	);
	const sums = new Map<string, number>();
	for (const row of rows) {
		const name = bucket(upTo, String(row.date));
		sums.set(name, (sums.get(name) ?? 0) + owed(ledger, Number(row.outstanding)));
	}
	const state = Object.fromEntries([...sums].map(([name, sum]) => [name, money(sum)]));
	const current = rows.filter((row) => String(row.date) <= upTo).reduce((sum, row) => sum + owed(ledger, Number(row.outstanding)), 0);
	return {
		[`${one}State`]: { ...state, CurrentBalance: money(current), CurrentDate: atMidnight(upTo), [`${one}Code`]: account.code },
		TransactionList: rows.map((row) => transactionState(ledger, row)),
	};
}

function transactionState(ledger: Ledger, row: Row): Data {
	return {
		TransactionReference: Number(row.id), Type: String(row.type), InternalNumber: String(row.number), ExternalReference: String(row.reference),
		Amount: money(owed(ledger, Number(row.amount))), OutstandingAmount: money(owed(ledger, Number(row.outstanding))),
		TransactionDate: atMidnight(String(row.date)), Description: String(row.description), DueDate: atMidnight(String(row.due ?? row.date)),
	};
}

function bucket(upTo: string, date: string): string {
	const days = (Date.parse(upTo) - Date.parse(date)) / DAY;
	if (days < 0) return 'FutureBalanceBucket';
	return BUCKETS[Math.floor(days / 30)] ?? 'From120DaysPlusBalanceBucket';
}

function balance({ store, entity, parameters }: Call, ledger: Ledger, account: Stored): Data {
	const row = store.one(
		'SELECT coalesce(sum(outstanding), 0) AS total FROM aiq_transactions WHERE entity = ? AND ledger = ? AND account = ? AND date <= ?',
		entity.id, ledger, account.code, dayOf(text(parameters, 'edt')),
	);
	const total = owed(ledger, Number(row?.total ?? 0));
	const limit = cents(text(account.body, 'CreditLimit') || '0');
	return {
		AccountID: account.id, AccountCode: account.code, AccountType: ledger === 'Sales' ? 'Customer' : 'Supplier', Balance: money(total),
		CreditLimit: text(account.body, 'CreditLimit'), CreditLeft: money(Math.max(0, limit - total)), OverCreditLimitBalance: money(Math.max(0, total - limit)),
		CurrencyCode: text(account.body, 'CurrencyCode'),
	};
}

function trial(call: Call, date: string, at: 'start' | 'end'): Data {
	const period = periodOn(call, dayOf(date));
	if (period === undefined) throw new Refused('DATE_IS_OUT_OF_RANGE', `${dayOf(date)} lies in no period.`);
	const until = balancesOf(call, call.entity, at === 'end' ? period.id : period.id - 1);
	const before = balancesOf(call, call.entity, period.id - 1);
	const rows = call.store.all(
		`SELECT gl, department, sum(base) AS total, sum(CASE WHEN period = ? THEN base ELSE 0 END) AS movement FROM aiq_lines
		 WHERE entity = ? AND period <= ? GROUP BY gl, department`,
		period.id, call.entity.id, at === 'end' ? period.id : period.id - 1,
	);
	const Balances = [...until.keys()].sort().map((code): Data => ({
		CompanyID: call.entity.id, GLAccountCode: code, GLAccountName: text(call.records.get(call.entity.id, 'account', code)?.body ?? {}, 'Description'),
		OverallPeriodMovement: money((until.get(code) ?? 0) - (before.get(code) ?? 0)), OverallBalance: money(until.get(code) ?? 0),
		DepartmentBalances: rows.filter(({ gl }) => gl === code).map((row) => departmentBalance(call, row)),
	}));
	const { PeriodNumber, FinancialYear, PeriodName } = period.body;
	return { PeriodNumber, FinancialYear, PeriodName, Balances };
}

function departmentBalance({ records, entity }: Call, row: Row): Data {
	const department = row.department === '' ? undefined : records.get(entity.id, 'department', String(row.department));
	// The vendor misspells these names.
	const codes = [1, 2, 3, 4, 5, 6].map((place) => [`AnalaysisCode${place}`, text(department?.body ?? {}, `AnalysisCode${place}`)]);
	return { DepartmentID: String(row.department), Balance: money(row.total), PeriodMovement: money(row.movement), ...Object.fromEntries(codes) };
}
