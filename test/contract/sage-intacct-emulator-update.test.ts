import { bill, Emulator, errors, query } from './sage-intacct-emulator-client';

/** The emulated gateway's update of bills. Source of what it shows: Sage Intacct, "Bills", update. */
let emulator: Emulator;
beforeAll(async () => {
	emulator = await Emulator.start(true);
});
beforeEach(() => emulator.sandbox.reset({ bare: true }));
afterAll(async () => await emulator?.close());

const item = (amount: string, more = '') => `<APBILLITEM>${more}<ACCOUNTNO>6220</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT><LOCATIONID>110</LOCATIONID></APBILLITEM>`;
const update = (fields: string) => `<update><APBILL><RECORDNO>1</RECORDNO>${fields}</APBILL></update>`;
const lines = async () => {
	const { text } = await emulator.send(query('APBILLITEM', ['RECORDNO', 'LINE_NO', 'TRX_AMOUNT', 'ENTRYDESCRIPTION'], '<orderby><order><field>LINE_NO</field><ascending/></order></orderby>'));
	return [...text.matchAll(/<APBILLITEM>.*?<\/APBILLITEM>/gs)].map(([row]) => [...row.matchAll(/<(RECORDNO|LINE_NO|TRX_AMOUNT|ENTRYDESCRIPTION)>(.*?)<\/\1>/g)].map(([, , value]) => value));
};
const state = async () => (await emulator.kept('APBILL', '1')).STATE;

it('submits a draft unless it is told to keep it one', async () => {
	await emulator.make(bill({ header: '<ACTION>Draft</ACTION>' }));
	await emulator.send(update('<DESCRIPTION>a</DESCRIPTION><ACTION>Draft</ACTION>'));
	expect(await state()).toBe('Draft');
	await emulator.send(update(`<ACTION>Draft</ACTION><APBILLITEMS>${item('5.00')}</APBILLITEMS>`));
	expect(await state()).toBe('Draft');
	await emulator.send(update('<DESCRIPTION>b</DESCRIPTION>'));
	expect(await state()).toBe('Posted');
});

it('replaces the lines: those with their number stay the lines that they were, the rest is new or gone', async () => {
	await emulator.make(bill());
	const [first] = await lines();
	await emulator.send(update(`<APBILLITEMS>${item('1.00', '<LINE_NO>1</LINE_NO>')}${item('2.00')}</APBILLITEMS>`));
	const [kept, added] = await lines();
	// What a line does not say anew is taken away.
	expect([kept, added?.slice(1)]).toEqual([[first?.[0], '1', '1.00', ''], ['2', '2.00', '']]);
	await emulator.send(update(`<APBILLITEMS>${item('3.00', '<LINE_NO>2</LINE_NO>')}</APBILLITEMS>`));
	expect(await lines()).toEqual([[added?.[0], '1', '3.00', '']]);
	expect(errors(await emulator.send(update(`<APBILLITEMS>${item('3.00', '<LINE_NO>7</LINE_NO>')}</APBILLITEMS>`)))[0]).toContain('There is no line 7.');
	expect(await lines()).toHaveLength(1);
});

it('has no place for attachments on AP adjustments', async () => {
	const day = '<year>2026</year><month>05</month><day>04</day>';
	const adjustment = (more: string) => `<create_apadjustment><vendorid>V-100</vendorid><datecreated>${day}</datecreated>${more}<apadjustmentitems><lineitem><glaccountno>6220</glaccountno><amount>-5.00</amount><locationid>110</locationid></lineitem></apadjustmentitems></create_apadjustment>`;
	expect((await emulator.send(adjustment('<supdocid>A1</supdocid>'))).text).toContain('XL03000003');
	await emulator.make(adjustment(''));
});
