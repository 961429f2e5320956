import type { Books } from '../books/books';
import { addDays, dayOf } from '../dates';
import { allocate } from '../documents/allocations';
import { createBankTransaction } from '../documents/banktransactions';
import { createBankTransfer } from '../documents/banktransfers';
import { createCreditNote } from '../documents/creditnotes';
import { createInvoice } from '../documents/invoices';
import { createJournal } from '../documents/journals';
import { createPayment } from '../documents/payments';
import { guidOf } from './ids';

/** A few weeks of a small company's papers, all through the same rules that clients meet. */
export function seedDocuments(books: Books): void {
	const today = dayOf(books.now());
	const ago = (days: number) => addDays(today, -days);
	const who = (name: string) => ({ ContactID: guidOf(`${books.tenant} contact ${name}`) });
	const line = (Description: string, UnitAmount: number, AccountCode: string, TaxType?: string) => ({
		Description,
		Quantity: 1,
		UnitAmount,
		AccountCode,
		TaxType,
	});
	const bill = (name: string, number: string, days: number, ...LineItems: Array<ReturnType<typeof line>>) =>
		createInvoice(
			books,
			{
				Type: 'ACCPAY',
				Status: 'AUTHORISED',
				Contact: who(name),
				InvoiceNumber: number,
				Date: ago(days),
				DueDate: addDays(ago(days), 30),
				LineItems,
			},
			2,
		);
	const sale = (name: string, days: number, ...LineItems: Array<ReturnType<typeof line>>) =>
		createInvoice(
			books,
			{
				Type: 'ACCREC',
				Status: 'AUTHORISED',
				Contact: who(name),
				Date: ago(days),
				LineItems,
			},
			2,
		);

	createJournal(books, {
		Narration: 'Opening balances',
		Status: 'POSTED',
		Date: ago(90),
		JournalLines: [
			{ LineAmount: 18500, AccountCode: '764', Description: 'Tools and plant' },
			{ LineAmount: -18500, AccountCode: '950', Description: 'Share capital' },
		],
	});
	const timber = bill(
		'A & B #1 Timber',
		'TIM-20871',
		41,
		line('Oak boards', 1184.5, '310'),
		line('Delivery', 45, '425'),
	);
	const hire = bill('Bay Hire Ltd', 'BH/4471', 33, line('Scissor lift, 4 days', 620, '325'));
	bill('Vodafone', 'VF-9912-11', 20, line('Mobiles', 214.62, '489'));
	bill('Premier Inn', '55120034', 12, line('Two nights, Hull', 158.4, '493'));
	createInvoice(
		books,
		{
			Type: 'ACCPAY',
			Status: 'AUTHORISED',
			Contact: who('Müller Holz GmbH'),
			InvoiceNumber: 'RE-2231',
			CurrencyCode: 'EUR',
			Date: ago(18),
			DueDate: ago(-12),
			LineAmountTypes: 'NoTax',
			LineItems: [line('Beech veneer', 930, '310')],
		},
		2,
	);
	createInvoice(
		books,
		{
			Type: 'ACCPAY',
			Status: 'DRAFT',
			Contact: who('Screwfix Direct'),
			InvoiceNumber: 'SF-1882',
			Date: ago(3),
			LineItems: [line('Fixings', 64.8, '473')],
		},
		2,
	);
	const school = sale('St. Anne’s Primary School', 38, line('Library shelving', 4250, '200'));
	const harbour = sale('Harbour View Developments', 25, line('Staircases, plots 4 to 6', 9600, '200'));
	sale('Moss & Daughters', 9, line('Shop counter', 1875, '200'));

	createPayment(books, {
		Invoice: { InvoiceID: timber.InvoiceID },
		Account: { Code: '090' },
		Date: ago(15),
		Amount: timber.Total,
		Reference: 'BACS',
	});
	createPayment(books, {
		Invoice: { InvoiceID: school.InvoiceID },
		Account: { Code: '090' },
		Date: ago(10),
		Amount: 5100,
		Reference: 'St Annes',
	});
	createPayment(books, {
		Invoice: { InvoiceID: harbour.InvoiceID },
		Account: { Code: '090' },
		Date: ago(5),
		Amount: 4000,
		Reference: 'HVD part',
	});
	const credit = createCreditNote(
		books,
		{
			Type: 'ACCPAYCREDIT',
			Status: 'AUTHORISED',
			Contact: who('Bay Hire Ltd'),
			CreditNoteNumber: 'BH/CR/210',
			Date: ago(28),
			LineItems: [line('One day not used', 155, '325')],
		},
		2,
	);
	allocate(books, 'CreditNotes', credit, credit.CreditNoteID, {
		Invoice: { InvoiceID: hire.InvoiceID },
		Amount: 100,
		Date: ago(27),
	});

	// What the card feed brought in and a bookkeeper coded: candidates for matching card expenses.
	const card: ReadonlyArray<[string, number, string, number]> = [
		['Shell Kings 587', 72.61, '449', 14],
		['Trainline.com', 48.3, '493', 11],
		['AMZN Mktp UK', 23.99, '453', 8],
		['Costa', 7.45, '424', 6],
		['Costa', 7.45, '424', 4],
		['UBER *TRIP', 18.2, '493', 2],
	];
	for (const [name, amount, AccountCode, days] of card) {
		createBankTransaction(
			books,
			{
				Type: 'SPEND',
				Contact: who(name),
				BankAccount: { Code: '091' },
				Date: ago(days),
				LineAmountTypes: 'Inclusive',
				Reference: `CARD ${5770 + days}`,
				LineItems: [line(name, amount, AccountCode)],
			},
			2,
		);
	}
	createBankTransaction(
		books,
		{
			Type: 'RECEIVE',
			Contact: who('Amazon.co.uk'),
			BankAccount: { Code: '091' },
			Date: ago(7),
			LineAmountTypes: 'Inclusive',
			Reference: 'REFUND',
			LineItems: [{ ...line('Returned goods', 12.5, '453'), TaxType: 'NONE' }],
		},
		2,
	);
	createBankTransfer(books, {
		FromBankAccount: { Code: '090' },
		ToBankAccount: { Code: '091' },
		Amount: 250,
		Date: ago(1),
		Reference: 'Card payment',
	});
}
