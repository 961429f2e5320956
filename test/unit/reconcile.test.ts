import { documentKey } from '../../nodes/core/keys';
import { bill, booked, keys, NOTHING, NOVEMBER, run, type Doc } from './reconcile.books';

describe('OPS-RECON: documents with a common key', () => {
	it('agree where amounts, days, currency, accounts and dimensions do', () => {
		const found = run([bill('EXP-1-B', '12.50')], [booked('exp-1-b', '12.5')], NOVEMBER);
		expect(keys(found)).toEqual({ ...NOTHING, matched: ['EXP-1-B'] });
		expect(found.report).toMatchObject({ agrees: true, explained: true, counts: { source: 1, books: 1, matched: 1 } });
	});

	it('tell each field that differs, with the difference', () => {
		const { different: [only], report } = run(
			[bill('EXP-1-B', '100.00', { lines: [{ amount: '60', account: { code: '449' } }, { amount: '40', account: { code: '493' } }] })],
			[booked('EXP-1-B', '90.01', {
				date: '2026-11-12', kind: 'journal', currency: 'EUR', supplier: { name: 'Bo' },
				lines: [{ amount: '50.01', account: { code: '449' } }, { amount: '40', account: { code: '404' } }],
			})],
			NOVEMBER,
		);
		expect(only?.differences).toEqual([
			{ field: 'currency', source: 'GBP', books: 'EUR' },
			{ field: 'total', source: '100.00', books: '90.01', difference: '-9.99' },
			{ field: 'date', source: '2026-11-10', books: '2026-11-12' },
			{ field: 'kind', source: 'bill', books: 'journal' },
			{ field: 'party', source: 'Ana Kea', books: 'Bo' },
			{ field: 'account', of: '449', source: '60.00', books: '50.01', difference: '-9.99' },
			{ field: 'account', of: '493', source: '40.00', books: '0.00', difference: '-40.00' },
			{ field: 'account', of: '404', source: '0.00', books: '40.00', difference: '40.00' },
		]);
		expect(report).toMatchObject({ agrees: false, explained: true });
		expect(report.currencies.map(({ currency, difference, reasons }) => [currency, difference, reasons])).toEqual([
			['EUR', '90.01', { currency: '90.01' }], ['GBP', '-100.00', { currency: '-100.00' }],
		]);
	});

	it('compare accounts and parties only by what both sides tell, or what the lists of the books say', () => {
		const source = [bill('K', '5', { supplier: { code: 'S1' }, lines: [{ amount: '5', account: { code: '449' } }] })];
		const books = [booked('K', '5', { supplier: { id: '7', name: 'Bo' }, lines: [{ amount: '5', account: { id: '31', name: 'Fuel' } }] })];
		expect(keys(run(source, books)).matched).toEqual(['K']);
		const lists = [{ kind: 'account', records: [{ id: '30', code: '449', name: 'Fuel' }] }, { id: '8', code: 'S1', name: 'Ana' }];
		const { different } = run(source, books, { lists });
		expect(different[0]?.differences.map(({ field, of, difference }) => [field, of, difference])).toEqual([
			['party', undefined, undefined], ['account', '449 Fuel', '-5.00'], ['account', 'Fuel', '5.00'],
		]);
		const named = [booked('K', '5', { supplier: { id: '8' }, lines: [{ amount: '5', account: { id: '30' } }] })];
		expect(keys(run(source, named, { lists })).matched).toEqual(['K']);
	});

	it('know a party by its name with a mark behind it, and an account by its whole name', () => {
		const made = [booked('K', '5', { supplier: { id: '7', name: 'Ana Kea (V)' } })];
		const found = run([bill('K', '5')], made);
		expect(keys(found).matched).toEqual(['K']);
		expect(found.report.distribution.party).toHaveLength(1);
		const line = (name: string) => ({ lines: [{ amount: '5', account: { name } }] });
		expect(keys(run([bill('K', '5', line('Sales (UK)'))], [booked('K', '5', line('Sales (US)'))])).different).toEqual({ K: ['account', 'account'] });
	});

	it('tell tax and dimensions that differ', () => {
		const { different } = run(
			[bill('K', '12', { lines: [{ amount: '12', taxAmount: '2', account: { code: '449' }, dimensions: [{ value: { name: 'North' } }] }] })],
			[booked('K', '12', { tax: '1.50', lines: [{ amount: '12', account: { code: '449' }, dimensions: [{ value: { id: '2', name: 'South' } }] }] })],
		);
		expect(different[0]?.differences).toEqual([
			{ field: 'tax', source: '2.00', books: '1.50', difference: '-0.50' },
			{ field: 'dimension', of: 'North', source: '12.00', books: '0.00', difference: '-12.00' },
			{ field: 'dimension', of: 'South', source: '0.00', books: '12.00', difference: '12.00' },
		]);
	});

	it('hold within the tolerance, and the totals are explained all the same', () => {
		const found = run([bill('K', '10.00')], [booked('K', '10.02')], { tolerance: '0.02' });
		expect(keys(found)).toEqual({ ...NOTHING, matched: ['K'] });
		expect(found.report.currencies[0]).toMatchObject({ difference: '0.02', reasons: { changed: '0.02' }, explained: true });
		expect(keys(run([bill('K', '10.00')], [booked('K', '10.03')], { tolerance: '0.02' })).different).toEqual({ K: ['total', 'account', 'dimension'] });
	});
});

