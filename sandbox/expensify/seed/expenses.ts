import type { NewExpense } from '../state/expenses';

/** `day` counts back from the day that the report was made. */
export type SeedExpense = Omit<NewExpense, 'created' | 'currency'> & { day: number; currency?: string };

const CARD = { bank: 'Albion Commercial Cards', reimbursable: false } as const;
const VAT_20 = (amount: number) => ({ rateID: 'id_TAX_20', amount: sixth(amount) });

/** Company-card expenses, with merchants as card terminals name them. Amounts: whole cents. */
export const CARD_EXPENSES: readonly SeedExpense[] = [
	{ day: 1, merchant: 'FERNLEA FUELS 0587', amount: 5002, category: 'Motor Vehicle Expenses', tag: 'Site North', tax: VAT_20(5002), receiptFilename: 'IMG_4021.jpg', mcc: 5542 },
	{ day: 2, merchant: 'fernlea fuels  587', amount: 4418, category: 'Motor Vehicle Expenses', tag: 'Site North', tax: VAT_20(4418), mcc: 5542 },
	{ day: 3, merchant: 'NORDWOOD *TIMBER DIRECT', amount: 128_640, category: 'Cost of Goods Sold', tag: 'Workshop', tax: VAT_20(128_640), receiptFilename: 'Invoice 88-1204 (copy).pdf', mcc: 5211 },
	{ day: 3, merchant: 'Nordwood Timber Direct', amount: -12_864, category: 'Cost of Goods Sold', tag: 'Workshop', tax: VAT_20(-12_864), comment: 'Refund: two boards were split', mcc: 5211 },
	{ day: 4, merchant: "DOVE & SONS' IRONMONGERS", amount: 1799, category: 'General Expenses', tag: 'Workshop', tax: VAT_20(1799), receiptFilename: 'quittung März.png', mcc: 5251 },
	{ day: 5, merchant: 'PIXELFORGE* PRO PLAN 0412', amount: 3999, currency: 'USD', category: 'Subscriptions', tag: 'Design Studio', comment: 'Monthly.\nCancel before "renewal"?', mcc: 5734 },
	{ day: 5, merchant: 'HAUS&HERD GmbH  BERLIN', amount: 21_450, currency: 'EUR', category: 'Travel - International', tag: 'Site South', receiptFilename: 'beleg.pdf', mcc: 7011 },
	{ day: 6, merchant: '<b>BOLD</b> PRINT & COPY', amount: 3150, category: 'Printing & Stationery', tag: 'Office', tax: VAT_20(3150), receiptFilename: 'receipt.png', mcc: 7338 },
	{ day: 7, merchant: 'TRAINLINK.EXAMPLE', amount: 7890, category: 'Travel - National', tag: 'Office', tax: { rateID: 'id_TAX_0', amount: 0 }, receiptFilename: 'e-ticket.pdf', mcc: 4112 },
	{ day: 8, merchant: 'Café Ålesund AS', amount: 38_900, currency: 'SEK', category: 'Entertainment', tag: 'Site South', comment: 'Lunch with Björn & "the twins"', mcc: 5812 },
	{ day: 9, merchant: 'CARD AUTH TEST 0001', amount: 0, category: 'General Expenses', tag: 'Office', mcc: 6012 },
	{ day: 10, merchant: 'BRIGHTLINE TELECOM', amount: 5880, category: 'Telephone & Internet', tag: 'Office', tax: VAT_20(5880), receiptFilename: 'bill-2026.pdf', mcc: 4814 },
	{ day: 11, merchant: 'QUICKPARK*STN 44', amount: 1250, category: '', tag: 'Site North', mcc: 7523 },
	{ day: 12, merchant: 'THE CLIMBING SHED LTD', amount: 16_800, category: 'Team "away" days', tag: 'Workshop', tax: VAT_20(16_800), receiptFilename: 'IMG_4077.HEIC.png', mcc: 7999 },
	{ day: 13, merchant: 'LONDON ZINC CO', modifiedMerchant: 'London Zinc Co.', amount: 9200, modifiedAmount: 9020, category: 'Cost of Goods Sold', tag: 'Workshop', tax: VAT_20(9020), comment: 'Till was wrong, corrected by hand', receiptFilename: 'zinc.png', mcc: 5051 },
	{ day: 14, merchant: 'GREENGRID ENERGY', amount: 10_500, category: 'Office Expenses', tag: 'Site South', tax: { rateID: 'id_TAX_5', amount: 500 }, receiptFilename: 'GG-statement.pdf', mcc: 4900 },
].map((expense) => ({ ...CARD, ...expense }));

