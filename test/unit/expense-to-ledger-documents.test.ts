import { DOCUMENT_SCHEMAS } from '../../nodes/core/model/documents';
import { add } from '../../nodes/core/money';
import { mapReports } from '../../nodes/ExpenseToLedger/map/reports';
import { card, documents, expense, map, report, settings, tables, type Doc, type Given } from './expense-to-ledger.reports';

const totals = (docs: Doc[]): Record<string, string> =>
	Object.fromEntries(docs.map(({ key, lines }) => [key, add(...lines.map(({ amount }) => amount))]));

describe('SYNC-EXP-XERO: export format per kind of expense', () => {
	const mixed = [report('R1', [expense('1', '10.00'), expense('2', '5.01'), card('3', '20.00'), card('4', '7.50', { merchant: 'Shell' })])];

	it('bills: one for the employee, one per merchant of the card', () => {
		const docs = map(mixed);
		expect(docs.map(({ kind, key, supplier }) => [kind, key.replace(/\.[0-9a-f]{4,8}$/, ''), supplier])).toEqual([
			['bill', 'EXP-R1-B', { email: 'ana@kea.test', name: 'Ana Ruiz' }],
			['bill', 'EXP-R1-CB-cafe.roma', { name: 'Cafe Roma' }],
			['bill', 'EXP-R1-CB-shell', { name: 'Shell' }],
		]);
		expect(Object.values(totals(docs))).toEqual(['15.01', '20', '7.5']);
		for (const { origin } of docs) expect(origin.keys).toEqual(docs.map(({ key }) => key).sort());
	});

	it('journals: a debit per expense and one credit to the contra account, summing to zero', () => {
		const [own, cards] = map(mixed, {
			reimbursable: { format: 'journal', contraAccount: { code: '801' } }, companyCard: { format: 'journal', contraAccount: { code: '850' } },
		});
		expect(own).toMatchObject({
			kind: 'journal', key: 'EXP-R1-J', status: 'posted', memo: 'Trip R1 (Ana Ruiz)',
			lines: [{ amount: '10', account: { code: '420' } }, { amount: '5.01' }, { amount: '-15.01', account: { code: '801' } }],
		});
		expect(cards).toMatchObject({ key: 'EXP-R1-CJ', lines: [{ amount: '20' }, { amount: '7.5' }, { amount: '-27.5', account: { code: '850' } }] });
		expect(own).not.toHaveProperty('supplier');
	});

	it('expenses: each card expense by itself on its own day, the employee paid in one sum', () => {
		const docs = map(mixed, {
			reimbursable: { format: 'expense', bankAccount: { code: '090' } }, companyCard: { format: 'expense', bankAccount: { code: '091' } },
		});
		expect(docs.map(({ kind, key, date, bankAccount, lines }) => [kind, key, date, bankAccount?.code, lines.length])).toEqual([
			['expense', 'EXP-R1-E', '2026-05-20', '090', 2],
			['expense', 'EXP-R1-CE-3', '2026-05-10', '091', 1],
			['expense', 'EXP-R1-CE-4', '2026-05-10', '091', 1],
		]);
	});

	it('skip: the kind is left out, and a report without the other kind has nothing to post', () => {
		expect(map(mixed, { companyCard: { format: 'skip' } }).map(({ key }) => key)).toEqual(['EXP-R1-B']);
		const mapped = mapReports([report('R1', [card('1', '5.00'), expense('2', '0')])], settings({ companyCard: { format: 'skip' } }));
		expect(mapped).toMatchObject({ ready: [], held: [] });
		expect(mapped.nothing).toEqual([
			{ item: 0, reason: 'Of 2 expenses: 1 left out by the settings, 1 with the amount zero.', origin: expect.objectContaining({ reports: ['R1'], keys: [] }) },
		]);
	});

	it('gives documents that the ledgers accept', () => {
		const contraAccount = { code: '801' };
		const bankAccount = { code: '090' };
		for (const format of ['bill', 'journal', 'expense', 'expenseReport'] as const) {
			for (const grouping of ['report', 'expense', 'employeeMonth'] as const) {
				for (const amounts of [['10.00', '-2.00'], ['-10.00', '2.00'], ['3.00', '-3.00']] as const) {
					const kind = { format, contraAccount, bankAccount };
					if (format === 'expenseReport' && (amounts[0] === '-10.00' || grouping === 'expense')) continue; // held, see below
					const given = [report('R1', amounts.flatMap((amount, n) => [expense(`${n}`, amount), card(`c${n}`, amount)]))];
					for (const document of map(given, { reimbursable: kind, companyCard: kind, grouping })) {
						const schema = DOCUMENT_SCHEMAS[document.kind];
						expect(schema.safeParse(document)).toEqual({ success: true, data: document });
						if (document.kind === 'journal') expect(add(...document.lines.map(({ amount }) => amount))).toBe('0');
					}
				}
			}
		}
	});
});

