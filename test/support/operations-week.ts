import { logRow, runRow, type LogRow, type RunRow } from '../../nodes/SyncLog/columns';

/** A merchant's name, as somebody once typed it. */
export const MARKUP = '<img src=x onerror="document.title=\'run\'"> & Söhne';
export const EXPENSIFY = 'Expensify to Xero';
export const QUICKBOOKS = 'Expensify to QuickBooks Online';
export const LISTS = 'Xero lists to Expensify';
export const NEVER = 'AccountsIQ to ExpenseIn';

const HOUR = 3_600_000;
const FAILURES: ReadonlyArray<[number, string, string, string, string]> = [
	[100, 'EXP-R1007-B', 'mapping', 'Line 2: the category "Team away days" has no account.', 'Add it to Sync map: categories.'],
	[76, 'EXP-R1012-B', 'closed period', 'The books are closed until 2026-10-31.', 'Open the period, or let Settings post on the first open day.'],
	[52, 'EXP-R1019-E', 'mapping', `No supplier ${MARKUP}.`, 'Add it to Sync map: suppliers.'],
	[4, 'EXP-R1024-B', 'outage', 'Xero did not answer in time.', 'The next run tries again.'],
];

/** Rows as three weeks of syncs leave them, for pictures and for people to look at. */
export function weeks(now: Date): { runs: RunRow[]; log: LogRow[] } {
	const at = (hours: number) => new Date(now.getTime() - hours * HOUR).toISOString();
	const runs: RunRow[] = [];
	const log: LogRow[] = [];
	for (let day = 20; day >= 0; day--) {
		const hours = day * 24 + 4;
		const execution = String(1000 - day);
		const base = { sync: EXPENSIFY, execution, at: at(hours), startedAt: at(hours), startedBy: day % 3 === 0 ? 'event' : 'schedule', nextRun: at(hours - 24), workflow: 'acctSyncExpXero0', version: '1+3f9c2a10', whole: 'yes' };
		const documents = [0, 6].includes((day + 3) % 7) ? 1 : 4 + ((day * 5) % 9);
		for (let one = 0; one < documents; one++) {
			const amount = `${17 * (one + 1) + day}.${10 + ((one * 37 + day * 11) % 90)}`;
			log.push(logRow({ at: at(hours), sync: EXPENSIFY, execution, key: `EXP-R${900 + day * 10 + one}-B`, kind: one % 3 === 0 ? 'expense' : 'bill', action: 'created', result: 'ok', amount, booksAmount: amount, currency: 'GBP', source: `R${900 + day * 10 + one}`, link: 'https://go.xero.com/x' }));
		}
		const failing = FAILURES.filter(([since]) => hours <= since);
		for (const [, key, category, reason, hint] of failing) {
			log.push(logRow({ at: at(hours), sync: EXPENSIFY, execution, key, kind: 'bill', action: 'failed', result: category === 'mapping' ? 'held' : 'failed', category, reason, hint, retryable: category === 'outage' ? 'yes' : 'no', amount: '123.45', currency: 'GBP', link: 'https://go.xero.com/y' }));
		}
		const held = failing.filter(([, , category]) => category === 'mapping').length;
		runs.push(runRow({ ...base, event: 'started' }), runRow({ ...base, event: 'ended', seconds: '3.2', documents: String(documents + failing.length), created: String(documents), held: String(held), failed: String(failing.length - held) }));
	}
	const lists = { sync: LISTS, execution: '501', startedBy: 'schedule', version: '1+77aa01fe' };
	runs.push(runRow({ ...lists, event: 'started', at: at(5), startedAt: at(5), nextRun: at(-19) }), runRow({ ...lists, event: 'ended', at: at(5), startedAt: at(5), nextRun: at(-19), seconds: '1.8', updated: '2', unchanged: '41' }));
	const late = { sync: QUICKBOOKS, execution: '700', startedBy: 'schedule', version: '1+9d0c44b2', startedAt: at(52), nextRun: at(28) };
	runs.push(runRow({ ...late, event: 'started', at: at(52) }), runRow({ ...late, event: 'ended', at: at(52), seconds: '2.4', created: '3' }));
	for (const [key, amount, booksAmount] of [['EXP-Q1-B', '80.00', '80.00'], ['EXP-Q2-B', '19.99', '19.98'], ['EXP-Q3-B', '5.00', '5.00']]) {
		log.push(logRow({ at: at(52), sync: QUICKBOOKS, execution: '700', key, kind: 'bill', action: 'created', result: 'ok', amount, booksAmount, currency: 'USD', source: key }));
	}
	const byTime = (a: { at: string }, b: { at: string }) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
	return { runs: runs.sort(byTime), log: log.sort(byTime) };
}
