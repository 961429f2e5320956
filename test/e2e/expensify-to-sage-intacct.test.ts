import { documents, records, sageIntacct, type IntacctDocument } from '../support/expense-sync/sage-intacct';
import { walk, walkRealTime, type Expected } from '../support/expense-sync/walk';
import { walkAgain } from '../support/expense-sync/walk-again';
import { walkApproval } from '../support/expense-sync/walk-approval';
import { SyncWorld } from '../support/expense-sync/world';

const expected: Expected = {
	held: { 'Away day': /Team "away" day/, 'Meter, no category': /no category/ },
	exported: 6,
	credits: [-18900n],
	receipts: 5,
	mended: { report: 'Away day', category: 'Team "away" day', account: '6900' },
	waiting: 'Two cabs',
	employee: 'asa.lindqvist@harbourlight.example',
	expense: { currency: 'USD', category: 'Office supplies', tag: 'Engineering' },
};

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(sageIntacct);
});
afterAll(async () => {
	await world?.close();
});

const lineNamed = (all: IntacctDocument[], text: string) =>
	all.flatMap(({ lines }) => lines).find((line) => [line.ENTRYDESCRIPTION, line.DESCRIPTION].some((description) => description?.includes(text) === true));

describe('SYNC-EXP-INTACCT on a real n8n', () => {
	walk('SYNC-EXP-INTACCT', () => world, expected);

	it('SYNC-EXP-INTACCT: lines carry account, department, customer and the company\'s own dimension, inside the entity', async () => {
		const { APBILL, CCTRANSACTION } = await documents(world.sandbox);
		expect(lineNamed(APBILL, 'Northwind Travel')).toMatchObject({ ACCOUNTNO: '6100', DEPARTMENTID: '100', CUSTOMERID: 'C-100', BILLABLE: 'true' });
		const campaigns = await records<{ name?: string; recordNo: number }>(world.sandbox, 'CAMPAIGN');
		const launch = campaigns.find(({ name }) => name === 'Spring launch');
		expect(lineNamed(APBILL, 'Flyers')).toMatchObject({ ACCOUNTNO: '6600', DEPARTMENTID: '200', GLDIMCAMPAIGN: String(launch?.recordNo) });
		expect(lineNamed(CCTRANSACTION, 'CAFÉ ZOË')).toMatchObject({ ACCOUNTNO: '6200', DEPARTMENTID: '210', CUSTOMERID: 'C-200' });
		for (const { lines } of [...APBILL, ...CCTRANSACTION]) for (const line of lines) expect(line.LOCATIONID).toMatch(/^1\d\d$/);
	});

	it('SYNC-EXP-INTACCT: employees\' own vendors are found by e-mail, others are made once', async () => {
		const { APBILL } = await documents(world.sandbox);
		expect(APBILL.map(({ VENDORID }) => VENDORID)).toEqual(expect.arrayContaining(['V-E01', 'V-E02']));
		const vendors = await records<{ NAME?: string }>(world.sandbox, 'VENDOR');
		expect(vendors.filter(({ NAME }) => NAME === 'Åsa Lindqvist')).toHaveLength(1);
	});

	walkApproval(() => world, expected);
	walkRealTime(() => world, expected);
	walkAgain(() => world, expected);

	it('SYNC-EXP-INTACCT as expense reports: types follow from the accounts; refunds are lines; a report below zero is held before any call', async () => {
		await world.withSettings({ reimbursable: 'expenseReport' });
		await world.run();
		const { EEXPENSES, APBILL } = await documents(world.sandbox);
		expect(APBILL).toEqual([]);
		const site = EEXPENSES.find(({ lines }) => lines.length === 3);
		expect(site).toMatchObject({ EMPLOYEEID: 'E-01' });
		expect(site?.lines.map(({ TRX_AMOUNT, AMOUNT }) => Number(TRX_AMOUNT ?? AMOUNT)).sort((a, b) => a - b)).toEqual([-52, 238.7, 412.5]);
		// Two employees share an address in the books; the map says who this one is.
		expect(EEXPENSES.map(({ EMPLOYEEID }) => EMPLOYEEID)).toContain('E-05');
		const messages = Object.fromEntries((await world.problems()).map(({ report, message }) => [report, message]));
		expect(messages['Monitor went back']).toMatch(/negative total -189\.00 USD/);
		expect((await world.source.named('Monitor went back')).labels).toEqual([]);
		const before = await world.posted();
		await world.run();
		expect(await world.posted()).toEqual(before);
	});
});