describe('SYNC-EXP-XERO: one document per', () => {
	it('expense: each by itself, a refund as a credit of its own', () => {
		const docs = map([report('R1', [expense('1', '10.00'), expense('2', '-4.00')])], { grouping: 'expense' });
		expect(docs).toMatchObject([
			{ kind: 'bill', key: 'EXP-R1-B-1', lines: [{ amount: '10' }] },
			{ kind: 'supplierCredit', key: 'EXP-R1-B-2', lines: [{ amount: '4' }] },
		]);
	});

	it('report: merchants that are one supplier share a bill', () => {
		const given = [report('R1', [card('1', '1.00', { merchant: 'TESCO 4203' }), card('2', '2.00', { merchant: 'Tesco #77' }), card('3', '4.00', { merchant: 'Spar' })])];
		expect(Object.values(totals(map(given)))).toEqual(['3', '4']);
		const rows = tables({ supplierMap: [{ merchant: 'Tesco', supplier: 'Groceries' }, { merchant: 'spar', supplier: 'Groceries' }] });
		const [only, ...others] = map(given, { tables: rows });
		expect(others).toEqual([]);
		expect(only).toMatchObject({ supplier: { name: 'Groceries' }, lines: [{ amount: '1' }, { amount: '2' }, { amount: '4' }] });
	});

	it('employee and month: all reports approved in it, by kind and currency', () => {
		const docs = map(
			[
				report('R1', [expense('1', '10.00')], { approved: '2026-05-01' }),
				report('R2', [expense('2', '5.00'), card('9', '3.00')], { approved: '2026-05-31' }),
				report('R3', [expense('3', '2.00')], { approved: '2026-06-01' }),
				report('R4', [expense('4', '1.00')], { approved: '2026-05-15', currency: 'EUR' }),
				report('R5', [expense('5', '8.00')], { employee: { email: 'bo@kea.test' } }),
			],
			{ grouping: 'employeeMonth', companyCard: { supplierFrom: 'employee' } },
		);
		expect(docs.map(({ origin, currency, date, lines }) => [origin.reports.join(' '), currency, date, lines.map(({ amount }) => amount).join(' ')])).toEqual([
			['R1 R2', 'GBP', '2026-05-31', '10 5'],
			['R2', 'GBP', '2026-05-31', '3'],
			['R3', 'GBP', '2026-06-01', '2'],
			['R4', 'EUR', '2026-05-15', '1'],
			['R5', 'GBP', '2026-05-20', '8'],
		]);
		expect(new Set(docs.map(({ key }) => key)).size).toBe(5);
		expect(docs[0]?.origin.keys).toEqual([docs[0]?.key, docs[1]?.key].sort());
		expect(docs[1]?.origin.keys).toEqual(docs[0]?.origin.keys);
		expect(docs[0]).not.toHaveProperty('url');
		expect(docs[0]?.memo).toBe('Trip R1, Trip R2 (Ana Ruiz)');
	});
});