/** Out of people's own pockets. */
export const CASH_EXPENSES: readonly SeedExpense[] = [
	{ day: 1, merchant: 'Bay Hire', amount: 4800, category: 'General Expenses', tag: 'Site North', tax: VAT_20(4800), receiptFilename: 'bay hire.pdf' },
	{ day: 2, merchant: 'Old Mill Tea Room', amount: 2340, category: 'Entertainment', tag: 'Site South', tax: VAT_20(2340), comment: 'Client visit:\r\nMrs Hu, 2 guests', attendees: [{ email: 'mrs.hu@client.example' }], receiptFilename: 'tea.png' },
	{ day: 3, merchant: 'Mileage', amount: 5850, category: 'Motor Vehicle Expenses', tag: 'Site North', units: { count: 130, rate: 45, unit: 'mi' }, comment: '130 miles @ £0.45 / mile' },
	{ day: 4, merchant: 'Stationers\' Yard', amount: 1199, category: 'Printing & Stationery', tag: 'Office', tax: VAT_20(1199) },
	{ day: 5, merchant: 'Postamt 1010 Wien', amount: 1860, currency: 'EUR', category: 'Office Expenses', tag: 'Office', receiptFilename: 'wien.png' },
	{ day: 6, merchant: 'City Cabs', amount: 1400, category: 'Travel - National', tag: 'Design Studio', tax: { rateID: 'id_TAX_EXEMPT', amount: 0 }, receiptFilename: 'cab.png' },
	{ day: 6, merchant: 'City Cabs', amount: 1400, category: 'Travel - National', tag: 'Design Studio', tax: { rateID: 'id_TAX_EXEMPT', amount: 0 }, comment: 'And back', receiptFilename: 'cab2.png' },
	{ day: 8, merchant: 'Returned drill (deposit)', amount: -3000, category: 'General Expenses', tag: 'Site North', tax: VAT_20(-3000) },
	{ day: 9, merchant: 'Håndværker & Søn ApS', amount: 74_500, currency: 'DKK', category: 'Cost of Goods Sold', tag: 'Workshop', comment: 'Sample panel', receiptFilename: 'faktura æøå.pdf' },
	{ day: 11, merchant: 'Parking meter', amount: 320, category: 'Uncategorized', tag: '' },
	{ day: 12, merchant: 'DIY Barn 0193', amount: 6437, category: 'Cost of Goods Sold', tag: 'Workshop', tax: VAT_20(6437), comment: 'Split 1 of 2: hinges', receiptFilename: 'barn.png' },
	{ day: 12, merchant: 'DIY Barn 0193', amount: 1273, category: 'Office Expenses', tag: 'Office', tax: VAT_20(1273), comment: 'Split 2 of 2: light bulbs', receiptFilename: 'barn.png' },
];

export const FERN_EXPENSES: readonly SeedExpense[] = [
	{ day: 1, merchant: 'KAURI FUEL STOP NELSON', amount: 11_500, category: 'Motor Vehicle Expenses', tag: 'Nelson:Kitchens', tax: { rateID: 'id_TAX_15', amount: 1500 }, receiptFilename: 'fuel.png' },
	{ day: 2, merchant: 'Whare Kai Café', amount: 4600, category: 'Office Expenses', tag: 'Tāhuna / Queenstown:Decks\\: outdoor', tax: { rateID: 'id_TAX_15', amount: 600 } },
	{ day: 3, merchant: 'SOUTHERN AIR *TKT 8831', amount: 28_900, currency: 'AUD', category: 'Travel - National', tag: 'Nelson', receiptFilename: 'tkt.pdf' },
];

/** The tax inside of an amount at 20 in 100, half away from zero. */
function sixth(amount: number): number {
	const part = (BigInt(Math.abs(amount)) * 2n + 6n) / 12n;
	return Number(amount < 0 ? -part : part);
}