describe('OPS-RECON: signs', () => {
	it('credits and refunds are below zero, however either side writes them', () => {
		const found = run(
			[
				bill('CREDIT', '30', { kind: 'supplierCredit' }),
				bill('NEGATIVE', '-30'),
				bill('BACK', '-8.80', { kind: 'expense' }),
				bill('NOTE', '-7', { kind: 'expense' }),
				bill('SALE', '-5', { kind: 'invoice', customer: { name: 'Cy' } }),
			],
			[
				booked('CREDIT', '30', { kind: 'supplierCredit' }),
				booked('NEGATIVE', '30', { kind: 'supplierCredit' }),
				booked('BACK', '8.80', { kind: 'expense', amount: '-8.80' }),
				booked('NOTE', '7', { kind: 'expense', isRefund: true }),
				booked('SALE', '5', { kind: 'invoice', amount: '-5', customer: { name: 'Cy' } }),
			],
		);
		expect(keys(found).matched).toHaveLength(5);
		expect(found.report.currencies[0]).toMatchObject({ source: { total: '-80.80' }, books: { total: '-80.80' }, difference: '0.00' });
		expect(found.report.distribution.account).toEqual([expect.objectContaining({ label: '449', difference: '0.00' })]);
	});

	it('a journal is as large as its debits, and takes the currency of the other side', () => {
		const lines = [{ amount: '20', account: { code: '449' } }, { amount: '-20', account: { code: '801' } }];
		const found = run([bill('J', '', { kind: 'journal', lines })], [booked('J', '20', { kind: 'journal', currency: undefined, supplier: undefined, lines })]);
		expect(keys(found).matched).toEqual(['J']);
		expect(found.report.currencies).toHaveLength(1);
	});

	it('amounts without tax are held against the books\' total without tax', () => {
		const net = { taxIncluded: false, lines: [{ amount: '10', account: { code: '449' } }] };
		const held = (subTotal: string) => booked('N', '12', { subTotal, taxIncluded: false, lines: [{ amount: subTotal, taxAmount: '2', account: { code: '449' } }] });
		expect(keys(run([bill('N', '', net)], [held('10')], { compare: [] })).matched).toEqual(['N']);
		const { different, report } = run([bill('N', '', net)], [held('9')], { compare: [] });
		expect(different[0]?.differences).toEqual([{ field: 'total', source: '13.00', books: '12.00', difference: '-1.00' }]);
		expect(report.explained).toBe(true);
	});
});

