import { ExpenseIn } from '../../nodes/ExpenseIn/api';
import { contractWith } from '../../nodes/ExpenseIn/contract';
import { exactAmount, parseExact, plain, stringifyExact } from '../../nodes/ExpenseIn/json';
import type { Names } from '../../nodes/ExpenseIn/names';
import { toReport } from '../../nodes/ExpenseIn/report';
import type { Wire } from '../../nodes/ExpenseIn/wire';

const api = (overrides: object = {}) => new ExpenseIn({ waits: new Map(), send: async () => await Promise.reject(new Error('no calls')) }, contractWith(overrides), 'c', 'https://x.test/1.0');
const names = (found: Record<string, string> = {}): Names => ({
	missing: new Map(),
	of: async (kind, _id, code) => (found[kind] === undefined || code === undefined ? undefined : { name: found[kind], email: `${found[kind]}@x.test` }),
});
/** Amounts as they stand in the text, which a JavaScript number would not keep. */
const expense = (lines: string, more = ''): Wire =>
	parseExact(`{ "id": "g1", "number": "EI1", "status": "Approved", "section": "Reconcilable", "userId": "u", "userReference": "EMP1", "userName": "Sam Doe",
		"date": "2026-02-07", "merchant": "Example Rail", "description": "Leeds", "purchaseMethod": "Company Visa", "currency": "GBP",
		"gross": 1234567.89, "originalCurrency": "GBP", "originalGross": 1234567.89, "approvedAt": "2026-02-09T23:59:59Z", "lines": [${lines}] ${more} }`) as Wire;
const line = (gross: string, more = '') => `{ "categoryReference": "5110", "gross": ${gross}, "net": 1, "tax": 0.10 ${more} }`;
const read = async (wire: Wire, overrides: object = {}, found: Record<string, string> = {}) => {
	const outcome = await toReport(api(overrides), 'expense', wire, names(found));
	if (!outcome.ok) throw outcome.error;
	return outcome.value;
};

describe('ExpenseIn: numbers', () => {
	it.each(['1234567.89', '0.10', '12345678901234567.89', '-0.005', '100'])('NODE-ERR: %s keeps every digit, both ways', (digits) => {
		const text = `{"a":${digits},"b":["x ${digits}",{"c":${digits}}],"d":"${digits}"}`;
		const value = parseExact(text) as Wire;
		expect(stringifyExact(value)).toBe(text);
		expect(exactAmount(value.a)).toBe(exactAmount(digits));
		expect(plain(value)).toEqual(JSON.parse(text));
	});

	it('NODE-ERR: text that only looks like a kept number goes out as text', () => {
		const evil = parseExact(JSON.stringify({ a: '\u0000number 1,"isActive":false' })) as Wire;
		expect(JSON.parse(stringifyExact(evil))).toEqual({ a: '\u0000number 1,"isActive":false' });
		expect(() => parseExact('{"a": 01}')).toThrow(SyntaxError);
	});
});

