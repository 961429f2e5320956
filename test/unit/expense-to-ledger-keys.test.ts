import { dayIn } from '../../nodes/core/dates';
import { KEY_LIMIT } from '../../nodes/core/keys';
import { mapReports } from '../../nodes/ExpenseToLedger/map/reports';
import { card, dice, documents, expense, held, map, report, settings, shuffled, type Given } from './expense-to-ledger.reports';

type Changes = Parameters<typeof settings>[0];
const contraAccount = { code: '801' };
const bankAccount = { code: '090' };

/** Reports with everything: kinds, merchants, refunds, currencies, months. */
function many(seed: number): Given[] {
	const roll = dice(seed);
	const merchants = ['TESCO 4203', 'Tesco #77', 'Shell', 'SQ *CAFÉ ROMA', 'Spar'];
	return Array.from({ length: 40 }, (_, n) => {
		const expenses = Array.from({ length: 1 + roll(6) }, (_none, m) =>
			(roll(2) ? expense : card)(`${n}${m}`, `${roll(4) ? '' : '-'}${roll(90)}.${10 + roll(89)}`, { merchant: merchants[roll(5)], date: `2026-05-${10 + roll(15)}` }));
		return report(`R${n}`, expenses, {
			employee: { email: `e${roll(5)}@kea.test` }, currency: roll(4) ? 'GBP' : 'EUR', approved: `2026-0${4 + roll(3)}-1${roll(9)}`,
		});
	});
}

const ways: Array<[string, Changes]> = [
	['bills per report', {}],
	['bills per expense', { grouping: 'expense' }],
	['bills per employee and month', { grouping: 'employeeMonth' }],
	['journals', { reimbursable: { format: 'journal', contraAccount }, companyCard: { format: 'journal', contraAccount } }],
	['journals per month', { grouping: 'employeeMonth', reimbursable: { format: 'journal', contraAccount }, companyCard: { format: 'journal', contraAccount } }],
	['expenses', { reimbursable: { format: 'expense', bankAccount, supplierFrom: 'merchant' }, companyCard: { format: 'expense', bankAccount } }],
];

describe('NODE-ONCE: keys of mapped documents', () => {
	it.each(ways)('%s: the same documents in any order of reports and expenses', (_, changes) => {
		const roll = dice(3);
		const given = many(5);
		const sorted = (reports: Given[]): unknown[] => map(reports, changes).sort((a, b) => (a.key < b.key ? -1 : 1));
		const first = sorted(given);
		for (let round = 0; round < 3; round++) {
			const mixed = shuffled(given, roll).map((one) => ({ ...one, expenses: shuffled(one.expenses as Given[], roll) }));
			expect(sorted(mixed)).toEqual(first);
		}
	});

	it.each(ways)('%s: every key once, short and safe, and none depends on the day of the run', (_, changes) => {
		const given = many(9);
		const keys = map(given, changes).map(({ key }) => key);
		expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
		expect(keys.filter((key) => !/^EXP-[A-Za-z0-9._-]+$/.test(key) || key.length > KEY_LIMIT)).toEqual([]);
		expect(map(given, { ...changes, today: '2031-01-01', date: 'export' }).map(({ key }) => key)).toEqual(keys);
	});

	it.each(ways)('%s: every expense stands in one document, once', (_, changes) => {
		const given = many(11);
		const ids = given.flatMap(({ expenses }) => (expenses as Given[]).map(({ id }) => String(id)));
		const posted = map(given, changes).flatMap(({ lines }) => lines.flatMap(({ sourceId }) => sourceId ?? []));
		expect([...posted].sort()).toEqual([...ids].sort());
	});

	it('do not change when other expenses come or go, nor when the total turns negative', () => {
		const keys = (expenses: Given[]): string[] => map([report('R1', expenses)]).map(({ key }) => key);
		const few = keys([expense('1', '1.00'), card('2', '1.00')]);
		const more = keys([expense('1', '1.00'), expense('5', '-9.00'), card('2', '1.00'), card('3', '1.00', { merchant: 'Spar' })]);
		expect(more).toEqual(expect.arrayContaining(few));
	});
});

describe('SYNC-EXP-XERO: the month of an employee', () => {
	const may = [report('R1', [expense('1', '1.00')], { approved: '2026-05-31' })];
	const goes = (today: string): boolean => mapReports(may, settings({ grouping: 'employeeMonth', today })).ready.length === 1;

	it('is posted when it is over and not before', () => {
		expect([goes('2026-05-31'), goes('2026-06-01'), goes('2027-01-01')]).toEqual([false, true, true]);
	});

	it('is over when it is over in the time zone of the workflow', () => {
		const instant = '2026-05-31T23:30:00.000Z';
		expect(goes(dayIn(instant, 'UTC'))).toBe(false);
		expect(goes(dayIn(instant, 'Europe/London'))).toBe(true);
		expect(goes(dayIn('2026-06-01T03:00:00.000Z', 'America/New_York'))).toBe(false);
	});

	it('ends on the last day of a short month and of a leap year', () => {
		const approved = (day: string, today: string): boolean =>
			held([report('R1', [expense('1', '1.00')], { approved: day })], { grouping: 'employeeMonth', today })[0] === undefined;
		expect([approved('2028-02-03', '2028-02-29'), approved('2028-02-03', '2028-03-01'), approved('2026-12-31', '2027-01-01')]).toEqual([false, true, true]);
	});

	it('is told by the email, however it is written', () => {
		const docs = documents(mapReports(
			[report('R1', [expense('1', '1.00')]), report('R2', [expense('2', '1.00')], { employee: { email: 'Ana@Kea.test', name: 'Ana Ruiz' } })],
			settings({ grouping: 'employeeMonth' }),
		));
		expect(docs.map(({ origin }) => origin.reports)).toEqual([['R1', 'R2']]);
	});
});