describe('SYNC-EXP-XERO: date of the documents', () => {
	const given = [report('R1', [expense('2', '1.00', { date: '2026-05-12' }), expense('1', '1.00', { date: '2026-05-03' })])];
	it.each([
		['approved', '2026-05-20'], ['submitted', '2026-05-18'], ['expense', '2026-05-03'], ['lastExpense', '2026-05-12'], ['export', '2026-11-21'],
	] as const)('%s: %s', (date, day) => expect(map(given, { date })[0]?.date).toBe(day));

	it('bills are due some days later, credits never', () => {
		expect(map(given, { dueDays: 30 })[0]?.dueDate).toBe('2026-06-19');
		expect(map([report('R1', [expense('1', '-1.00')])])[0]).not.toHaveProperty('dueDate');
	});
});

describe('SYNC-EXP-XERO: negative and zero', () => {
	const refund = [report('R1', [expense('1', '10.00'), expense('2', '-30.10')])];

	it('a refund inside a positive document stays a negative line', () => {
		expect(map([report('R1', [expense('1', '10.00'), expense('2', '-3.00')])])[0]).toMatchObject({ kind: 'bill', lines: [{ amount: '10' }, { amount: '-3' }] });
	});

	it('a negative total becomes a supplier credit with its signs turned around, under the same key', () => {
		const given = [report('R1', [expense('1', '10.00', { tax: { name: 'x', amount: '1.67' } }), expense('2', '-30.10', { tax: { name: 'x', amount: '-5.02' } })])];
		const [credit] = map(given, { taxAmounts: 'report', tables: tables({ taxMap: [{ tax: 'x', taxRate: 'INPUT2' }] }) });
		expect(credit).toMatchObject({
			kind: 'supplierCredit', key: 'EXP-R1-B',
			lines: [{ amount: '-10', taxAmount: '-1.67' }, { amount: '30.1', taxAmount: '5.02' }],
		});
	});

	it('keep: a negative bill; journals need no turning; an expense is money back', () => {
		expect(map(refund, { negativeTotal: 'keep' })[0]).toMatchObject({ kind: 'bill', lines: [{ amount: '10' }, { amount: '-30.1' }] });
		expect(map(refund, { reimbursable: { format: 'journal', contraAccount: { code: '801' } } })[0]).toMatchObject({
			kind: 'journal', lines: [{ amount: '10' }, { amount: '-30.1' }, { amount: '20.1' }],
		});
		expect(map(refund, { reimbursable: { format: 'expense', bankAccount: { code: '090' } } })[0]).toMatchObject({
			kind: 'expense', lines: [{ amount: '10' }, { amount: '-30.1' }],
		});
	});

	it('zero amounts: left out or kept', () => {
		const given = [report('R1', [expense('1', '10.00'), expense('2', '0.00')])];
		expect(map(given)[0]?.lines).toHaveLength(1);
		expect(map(given, { zeroAmount: 'keep' })[0]?.lines.map(({ amount }) => amount)).toEqual(['10', '0']);
	});

	it('zero totals: kept, since they move costs between accounts, or left out', () => {
		const given = [report('R1', [expense('1', '10.00'), expense('2', '-10.00', { category: { code: '493' } })])];
		expect(map(given)[0]).toMatchObject({ kind: 'bill', lines: [{ amount: '10' }, { amount: '-10' }] });
		const left = mapReports(given, settings({ zeroTotal: 'skip' }));
		expect(left).toMatchObject({ ready: [], nothing: [{ reason: 'Of 2 expenses: 2 that cancel each other.' }] });
	});

	it('a journal of zero has two lines and no contra line it does not need', () => {
		const journal = { format: 'journal', contraAccount: { code: '801' } } as const;
		expect(map([report('R1', [expense('1', '10.00'), expense('2', '-10.00')])], { reimbursable: journal })[0]?.lines).toHaveLength(2);
		expect(map([report('R1', [expense('1', '0')])], { reimbursable: journal, zeroAmount: 'keep' })[0]?.lines).toHaveLength(2);
	});

	it('adds up exactly', () => {
		const given = [report('R1', Array.from({ length: 1000 }, (_, n) => expense(`${n}`, n % 2 === 0 ? '0.10' : '0.20')))];
		const [journal] = map(given, { reimbursable: { format: 'journal', contraAccount: { code: '801' } } });
		expect(journal?.lines[1000]?.amount).toBe('-150');
	});
});

