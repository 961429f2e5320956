import { confirmReports } from '../../nodes/ExpenseToLedger/confirm';
import { expense, held, map, report, type Given } from './expense-to-ledger.reports';

/** Expenses of a system where each has a number that people look for in the books, and suppliers' invoices. */
const numbered = (number: string, expenses: Given[], more: Given = {}): Given =>
	report(`7f6c0c1e-0000-4000-8000-0000000${number.slice(-5)}`, expenses, {
		system: 'expensein', reference: number, number, workspace: { id: 'expensein' },
		employee: { email: 'sam@kea.test', name: 'Sam Doe', code: 'EMP007' }, url: undefined, ...more,
	});
const invoice = (expenses: Given[], more: Given = {}): Given =>
	numbered('EII.00012', expenses, {
		type: 'supplierInvoice', supplier: { code: 'ACME', name: 'Acme Ltd' }, supplierNumber: 'A-77',
		invoiceDate: '2026-05-02', dueDate: '2026-06-01', employee: undefined, ...more,
	});

describe('NODE-ONCE: a report with a number of its own', () => {
	it('is one document under that number, for the supplier that the books know the employee as', () => {
		const docs = map([numbered('EI10234', [expense('1', '10.00'), expense('2', '-2.00')])]);
		expect(docs).toHaveLength(1);
		expect(docs[0]).toMatchObject({ kind: 'bill', key: 'EI10234', supplier: { code: 'EMP007' }, origin: { keys: ['EI10234'] } });
	});

	it('keeps its key when it moves to the company card, to another format or another supplier, or turns negative', () => {
		const bankAccount = { code: '1210' };
		const card = (amount: string) => [numbered('EI10234', [expense('1', amount, { reimbursable: false })])];
		const changes = [{}, { companyCard: { supplierFrom: 'employee' as const } }, { companyCard: { format: 'expense' as const, bankAccount } }];
		for (const change of changes) {
			for (const amount of ['10.00', '-10.00']) expect(map(card(amount), change).map(({ key }) => key)).toEqual(['EI10234']);
		}
	});

	it('is held where its lines would need several documents', () => {
		const given = [numbered('EI10234', [expense('1', '1.00'), expense('2', '1.00', { reimbursable: false })])];
		expect(held(given)[0]).toMatchObject([{ category: 'validation', message: expect.stringContaining('EI10234 is one document') }]);
		expect(map(given, { grouping: 'expense' }).map(({ key }) => key)).toEqual(['EI10234-1', 'EI10234-2']);
	});

	it('is not put together with others of its month', () => {
		const given = [numbered('EI10234', [expense('1', '1.00')]), numbered('EI10235', [expense('1', '2.00')])];
		expect(map(given, { grouping: 'employeeMonth', today: '2026-05-21' }).map(({ key }) => key)).toEqual(['EI10234', 'EI10235']);
	});

	it('prefers the employee map to the code that the source has', () => {
		const [document] = map([numbered('EI10234', [expense('1', '1.00')], { employee: { email: 'x@kea.test' } })]);
		expect(document?.supplier).toEqual({ email: 'x@kea.test', name: 'x@kea.test' });
	});

	it('lists every receipt, of whichever line', () => {
		const receipts = [{ url: 'https://x.test/1', fileName: 'a.jpg' }, { url: 'https://x.test/2', fileName: 'a.jpg' }];
		const [document] = map([numbered('EI10234', [expense('1', '1.00', { receipts }), expense('2', '1.00', { receipt: { url: 'https://x.test/3' } })])]);
		expect(document?.attachments).toEqual([
			{ fileName: '1-a.jpg', url: 'https://x.test/1' }, { fileName: '1-a-2.jpg', url: 'https://x.test/2' }, { fileName: '3', url: 'https://x.test/3' },
		]);
	});
});

describe("NODE-BILL: suppliers' invoices", () => {
	it("keep the supplier's name, dates and number", () => {
		const [document, ...others] = map([invoice([expense('1', '10.00'), expense('2', '5.50')])], { date: 'export', dueDays: 3 });
		expect(others).toEqual([]);
		expect(document).toMatchObject({
			kind: 'bill', key: 'EII.00012', supplier: { code: 'ACME', name: 'Acme Ltd' }, date: '2026-05-02', dueDate: '2026-06-01', number: 'A-77',
			origin: { type: 'supplierInvoice' },
		});
		const [confirmed] = confirmReports([{ ...document, id: '58213', action: 'created' }]).complete;
		expect(confirmed?.json).toMatchObject({ type: 'supplierInvoice', reportID: document?.origin.reports[0] });
	});

	it('become a supplier credit where the total is negative', () => {
		expect(map([invoice([expense('1', '-10.00')])])[0]).toMatchObject({ kind: 'supplierCredit', key: 'EII.00012', lines: [{ amount: '10' }] });
	});

	it('are held without a supplier or a date, and left out when nobody wants them', () => {
		expect(held([invoice([expense('1', '1.00')], { supplier: undefined })])[0]).toMatchObject([{ field: 'supplier' }]);
		expect(held([invoice([expense('1', '1.00')], { invoiceDate: undefined })])[0]).toMatchObject([{ field: 'date', message: expect.stringContaining('its own date') }]);
		expect(map([invoice([expense('1', '1.00')])], { supplierInvoice: { format: 'skip' } })).toEqual([]);
	});
});
