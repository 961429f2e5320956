import { bill, expense, journal, type Bill, type Expense, type Journal } from '../../nodes/core/model/documents';
import type { Resolved } from '../../nodes/Xero/resolved';
import { toBankTransaction, toBill, toCreditNote, toManualJournal } from '../../nodes/Xero/shapes/documents';
import { fileName } from '../../nodes/core/files';
import { keyOfNarration } from '../../nodes/Xero/posted';
import { openDay } from '../../nodes/core/period';
import { totalOf } from '../../nodes/core/model/totals';
import { lockedUntil } from '../../nodes/Xero/resolve';
import { changedLines } from '../../nodes/Xero/change';
import { differences } from '../../nodes/core/differences';

const account = { AccountID: 'a1', Code: '449', Name: 'Motor', Type: 'OVERHEADS' };
function resolved<D extends Bill | Expense | Journal>(document: D): Resolved<D> {
	const lines = document.lines.map((line) => ({ line, account, tracking: [] }));
	return { document, date: document.date, contact: { ContactID: 'c1' }, bank: { AccountID: 'b1', Name: 'Card', Type: 'BANK' }, lines, warnings: [] };
}
const base = { key: 'EXP-1-B', date: '2026-11-03', supplier: { id: 'c1' } };
const line = (amount: string, more = {}) => ({ amount, account: { code: '449' }, ...more });

describe('Xero shapes', () => {
	it('NODE-BILL: due on its own day unless told, posted unless told, key as number', () => {
		const made = toBill(resolved(bill.parse({ ...base, lines: [line('48')] })));
		expect(made).toMatchObject({ DueDate: '2026-11-03', Status: 'AUTHORISED', InvoiceNumber: 'EXP-1-B', LineAmountTypes: 'Inclusive' });
		expect(made.LineItems).toEqual([{ Description: 'EXP-1-B', Quantity: 1, UnitAmount: 48, AccountCode: '449' }]);
		expect(toBill(resolved(bill.parse({ ...base, status: 'draft', taxIncluded: false, lines: [line('1')] })))).toMatchObject({ Status: 'DRAFT', LineAmountTypes: 'Exclusive' });
	});

	it('quantity and price go along only where their product is the amount', () => {
		const lines = [
			line('99.99', { quantity: '3', unitAmount: '33.33' }),
			line('100.00', { quantity: '3', unitAmount: '33.3333' }),
			line('100.00', { quantity: '3', unitAmount: '33.33' }),
			line('10.00', { quantity: '3', unitAmount: '3.33333' }),
		];
		const made = toBill(resolved(bill.parse({ ...base, lines })));
		expect(made.LineItems?.map(({ Quantity, UnitAmount }) => [Quantity, UnitAmount])).toEqual([[3, 33.33], [3, 33.3333], [1, 100], [1, 10]]);
	});

	it('NODE-CREDIT: signs and tax turn around together', () => {
		const negative = bill.parse({ ...base, lines: [line('-24', { taxAmount: '-4' }), line('4')] });
		const made = toCreditNote(resolved(negative));
		expect(made.LineItems?.map(({ UnitAmount, TaxAmount }) => [UnitAmount, TaxAmount])).toEqual([[24, 4], [-4, undefined]]);
		expect(totalOf(negative)).toEqual({ total: '20' });
	});

	it('NODE-EXPENSE: money that came back is received', () => {
		const spent = { ...base, bankAccount: { code: '091' } };
		expect(toBankTransaction(resolved(expense.parse({ ...spent, lines: [line('12')] })))).toMatchObject({ Type: 'SPEND', Reference: 'EXP-1-B', LineItems: [{ UnitAmount: 12 }] });
		expect(toBankTransaction(resolved(expense.parse({ ...spent, lines: [line('-12')] })))).toMatchObject({ Type: 'RECEIVE', LineItems: [{ UnitAmount: 12 }] });
	});

	it('NODE-JOURNAL: the key ends the narration and is found there again', () => {
		const made = toManualJournal(resolved(journal.parse({ ...base, memo: 'Fuel [Nov]', lines: [line('5'), line('-5')] })));
		expect(made).toMatchObject({ Narration: 'Fuel [Nov] [EXP-1-B]', Status: 'POSTED', LineAmountTypes: 'NoTax' });
		expect(keyOfNarration(made.Narration)).toBe('EXP-1-B');
		expect(keyOfNarration('Fuel')).toBeUndefined();
	});

	it('closed period: the day of the lock is closed, the day after is open, the later lock counts', () => {
		const organisation = { OrganisationID: 'o', Name: 'K', BaseCurrency: 'GBP', PeriodLockDate: '/Date(1774915200000+0000)/', EndOfYearLockDate: '/Date(1743379200000+0000)/' };
		expect(openDay('2026-04-01', lockedUntil(organisation), 'refuse', 'Xero')).toBe('2026-04-01');
		expect(openDay('2026-03-31', lockedUntil(organisation), 'refuse', 'Xero')).toMatchObject({ facts: { category: 'closed period' } });
		expect(openDay('2026-03-31', lockedUntil(organisation), 'firstOpenDay', 'Xero')).toBe('2026-04-01');
		expect(openDay('1999-01-01', lockedUntil(undefined), 'refuse', 'Xero')).toBe('1999-01-01');
	});

	it('NODE-ATTACH: forbidden letters leave a file name, its ending stays', () => {
		expect(fileName('Taxi: 3/4 "late"?.pdf', 200)).toBe('Taxi_ 3_4 _late__.pdf');
		expect(fileName('', 200)).toBe('receipt');
		expect(fileName(`${'x'.repeat(300)}.jpeg`, 200)).toMatch(/^x{195}\.jpeg$/);
	});

	it('NODE-UPSERT: only given fields are compared, amounts by value', () => {
		const held = { Name: 'Bay', EmailAddress: '', Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '1' }, { PhoneType: 'FAX' }], SalesDetails: { UnitPrice: 95 } };
		expect(differences(held, { Name: 'Bay', EmailAddress: '', SalesDetails: { UnitPrice: 95.0 } })).toEqual({});
		expect(differences(held, { Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '2' }] })).toEqual({ 'Phones.PhoneNumber': { from: '1', to: '2' } });
		expect(differences(held, { TaxNumber: 'GB1' })).toEqual({ TaxNumber: { from: null, to: 'GB1' } });
	});

	it('update: lines that are not named go back under their id, as they stand', async () => {
		const standing = [
			{ LineItemID: 'l1', Description: 'A', Quantity: 1, UnitAmount: 10, AccountCode: '449', AccountID: 'a1', TaxType: 'INPUT2', TaxAmount: 1.67, LineAmount: 10 },
			{ LineItemID: 'l2', Description: 'B', Quantity: 1, UnitAmount: 20, AccountCode: '449', TaxType: 'INPUT2', TaxAmount: 3.33, LineAmount: 20 },
		];
		const lines = await changedLines({} as never, [{ id: 'l2', description: 'B2' }], standing);
		expect(lines).toEqual([
			{ LineItemID: 'l1', Description: 'A', Quantity: 1, UnitAmount: 10, AccountCode: '449', TaxType: 'INPUT2', TaxAmount: 1.67 },
			{ LineItemID: 'l2', Description: 'B2', Quantity: 1, UnitAmount: 20, AccountCode: '449', TaxType: 'INPUT2', TaxAmount: 3.33 },
		]);
		await expect(changedLines({} as never, [{ id: 'l9' }], standing)).rejects.toMatchObject({ facts: { category: 'not found', line: 1 } });
	});
});
