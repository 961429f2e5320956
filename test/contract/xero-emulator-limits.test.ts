import { KEA, XeroBench, type Answer } from './support/xero';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
});
afterAll(async () => await bench.stop());
beforeEach(async () => {
	bench.sandbox.frame.faults.clear();
	await bench.control('limits', { perMinute: 100_000, perDay: 1_000_000, concurrent: 5, thinkMs: 0 });
});
const { stringify } = JSON;
const bill = (number: string) => ({
	Type: 'ACCPAY',
	Contact: { Name: 'Bay Hire Ltd' },
	InvoiceNumber: number,
	LineItems: [{ Description: 'x', UnitAmount: 5, AccountCode: '429' }],
});
const put = async (number: string, headers: Record<string, string> = {}) =>
	await bench.api('PUT', '/Invoices', { body: { Invoices: [bill(number)] }, headers });
const count = async (number: string): Promise<number> =>
	(await bench.api('GET', `/Invoices?InvoiceNumbers=${number}`)).json.Invoices.length;
const problem = ({ status, headers }: Answer) => [
	status,
	headers.get('x-rate-limit-problem'),
	headers.get('retry-after'),
];

describe('NODE-LIMIT', () => {
	it('60 a minute per organisation in a fixed window; Retry-After counts down and is obeyed', async () => {
		await bench.control('limits', { perMinute: 60 });
		const answers: Answer[] = [];
		for (let call = 0; call < 61; call += 1) answers.push(await bench.api('GET', '/Organisation'));
		expect(answers[0]?.headers.get('x-minlimit-remaining')).toBe('59');
		expect(answers[59]?.status).toBe(200);
		const [status, kind, wait] = problem(answers[60] as Answer);
		expect([status, kind]).toEqual([429, 'minute']);
		expect(Number(wait)).toBeGreaterThan(50);
		const other = '7e000000-0000-4000-8000-000000000002';
		expect((await bench.api('GET', '/Organisation', { tenant: other })).status).toBe(200);
		bench.sandbox.frame.clock.advance(Number(wait));
		expect((await bench.api('GET', '/Organisation')).status).toBe(200);
	});

	it('Retry-After is in real seconds when the clock is scaled', async () => {
		await bench.control('limits', { perMinute: 1 });
		bench.sandbox.frame.clock.setScale(60);
		await bench.api('GET', '/Organisation');
		expect(problem(await bench.api('GET', '/Organisation'))).toEqual([429, 'minute', '1']);
		bench.sandbox.frame.clock.setScale(1);
	});

	it("the day's limit, 1,000 on the smallest tier", async () => {
		await bench.control('limits', { perDay: 3 });
		for (let call = 0; call < 3; call += 1) await bench.api('GET', '/Organisation');
		const [status, kind, wait] = problem(await bench.api('GET', '/Organisation'));
		expect([status, kind]).toEqual([429, 'day']);
		expect(Number(wait)).toBeGreaterThan(80_000);
	});

	it('five calls in flight, the sixth is refused and wrote nothing', async () => {
		await bench.control('limits', { thinkMs: 500 });
		const answers = await Promise.all(Array.from({ length: 7 }, async (_, n) => await put(`FLIGHT-${n}`)));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused.length).toBeGreaterThan(0); // two, unless this machine is slower than the emulator
		expect(problem(refused[0] as Answer)).toEqual([429, 'concurrent', null]);
		await bench.control('limits', { thinkMs: 0 });
		const { json } = await bench.api('GET', '/Invoices?where=InvoiceNumber.StartsWith("FLIGHT-")');
		expect(json.Invoices).toHaveLength(7 - refused.length);
	});

	it.each([
		['rateLimitMinute', 'minute', '12'],
		['rateLimitDay', 'day', '40000'],
		['rateLimitConcurrent', 'concurrent', null],
	])('fault %s', async (kind, word, wait) => {
		bench.sandbox.frame.faults.add({ system: 'xero', kind, method: 'PUT' });
		expect(problem(await put('FAULT-1'))).toEqual([429, word, wait]);
		expect(await count('FAULT-1')).toBe(0);
	});
});