describe('SYNC-EXP-XERO: accounts, tax rates, dimensions, suppliers, banks', () => {
	const one = (more: Given, changes: Parameters<typeof map>[1] = {}): Doc => map([report('R1', [expense('1', '1.00', { ...more })])], changes)[0] as Doc;

	it('account: map before own code, workspace row before general row, by name or code', () => {
		const rows = tables({ categoryMap: [
			{ category: 'meals', account: '421' }, { workspace: 'kea joinery', category: 'MEALS', account: 422 }, { category: '777', account: 'name:Fuel' },
			{ category: 'Suggested', account: '' },
		] });
		expect(one({}, { tables: rows }).lines[0]?.account).toEqual({ code: '422' });
		expect(one({ category: { name: 'Petrol', code: '777' } }, { tables: rows }).lines[0]?.account).toEqual({ name: 'Fuel' });
		expect(one({ category: { name: 'Other', code: '500' } }, { tables: rows }).lines[0]?.account).toEqual({ code: '500' });
		const elsewhere = map([report('R1', [expense('1', '1.00')], { workspace: { id: 'W2' } })], { tables: rows });
		expect(elsewhere[0]?.lines[0]?.account).toEqual({ code: '421' });
	});

	it('account: the default where the category has none', () => {
		const changes = { unmappedCategory: 'defaultAccount', defaultAccount: { code: '429' } } as const;
		expect(one({ category: { name: 'Odd' } }, changes).lines[0]?.account).toEqual({ code: '429' });
		expect(one({ category: undefined }, changes).lines[0]?.account).toEqual({ code: '429' });
		expect(one({}, { ...changes, useCategoryCode: false }).lines[0]?.account).toEqual({ code: '429' });
	});

	it('tax rate: what the expense says, else the category row, else the default, else the account', () => {
		const rows = tables({
			taxMap: [{ tax: 'id_TAX_20', taxRate: 'INPUT2' }, { tax: 'Reduced', taxRate: 'RRINPUT' }],
			categoryMap: [{ category: 'Meals', taxRate: 'EXEMPTINPUT' }],
		});
		const changes = { tables: rows, defaultTaxRate: { code: 'NONE' } };
		expect(one({ tax: { code: 'id_TAX_20', name: 'Standard' } }, changes).lines[0]?.taxRate).toEqual({ code: 'INPUT2' });
		expect(one({ tax: { code: 'id_TAX_5', name: 'reduced' } }, changes).lines[0]?.taxRate).toEqual({ code: 'RRINPUT' });
		expect(one({}, changes).lines[0]).toMatchObject({ taxRate: { code: 'EXEMPTINPUT' }, account: { code: '420' } });
		expect(one({ category: { code: '500' } }, changes).lines[0]?.taxRate).toEqual({ code: 'NONE' });
		expect(one({}).lines[0]).not.toHaveProperty('taxRate');
		expect(one({ tax: { code: 'VAT20' } }, { useTaxCode: true }).lines[0]?.taxRate).toEqual({ code: 'VAT20' });
		expect(one({ tax: { code: 'VAT20', amount: '0.17' } }, { useTaxCode: true }).lines[0]).not.toHaveProperty('taxAmount');
	});

	it('SYNC-EXP-QBO: a level of tags can be the customer of the line, who is billed for it', () => {
		const rows = tables({ dimensionMap: [
			{ level: 1, dimension: 'Class', value: '{name}' }, { level: 2, dimension: 'customer', value: '{name}', workspace: 'W1' }, { level: 2, dimension: 'Customer', tag: 'Own', value: 'id:17' },
			{ level: 3, dimension: 'name:Customer' },
		] });
		const line = (...list: object[]) => one({ tags: list, billable: true }, { tables: rows }).lines[0];
		expect(line({ name: 'East' }, { name: 'Own' }, { name: 'Who' })).toMatchObject({
			dimensions: [{ dimension: { name: 'Class' }, value: { name: 'East' } }, { dimension: { name: 'Customer' }, value: { name: 'Who' } }], customer: { id: '17' }, billable: true,
		});
		expect(line({ name: '' }, { name: '' })).not.toHaveProperty('customer');
	});

	it('dimensions: a level to a dimension, single tags to values, codes before names', () => {
		const rows = tables({ dimensionMap: [
			{ level: 1, dimension: 'Cost Centre' }, { level: 'region', dimension: 'Region', tag: 'North', value: 'N' },
			{ level: '2', dimension: 'Region', value: '{name}' }, { level: 3, dimension: 'code:PROJ', value: 'code:{x}' },
		] }, ['Cost Centre', 'Region']);
		const tags = (...list: object[]): unknown => one({ tags: list }, { tables: rows }).lines[0]?.dimensions;
		expect(tags({ name: 'Workshop', code: 'CC1' }, { name: 'north', code: '9' })).toEqual([
			{ dimension: { name: 'Cost Centre' }, value: { code: 'CC1' } }, { dimension: { name: 'Region' }, value: { name: 'N' } },
		]);
		expect(tags({ name: 'Workshop' }, { name: 'South', code: '8' })).toEqual([
			{ dimension: { name: 'Cost Centre' }, value: { name: 'Workshop' } }, { dimension: { name: 'Region' }, value: { name: 'South' } },
		]);
		expect(tags({ name: '' })).toBeUndefined();
		expect(one({ tags: [{ name: 'Workshop' }] }).lines[0]).not.toHaveProperty('dimensions');
	});

	it('supplier: employee map, else email and name; merchant map, else the tidied name, else the default', () => {
		expect(one({}, { tables: tables({ employeeMap: [{ email: 'ANA@kea.test', supplier: 'Ruiz, Ana' }] }) }).supplier).toEqual({ name: 'Ruiz, Ana' });
		const merchant = { reimbursable: { supplierFrom: 'merchant' } } as const;
		expect(one({ merchant: 'SQ *CAFÉ ROMA 0423' }, merchant).supplier).toEqual({ name: 'Café Roma' });
		const rows = tables({ supplierMap: [{ merchant: 'Shell Kings 587', supplier: 'ap@shell.test' }] });
		expect(one({ merchant: 'SHELL KINGS 112' }, { ...merchant, tables: rows }).supplier).toEqual({ email: 'ap@shell.test' });
		expect(one({ merchant: '' }, { ...merchant, defaultSupplier: { name: 'Sundry' } }).supplier).toEqual({ name: 'Sundry' });
		expect(one({ merchant: 'Odd' }, { ...merchant, unmappedMerchant: 'defaultSupplier', defaultSupplier: { name: 'Sundry' } }).supplier).toEqual({ name: 'Sundry' });
	});

	it('supplier: rows that disagree about the same words serve their own spelling only', () => {
		const rows = tables({ supplierMap: [{ merchant: 'Shell 1', supplier: 'A' }, { merchant: 'Shell 2', supplier: 'B' }] });
		const changes = { reimbursable: { supplierFrom: 'merchant' }, tables: rows } as const;
		expect(['Shell 1', 'SHELL 2', 'Shell 3'].map((merchant) => one({ merchant }, changes).supplier?.name)).toEqual(['A', 'B', 'Shell']);
	});

	it('bank account: card map by card, by feed and card, by feed, else the one for all', () => {
		const rows = tables({ cardMap: [{ card: '4711', bankAccount: '091' }, { card: 'Amex 1', bankAccount: '092' }, { card: 'Visa', bankAccount: 'name:Visa Card' }] });
		const bank = (paid: object): unknown =>
			map([report('R1', [card('1', '1.00', { card: paid })])], { tables: rows, companyCard: { format: 'expense', bankAccount: { code: '090' } } })[0]?.bankAccount;
		expect([bank({ id: '4711' }), bank({ bank: 'amex', id: '1' }), bank({ bank: 'Visa', id: '5' }), bank({ id: '9' })]).toEqual([
			{ code: '091' }, { code: '092' }, { name: 'Visa Card' }, { code: '090' },
		]);
	});
});