describe('ExpenseIn: an expense', () => {
	it('NODE-REF: amounts are exact, a line for each line, department before project', async () => {
		const wire = expense([line('1234567.79', ', "projectReference": "LABS", "taxRateReference": "V20", "taxPercent": 20'), line('0.10')].join());
		const report = await read(wire, {}, { category: 'Rail', project: 'Labs', user: 'sam' });
		expect(report).toMatchObject({ total: '1234567.89', approved: '2026-02-09', employee: { email: 'sam@x.test', code: 'EMP1', name: 'Sam Doe' } });
		expect(report.expenses).toMatchObject([
			{
				id: 'EI1-1', amount: '1234567.79', category: { name: 'Rail', code: '5110' }, tags: [{ name: '' }, { name: 'Labs', code: 'LABS' }],
				reimbursable: false, card: { bank: 'Company Visa' }, tax: { code: 'V20', percent: '20', amount: '0.1' },
			},
			{ id: 'EI1-2', amount: '0.1', tags: [{ name: '' }, { name: '' }] },
		]);
		expect(report.expenses.map(({ original }) => original)).toEqual([undefined, undefined]);
	});

	it('NODE-REF: what was paid in another currency stands with the one line it belongs to', async () => {
		const foreign = { ...expense(line('1234567.89')), originalCurrency: 'EUR', originalGross: '149.90' };
		expect((await read(foreign)).expenses[0]?.original).toEqual({ amount: '149.9', currency: 'EUR' });
		const two = { ...foreign, lines: expense([line('1234567.88'), line('0.01')].join()).lines };
		expect((await read(two)).expenses.map(({ original }) => original)).toEqual([undefined, undefined]);
	});

	it('NODE-REF: names of fields count without regard to case, unknown ones are kept in the raw record', async () => {
		const upper = Object.fromEntries(Object.entries(expense(line('1234567.89'))).map(([name, value]) => [name[0]?.toUpperCase() + name.slice(1), value]));
		const report = await read({ ...upper, Surprise: { Deep: [1] } });
		expect(report).toMatchObject({ number: 'EI1', total: '1234567.89', raw: { Surprise: { Deep: [1] } } });
	});

	it('NODE-REF: receipts hang on the first line, each once and with its address', async () => {
		const wire = expense([line('1234567.79'), line('0.10')].join(), ', "receipts": [{ "id": "r1", "fileName": "a.jpg" }, { "id": "r/2", "fileName": "b.pdf" }]');
		const [first, second] = (await read(wire)).expenses;
		expect([first?.receipt, first?.receipts]).toEqual([
			{ id: 'r1', fileName: 'a.jpg', url: 'https://x.test/1.0/expenses/g1/receipts/r1' },
			[{ id: 'r/2', fileName: 'b.pdf', url: 'https://x.test/1.0/expenses/g1/receipts/r%2F2' }],
		]);
		expect(second).not.toHaveProperty('receipt');
	});

	it.each([
		['lines that do not add up', expense(line('1.00')), 'add up to 1 and its total is 1234567.89'],
		['a status that nobody knows', { ...expense(line('1234567.89')), status: 'Paid' }, '"Paid"'],
		['a line without amount', expense('{ "categoryReference": "5110" }'), 'has no amount'],
		['no date', { ...expense(line('1234567.89')), date: null }, 'date'],
	])('NODE-ERR: %s are refused, naming the expense', async (_name, wire, message) => {
		const outcome = await toReport(api(), 'expense', wire, names());
		expect(outcome.ok).toBe(false);
		if (!outcome.ok) expect(outcome.error.sentence).toMatch(new RegExp(`^Document EI1.*${message}`));
	});

	it('NODE-REF: an expense without lines is one line of itself', async () => {
		expect((await read(expense(''))).expenses).toMatchObject([{ id: 'EI1-1', amount: '1234567.89', comment: 'Leeds' }]);
	});
});

describe('ExpenseIn: contract overrides', () => {
	it('NODE-RAW: paths and names change in part, the later one counting more', async () => {
		const contract = contractWith('{"paths":{"taxRate":"/tax-rates"},"fields":{"line":{"gross":"total"}}}', { paths: { taxRate: '/rates' }, fields: { expense: { costCentre: 'cc' } } });
		expect([contract.paths.taxRate, contract.paths.user, contract.fields.line.gross, contract.fields.line.net, contract.fields.expense.costCentre]).toEqual([
			'/rates', '/users', 'total', 'net', 'cc',
		]);
		const wire = expense('{ "total": 1234567.89 }');
		expect((await read(wire, { fields: { line: { gross: 'total' } } })).expenses[0]?.amount).toBe('1234567.89');
	});

	it.each([
		['{', 'no JSON object'],
		['[1]', 'no JSON object'],
		[{ pathes: {} }, '"pathes", which is not known'],
		[{ paths: { cars: '/cars' } }, '"paths.cars", which is not known'],
		[{ paging: { style: 'cursor' } }, '"paging.style", which takes another value'],
		[{ paging: { records: '50' } }, '"paging.records", which takes another value'],
		[{ paths: '/x' }, '"paths", which takes another value'],
	])('NODE-ERR: %j is refused by its name', (given, message) => {
		expect(() => contractWith(given)).toThrow(message);
	});
});