describe('OPS-RECON: lines', () => {
	it('without tax are not held against lines with tax, and the distributions still add up to the totals', () => {
		const books = [booked('K', '12', { lines: [{ amount: '10', account: '449' }] })];
		const found = run([bill('K', '12', { lines: [{ amount: '12', account: { code: '449' } }] })], books);
		expect(keys(found).matched).toEqual(['K']);
		expect(found.report.distribution.account?.map(({ label, source, books: held }) => [label, source.total, held.total])).toEqual([
			['449', '12.00', '10.00'], ['(none)', '0.00', '2.00'],
		]);
	});
});

describe('OPS-RECON: the period', () => {
	const late = booked('LATE', '10', { date: '2026-12-01' });
	const early = booked('EARLY', '7', { date: '2026-11-01' });
	const source = [bill('LATE', '10', { date: '2026-11-30' }), bill('EARLY', '7', { date: '2026-10-31' }), bill('OLD', '3', { date: '2026-10-05' })];
	const books = [late, early, booked('OLD', '4', { date: '2026-10-05' }), booked('NEXT', '1', { date: '2026-12-02' })];

	it('a document in another month is told as that, and is neither missing nor extra', () => {
		const found = run(source, books, NOVEMBER);
		expect(keys(found)).toEqual({ ...NOTHING, different: { LATE: ['period', 'date'], EARLY: ['period', 'date'] } });
		expect(found.report.counts).toMatchObject({ otherPeriod: 2, source: 1, books: 1, outside: 5 });
		expect(found.report.currencies[0]).toMatchObject({ difference: '-3.00', reasons: { otherPeriod: '-3.00' }, explained: true });
	});

	it('tells days where the period is no whole month', () => {
		const { different } = run([bill('K', '1')], [booked('K', '1', { date: '2026-11-20' })], { from: '2026-11-01', to: '2026-11-15' });
		expect(different[0]?.differences[0]).toEqual({ field: 'period', source: '2026-11-10', books: '2026-11-20' });
	});

	it('some days of slack put it into the source\'s period', () => {
		const found = run(source, books, { ...NOVEMBER, slackDays: 1, dateTolerance: 1 });
		expect(keys(found)).toEqual({ ...NOTHING, matched: ['LATE'] });
		expect(found.report).toMatchObject({ agrees: true, explained: true, counts: { source: 1, books: 1 } });
	});

	it('goes by the field that is named', () => {
		const posted = booked('P', '1', { date: '2026-10-30', postingDate: '2026-11-02' });
		expect(keys(run([bill('P', '1')], [posted], { ...NOVEMBER, dateField: { books: 'postingDate' }, compare: [] })).matched).toEqual(['P']);
	});
});

