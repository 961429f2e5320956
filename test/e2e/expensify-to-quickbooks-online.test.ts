import { detailOf, documents, quickBooksOnline, records, type QboDocument } from '../support/expense-sync/quickbooks-online';
import { walk, walkRealTime, type Expected } from '../support/expense-sync/walk';
import { walkAgain } from '../support/expense-sync/walk-again';
import { walkApproval } from '../support/expense-sync/walk-approval';
import { SyncWorld } from '../support/expense-sync/world';

const expected: Expected = {
	held: { Gifts: /Client gifts/, 'Meter, no category': /no category/ },
	exported: 6,
	credits: [-3150n],
	receipts: 7,
	mended: { report: 'Gifts', category: 'Client gifts', account: '6400' },
	waiting: 'Two tolls',
	employee: 'lena.ortiz@harbour.example',
	expense: { currency: 'USD', category: 'Office Expenses', tag: 'Install & Repair' },
};

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(quickBooksOnline);
});
afterAll(async () => {
	await world?.close();
});

const lineNamed = (all: QboDocument[], text: string) => all.flatMap(({ Line }) => Line).find(({ Description = '' }) => Description.includes(text));

describe('SYNC-EXP-QBO on a real n8n', () => {
	walk('SYNC-EXP-QBO', () => world, expected);

	it('SYNC-EXP-QBO: categories are accounts, tags classes and customers, billable where the model has it', async () => {
		const { bill, card } = await documents(world.sandbox);
		expect(detailOf(lineNamed(bill, 'Pier Parking'))).toMatchObject({
			AccountRef: { name: 'Travel' }, ClassRef: { name: 'Service:East' }, CustomerRef: { name: 'Harbour Estates:Dock 4' }, BillableStatus: 'Billable',
		});
		expect(detailOf(lineNamed(card, 'HICKS HARDWARE'))).toMatchObject({
			AccountRef: { name: 'Job Expenses:Job Materials' }, CustomerRef: { name: 'Harbour Estates:Dock 4' }, BillableStatus: 'Billable',
		});
		expect(detailOf(lineNamed(bill, 'Mileage'))).toMatchObject({ AccountRef: { name: 'Automobile:Fuel' }, ClassRef: { name: 'Service:West' } });
	});

	it('SYNC-EXP-QBO: vendors are made from merchants, once per shop; a name that a customer or employee has goes beside it', async () => {
		const vendors = (await records<{ DisplayName: string }>(world.sandbox, 'Vendor')).map(({ DisplayName }) => DisplayName);
		// Two spellings with the processors' marks are one shop, and so are two of a shop that was known.
		for (const name of ['Cafe Del Mar', 'Weiskopf Consulting (V)', "Jo O'Neill (V)", 'Lena Ortiz']) expect(vendors.filter((one) => one === name)).toHaveLength(1);
		expect(vendors.filter((name) => /northwind|hicks|del mar/i.test(name)).sort()).toEqual(['Cafe Del Mar', 'Hicks Hardware', 'NORTHWIND FUEL CO', 'Northwind Fuel']);
		const { card, bill } = await documents(world.sandbox);
		expect(card.map(({ EntityRef, AccountRef }) => `${EntityRef?.name} on ${AccountRef?.name}`).sort()).toEqual([
			'Bayline.example on Mastercard', 'Cafe Del Mar on Mastercard', 'Cafe Del Mar on Visa', 'Hicks Hardware on Visa', 'Hicks Hardware on Visa', 'Northwind Fuel on Visa',
			'Weiskopf Consulting (V) on Visa',
		]);
		expect(card.filter(({ Credit }) => Credit === true)).toMatchObject([{ TotalAmt: 45.99, EntityRef: { name: 'Hicks Hardware' } }]);
		// The employee is found by e-mail before anybody is made.
		expect(new Set(bill.map(({ VendorRef }) => VendorRef?.name))).toEqual(new Set(['Sam Rivera (V)', "Jo O'Neill (V)", 'Lena Ortiz']));
	});

	walkApproval(() => world, expected);
	walkRealTime(() => world, expected);
	walkAgain(() => world, expected);
});