describe('NODE-ONCE: Idempotency-Key', () => {
	it('the same key and request give the first answer again and one bill; a refusal is kept as well', async () => {
		const headers = { 'idempotency-key': 'k-1' };
		const [first, again] = [await put('IK-1', headers), await put('IK-1', headers)];
		expect(again.text).toBe(first.text);
		expect(await count('IK-1')).toBe(1);
		const bad = { body: { Invoices: [{ ...bill('IK-2'), Contact: {} }] }, headers: { 'idempotency-key': 'k-2' } };
		const refused = await bench.api('PUT', '/Invoices', bad);
		expect(refused.status).toBe(400);
		expect((await bench.api('PUT', '/Invoices', bad)).text).toBe(refused.text);
	});

	it('the key with another body, address or method is a 400', async () => {
		const headers = { 'idempotency-key': 'k-3' };
		await put('IK-3', headers);
		const other = await put('IK-3b', headers);
		expect([other.status, other.json.Message]).toEqual([400, 'Idempotency Key: k-3 is used with a different request.']);
		expect((await bench.api('POST', '/Invoices', { body: { Invoices: [bill('IK-3')] }, headers })).status).toBe(400);
		expect((await bench.api('PUT', '/Invoices?unitdp=4', { body: { Invoices: [bill('IK-3')] }, headers })).status).toBe(
			400,
		);
	});

	it('after six minutes the key is new', async () => {
		const headers = { 'idempotency-key': 'k-4' };
		await put('IK-4', headers);
		bench.sandbox.frame.clock.advance(359);
		await put('IK-4', headers);
		expect(await count('IK-4')).toBe(1);
		bench.sandbox.frame.clock.advance(2);
		await put('IK-4', headers);
		expect(await count('IK-4')).toBe(2);
	});

	it('a concurrent duplicate waits for the first; both count against the limit', async () => {
		await bench.control('limits', { thinkMs: 50 });
		const answers = await Promise.all([1, 2, 3].map(async () => await put('IK-5', { 'idempotency-key': 'k-5' })));
		expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
		expect(await count('IK-5')).toBe(1);
	});

	it('a 500 after the commit wrote the bill, and the key brings the 500 back', async () => {
		bench.sandbox.frame.faults.add({ system: 'xero', kind: 'status-after', method: 'PUT', path: '/Invoices' });
		const headers = { 'idempotency-key': 'k-6' };
		expect((await put('IK-6', headers)).status).toBe(500);
		expect(await count('IK-6')).toBe(1);
		expect((await put('IK-6', headers)).status).toBe(500);
		expect((await put('IK-6', { 'idempotency-key': 'k-6b' })).status).toBe(200);
		expect(await count('IK-6')).toBe(2);
	});

	it('a connection dropped after the commit leaves the answer for the key', async () => {
		bench.sandbox.frame.faults.add({ system: 'xero', kind: 'drop-after', method: 'PUT', path: '/Invoices' });
		const headers = { 'idempotency-key': 'k-7' };
		await expect(put('IK-7', headers)).rejects.toThrow();
		expect((await put('IK-7', headers)).status).toBe(200);
		expect(await count('IK-7')).toBe(1);
	});

	it('a 500 before the commit wrote nothing', async () => {
		bench.sandbox.frame.faults.add({ system: 'xero', kind: 'status', method: 'PUT', path: '/Invoices' });
		expect((await put('IK-8', { 'idempotency-key': 'k-8' })).status).toBe(500);
		expect(await count('IK-8')).toBe(0);
	});
});

describe('NODE-BATCH: summarizeErrors', () => {
	const batch = [
		bill('SE-1'),
		{ ...bill('SE-2'), LineItems: [{ Description: 'x', UnitAmount: 5, AccountCode: '999' }] },
		bill('SE-3'),
	];

	it('by default one bad element refuses the call and nothing is saved', async () => {
		const { status, json } = await bench.api('PUT', '/Invoices', { body: { Invoices: batch } });
		expect(status).toBe(400);
		expect(json).toMatchObject({
			ErrorNumber: 10,
			Type: 'ValidationException',
			Elements: [
				{
					InvoiceNumber: 'SE-2',
					ValidationErrors: [{ Message: "Account code '999' is not a valid code for this document." }],
				},
			],
		});
		expect(await count('SE-1,SE-2,SE-3')).toBe(0);
	});

	it('with false the good ones stay, in order, each with its own fate', async () => {
		const { status, json } = await bench.api('PUT', '/Invoices?summarizeErrors=false', { body: { Invoices: batch } });
		expect(status).toBe(200);
		expect(
			json.Invoices.map(({ StatusAttributeString, HasErrors }: Record<string, unknown>) => [
				StatusAttributeString,
				HasErrors,
			]),
		).toEqual([
			['OK', false],
			['ERROR', true],
			['OK', false],
		]);
		expect(json.Invoices[1].InvoiceID).toBe('00000000-0000-0000-0000-000000000000');
		expect(await count('SE-1,SE-2,SE-3')).toBe(2);
	});

	it('what a refused element would have made is not there; a fault refuses element k', async () => {
		const body = { Invoices: [{ ...batch[1], Contact: { Name: 'Only for the refused one' } }] };
		await bench.api('PUT', '/Invoices?summarizeErrors=false', { body });
		expect((await bench.api('GET', '/Contacts?searchTerm=refused')).json.Contacts).toHaveLength(0);
		bench.sandbox.frame.faults.add({ system: 'xero', kind: 'validation', method: 'PUT', value: 1 });
		const { json } = await bench.api('PUT', '/Invoices?summarizeErrors=false', {
			body: { Invoices: [bill('F-1'), bill('F-2')] },
		});
		expect(json.Invoices.map(({ StatusAttributeString }: Record<string, unknown>) => StatusAttributeString)).toEqual([
			'OK',
			'ERROR',
		]);
	});

	it("a body that can't be read is ErrorNumber 14 for the whole call", async () => {
		const refusals = [
			'{',
			stringify({ Invoices: [{ ...bill('R-1'), LineAmountTypes: 'NO_TAX' }] }),
			stringify({ Invoices: [{ ...bill('R-1'), Date: '20261103' }] }),
			stringify({ Invoices: [{ ...bill('R-1'), Type: 'Bill' }] }),
		];
		for (const body of refusals) {
			const { status, json } = await bench.api('PUT', '/Invoices?summarizeErrors=false', { body });
			expect([status, json.ErrorNumber, json.Type]).toEqual([400, 14, 'PostDataInvalidException']);
		}
		expect(await count('R-1')).toBe(0);
		expect(bench.trialBalance(KEA)).toBe('0.00');
	});
});