describe('OPS-RECON: duplicates, splits, probable pairs', () => {
	it('a key twice in the books is told, and the one that suits is compared, in whatever order they come', () => {
		const twins = [booked('K', '9', { id: 'a' }), booked('K', '10', { id: 'b' })];
		for (const books of [twins, [...twins].reverse()]) {
			const found = run([bill('K', '10')], books);
			expect(keys(found)).toEqual({ ...NOTHING, matched: ['K'], duplicates: ['books K'] });
			expect(found.duplicates[0]?.entry.record.id).toBe('a');
			expect(found.report.currencies[0]).toMatchObject({ difference: '9.00', reasons: { duplicate: '9.00' }, explained: true });
		}
		// Alike in total and day: the one with the right account is the one that the sync made.
		const [made, entered] = [booked('K', '10', { id: 'z' }), booked('K', '10', { id: 'a', lines: [{ amount: '10', account: { code: '429' } }] })];
		expect(run([bill('K', '10')], [entered, made]).duplicates.map(({ entry }) => entry.record.id)).toEqual(['a']);
		expect(keys(run([bill('K', '10'), bill('K', '10')], [booked('K', '10')])).duplicates).toEqual(['source K']);
	});

	it('one document in parts is compared as a whole, on either side', () => {
		const parts = [booked('EXP-1-E-1', '4'), booked('EXP-1-E-2', '6')];
		expect(keys(run([bill('EXP-1-E', '10')], parts))).toEqual({ ...NOTHING, matched: ['EXP-1-E'] });
		expect(keys(run([bill('EXP-1-E', '11')], parts)).different).toEqual({ 'EXP-1-E': ['total', 'account', 'dimension'] });
		expect(keys(run([bill('EXP-1-B', '4'), bill('EXP-1-CB', '6')], [booked('EXP-1', '10')])).matched).toHaveLength(1);
	});

	it('a report that became several documents, and several in one, by the keys that they name', () => {
		const report = (id: string, amount: string, names: string[]) => bill('', amount, { key: undefined, id, keys: names });
		const found = run(
			[report('r1', '10', ['R1-B', 'R1-CB']), report('r2', '5', ['M-11']), report('r3', '6', ['M-11']), report('r4', '9', ['R4-B', 'R4-J'])],
			[booked('R1-B', '4'), booked('R1-CB', '6'), booked('M-11', '11'), booked('R4-B', '3')],
		);
		expect(found.matched.map(({ source, books }) => [source.length, books.length])).toEqual([[1, 2], [2, 1]]);
		expect(found.different[0]?.differences.slice(0, 2)).toEqual([
			{ field: 'total', source: '9.00', books: '3.00', difference: '-6.00' },
			{ field: 'documents', source: '2', books: '1, without R4-J' },
		]);
		expect(found.report.explained).toBe(true);
	});

	it('a number matches where party or amount agrees; amount, day and name make a probable pair that is told apart', () => {
		const source = [
			bill('A', '10', { number: 'INV-7' }), bill('B', '11', { number: 'INV-8' }),
			bill('C', '12.34', { supplier: { name: 'HARBOUR FUELS 0871' } }), bill('D', '99', { supplier: { name: 'Dora' } }),
		];
		const books = [
			booked('', '10', { id: '1', key: '', number: 'inv-7', supplier: { name: 'Someone' } }),
			booked('', '12', { id: '2', key: '', number: 'INV-8', supplier: { name: 'Another' } }),
			booked('', '12.34', { id: '3', key: '', number: '', date: '2026-11-13', supplier: { name: 'Harbour Fuels' } }),
			booked('', '99', { id: '4', key: '', number: '', supplier: { name: 'Quentin' } }),
		];
		const found = run(source, books, { compare: [] });
		expect(keys(found)).toMatchObject({ matched: ['A'], missing: ['B', 'D'], probable: [['C', '3']] });
		expect(found.extra.map(({ record }) => record.id)).toEqual(['2', '4']);
		expect(found.probable[0]?.pair).toMatchObject({ days: 3, likeness: 100 });
		expect(keys(run(source, books, { compare: [], matchBy: [] })).matched).toEqual([]);
		expect(keys(run(source, books, { compare: [], matchDays: 2 })).probable).toEqual([]);
	});

	it('of the books only the sync\'s own documents are extra; others serve for probable pairs, also those with one reference', () => {
		const card = (id: string, total: string) => booked('CARD', total, { id, number: undefined });
		const found = run([bill('EXP-1', '4', {}), bill('EXP-2', '5')], [booked('EXP-9', '1'), card('x', '4'), card('y', '700'), booked('BY-HAND', '8')], { ownKeys: ['EXP-'] });
		expect(keys(found)).toMatchObject({ extra: ['EXP-9'], missing: ['EXP-2'], duplicates: [], probable: [['EXP-1', 'CARD']] });
		expect(found.report.counts).toMatchObject({ books: 2, leftOut: 2 });
		expect(found.report.explained).toBe(true);
	});
});