describe('SYNC-EXP-XERO: texts, receipts, currencies', () => {
	it('keeps original and billing currency apart', () => {
		const [bill] = map([report('R1', [
			expense('1', '127.15', { merchant: 'leopold hotel antwerp', original: { amount: '143.39', currency: 'EUR' }, comment: 'fair,\n two nights' }),
			expense('2', '5', { original: { amount: '5.00', currency: 'GBP' } }),
		])]);
		expect(bill).toMatchObject({ currency: 'GBP', lines: [{ amount: '127.15' }, { amount: '5' }] });
		expect(bill?.lines.map(({ description }) => description)).toEqual([
			'leopold hotel antwerp, 2026-05-10, fair, two nights, EUR 143.39', 'Cafe Roma, 2026-05-10',
		]);
		expect(bill?.origin.originals).toEqual([{ expense: '1', amount: '143.39', currency: 'EUR' }]);
	});

	it('fills the memo', () => {
		const memo = '{reportID} {report} {number} {employee} {email} {workspace} {month} {merchant} {from} {to}';
		const given = [report('R1', [expense('1', '1.00'), expense('2', '1.00', { date: '2026-05-12', merchant: 'Spar' })], { number: 'N7' })];
		expect(map(given, { memo })[0]?.memo).toBe('R1 Trip R1 N7 Ana Ruiz ana@kea.test Kea Joinery 2026-05 Cafe Roma, Spar 2026-05-10 2026-05-12');
		expect(map(given, { memo: '' })[0]).not.toHaveProperty('memo');
	});

	it('lists receipts with an address, each once, under names that differ', () => {
		const receipt = (url?: string, fileName?: string): Given => ({ receipt: { url, fileName } });
		const given = [report('R1', [
			expense('1', '1.00', receipt('https://r.test/a/1.jpg', 'receipt.jpg')), expense('2', '1.00', receipt('https://r.test/b', 'Receipt.jpg')),
			expense('3', '1.00', receipt('https://r.test/c/scan.pdf?x=1')), expense('4', '1.00', receipt('https://r.test/c/scan.pdf?x=1')), expense('5', '1.00', { receipt: { id: '9' } }),
		])];
		expect(map(given)[0]?.attachments).toEqual([
			{ fileName: '1-receipt.jpg', url: 'https://r.test/a/1.jpg' }, { fileName: '2-Receipt.jpg', url: 'https://r.test/b' },
			{ fileName: 'scan.pdf', url: 'https://r.test/c/scan.pdf?x=1' },
		]);
		expect(map(given, { receipts: false })[0]).not.toHaveProperty('attachments');
	});

	it('status goes to bills and journals; expenses are always posted', () => {
		const given = [report('R1', [expense('1', '1.00'), card('2', '1.00')])];
		const docs = map(given, { status: 'draft', companyCard: { format: 'expense', bankAccount: { code: '091' } } });
		expect(docs.map(({ kind, status }) => [kind, status])).toEqual([['bill', 'draft'], ['expense', 'posted']]);
		expect(map(given, { status: 'submitted' })[0]?.status).toBe('submitted');
	});

	it('maps a report that came twice once, and pairs its documents with both items', () => {
		const mapped = mapReports([report('R1', [expense('1', '1.00')]), report('R1', [expense('1', '1.00')], { raw: { seen: 2 } })], settings());
		expect(documents(mapped)).toHaveLength(1);
		expect(mapped.ready[0]?.items).toEqual([0, 1]);
		expect(mapped.repeated).toEqual(['R1']);
	});
});