describe('OPS-RECON: what comes in', () => {
	it('voided documents, other kinds and currencies are left out; what cannot be read is told and in no total', () => {
		const found = run(
			[bill('A', '1'), bill('B', '1', { currency: 'EUR' }), bill('C', 'ten'), bill('D', '1', { date: 'soon' })],
			[booked('A', '1'), booked('V', '1', { status: 'VOIDED' }), booked('I', '1', { kind: 'invoice' })],
			{ currencies: ['gbp'], kinds: ['bill'] },
		);
		expect(keys(found)).toEqual({ ...NOTHING, matched: ['A'] });
		expect(found.report.unreadable).toEqual([
			{ side: 'source', key: 'C', item: 2, why: 'It has no amount that can be read.' }, { side: 'source', key: 'D', item: 3, why: 'It has no day that can be read.' },
		]);
		expect(found.report).toMatchObject({ agrees: false, counts: { leftOut: 3, unreadable: 2 } });
	});

	it('a report that is held is missing, with the reason', () => {
		const { missing, report } = run(
			[{ kind: 'expenseReport', id: 'R1', name: 'Away day', total: '20', currency: 'GBP', approved: '2026-11-03', employee: { email: 'ana@kea.test' }, held: [{ message: 'No account.' }], expenses: [{ amount: '20', category: { name: 'Team' } }] }],
			[],
			NOVEMBER,
		);
		expect(missing).toHaveLength(1);
		expect(report.distribution.account).toEqual([{ label: 'Team', currency: 'GBP', source: { count: 1, total: '20.00' }, books: { count: 0, total: '0.00' }, difference: '-20.00' }]);
	});

	it('a report that is held now and was posted before is found by its id in the keys', () => {
		const held = (id: string, total: string, more: Doc = {}): Doc => ({
			kind: 'expenseReport', system: 'expensify', id, total, currency: 'GBP', approved: '2026-11-03', employee: { email: 'ana@kea.test' }, held: [{ message: 'No account.' }], expenses: [{ amount: total }], ...more,
		});
		const found = run(
			[held('R00aB', '10'), held('R2', '5'), held('R3', '7', { reference: 'EI77' })],
			[booked(documentKey('EXP', 'R00aB', 'B'), '6'), booked(documentKey('EXP', 'R00aB', 'CE', '9'), '4'), booked('EXP-R2-B', '4'), booked('EI77', '7'), booked('EXP-R4-B', '1')],
			{ ...NOVEMBER, ownKeys: ['EXP-', 'EI'] },
		);
		expect(found.matched.map(({ source, books }) => [source[0]?.record.id, books.length]).sort()).toEqual([['R00aB', 2], ['R3', 1]]);
		expect(found.different.map(({ differences }) => differences)).toEqual([[{ field: 'total', source: '5.00', books: '4.00', difference: '-1.00' }]]);
		expect(keys(found)).toMatchObject({ missing: [], extra: ['EXP-R4-B'] });
		expect(found.report.explained).toBe(true);
	});

	it('shows where the money went on both sides, also where they name things differently', () => {
		const { report: { distribution } } = run(
			[bill('A', '10'), bill('B', '5', { date: '2026-10-31', supplier: { name: 'Bo' } })],
			[booked('A', '10'), booked('B', '6', { date: '2026-10-31', supplier: { id: '9', name: 'bo' } })],
			{ lists: [{ id: 'a449', code: '449', name: 'Motor' }] },
		);
		const shown = (by: 'account' | 'dimension' | 'month' | 'party' | 'kind') => distribution[by]?.map(({ label, source, books, difference }) => [label, source.total, books.total, difference]);
		expect(shown('account')).toEqual([['449 Motor', '15.00', '16.00', '1.00']]);
		expect(shown('dimension')).toEqual([['Cost Centre: Site North', '15.00', '16.00', '1.00']]);
		expect(shown('month')).toEqual([['2026-10', '5.00', '6.00', '1.00'], ['2026-11', '10.00', '10.00', '0.00']]);
		expect(shown('party')).toEqual([['Bo', '5.00', '6.00', '1.00'], ['Ana Kea', '10.00', '10.00', '0.00']]);
		expect(shown('kind')).toEqual([['bill', '15.00', '16.00', '1.00']]);
	});
});
