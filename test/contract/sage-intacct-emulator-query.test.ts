import { SMALL, UK } from '../../sandbox/sage-intacct/seed';
import { all, bill, Emulator, errors, inside, query, unescaped } from './sage-intacct-emulator-client';

const filter = (inner: string) => `<filter>${inner}</filter>`;
const compare = (operator: string, field: string, ...values: string[]) => `<${operator}><field>${field}</field>${values.map((value) => `<value>${value}</value>`).join('')}</${operator}>`;
const byNumber = '<orderby><order><field>RECORDNO</field><ascending/></order></orderby>';

describe('emulated Sage Intacct: reading', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
	});
	beforeEach(() => {
		emulator.sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		emulator.sandbox.reset();
	});
	afterAll(async () => await emulator?.close());
	const vendors = async (more: string) => all((await emulator.send(query('VENDOR', ['VENDORID'], more))).text, 'VENDORID').sort();
	const words = (text: string, more = '') => `<readByQuery><object>VENDOR</object><fields>VENDORID</fields><query>${text}</query>${more}</readByQuery>`;
	const byWords = async (text: string) => all((await emulator.send(words(text))).text, 'VENDORID').sort();

	it.each([
		[compare('equalto', 'STATUS', 'inactive'), ['V-110']], [compare('notequalto', 'STATUS', 'active'), ['V-110']], [compare('like', 'NAME', 'A%me Supply Co'), ['V-100']], [compare('notlike', 'VENDORID', 'V-1%'), ['V-200', 'V-E01', 'V-E02']],
		[compare('in', 'VENDORID', 'V-100', 'V-120', 'nothing'), ['V-100', 'V-120']], [compare('between', 'RECORDNO', '2', '3'), ['V-100', 'V-110']], [compare('lessthan', 'RECORDNO', '3'), ['V-100']],
		[`<and>${compare('equalto', 'STATUS', 'active')}${compare('like', 'VENDORID', 'V-E%')}</and>`, ['V-E01', 'V-E02']], [`<or>${compare('equalto', 'VENDORID', 'V-100')}${compare('equalto', 'VENDORID', 'V-200')}</or>`, ['V-100', 'V-200']],
		[compare('equalto', 'NAME', "O'Brien &amp; Sons"), ['V-120']], [compare('equalto', 'NAME', 'acme supply co'), []], [compare('equalto', 'DISPLAYCONTACT.EMAIL1', 'desk@northwind.example'), ['V-130']],
	])('filters by %s', async (condition, expected) => {
		expect(await vendors(filter(condition))).toEqual(expected);
	});

	it('takes no notice of case where it is told so, and shows what entities own where it is told so', async () => {
		expect(await vendors(`${filter(compare('equalto', 'NAME', 'acme supply co'))}<options><caseinsensitive>true</caseinsensitive></options>`)).toEqual(['V-100']);
		expect(await vendors('')).not.toContain('V-UK1');
		expect(await vendors('<options><showprivate>true</showprivate></options>')).toContain('V-UK1');
		expect(all((await emulator.send(query('VENDOR', ['VENDORID']), { entity: UK })).text, 'VENDORID')).toContain('V-UK1');
	});

	it('pages with totals, in the order asked and in none otherwise', async () => {
		const page = async (offset: number) => (await emulator.send(query('VENDOR', ['RECORDNO'], `${byNumber}<pagesize>3</pagesize><offset>${offset}</offset>`))).text;
		expect(await page(3)).toContain('<data listtype="VENDOR" totalcount="8" offset="3" count="3" numremaining="2">');
		expect(all(await page(6), 'RECORDNO').map(Number)).toEqual([8, 9]);
		const unordered = all((await emulator.send(query('VENDOR', ['RECORDNO']))).text, 'RECORDNO').map(Number);
		expect(unordered).not.toEqual([...unordered].sort((a, b) => a - b));
		const down = all((await emulator.send(query('VENDOR', ['VENDORID'], '<orderby><order><field>VENDORID</field><descending/></order></orderby>'))).text, 'VENDORID');
		expect(down).toEqual([...down].sort().reverse());
	});

	it('follows relations, shows dates month first, and aggregates', async () => {
		const { text } = await emulator.send(query('APBILL', ['RECORDID', 'WHENCREATED', 'VENDOR.NAME', 'VENDOR.TERM.DUEDATE', 'TRX_TOTALDUE'], filter(compare('equalto', 'RECORDID', 'NW-3301'))));
		expect(text).toContain('<APBILL><RECORDID>NW-3301</RECORDID><WHENCREATED>02/03/2026</WHENCREATED><VENDOR.NAME>Northwind Travel</VENDOR.NAME><VENDOR.TERM.DUEDATE>30</VENDOR.TERM.DUEDATE><TRX_TOTALDUE>740.00</TRX_TOTALDUE></APBILL>');
		const sums = await emulator.send('<query><object>APBILL</object><select><field>STATE</field><sum>TRX_TOTALDUE</sum><count>RECORDNO</count></select></query>');
		expect(sums.text).toContain('<APBILL><STATE>Paid</STATE><SUM.TRX_TOTALDUE>0.00</SUM.TRX_TOTALDUE><COUNT.RECORDNO>1</COUNT.RECORDNO></APBILL>');
		const lines = await emulator.send(query('APBILLITEM', ['RECORDKEY', 'ACCOUNTNO', 'APBILL.RECORDID'], filter(compare('equalto', 'ACCOUNTNO', '6100'))));
		expect(lines.text).toContain('<RECORDKEY>2</RECORDKEY><ACCOUNTNO>6100</ACCOUNTNO><APBILL.RECORDID>NW-3301</APBILL.RECORDID>');
	});

	it('finds what changed since a moment, by the clock of the user', async () => {
		emulator.sandbox.frame.clock.set('2026-11-21T10:00:00Z');
		await emulator.make('<update><VENDOR><VENDORID>V-120</VENDORID><COMMENTS>new</COMMENTS></VENDOR></update>');
		const since = (moment: string) => filter(compare('greaterthanorequalto', 'WHENMODIFIED', moment));
		expect(await vendors(since('11/21/2026 10:00:00'))).toEqual(['V-120']);
		const shown = inside((await emulator.send(query('VENDOR', ['WHENMODIFIED'], since('11/21/2026 10:00:00')))).text, 'WHENMODIFIED');
		expect(shown).toMatch(/^11\/21\/2026 10:00:0\d$/);
		expect(await vendors(filter(compare('equalto', 'WHENMODIFIED', shown)))).toEqual(['V-120']);
		expect(errors(await emulator.send(query('VENDOR', ['VENDORID'], since('2026-11-21T10:00:00Z'))))[0]).toMatch(/^DL02000001 There was an error processing the request\./);
		await emulator.make('<update><VENDOR><VENDORID>V-120</VENDORID><COMMENTS>x</COMMENTS></VENDOR></update>', { company: SMALL });
		const there = await emulator.send(query('VENDOR', ['VENDORID', 'WHENMODIFIED'], filter(compare('greaterthan', 'WHENMODIFIED', '11/21/2026 01:59:59'))), { company: SMALL });
		expect([inside(there.text, 'VENDORID'), inside(there.text, 'WHENMODIFIED')]).toEqual(['V-120', expect.stringMatching(/^11\/21\/2026 02:00:0\d$/)]);
		expect((await emulator.send('<readUserFormatting><userId>ws_sync</userId></readUserFormatting>', { company: SMALL })).text).toContain('<gmtoffset>GMT-08:00</gmtoffset>');
	});

	it.each([
		[query('NOTHING', ['NAME']), 'Query Failed Object definition NOTHING not found'], [query('VENDOR', ['COLOUR']), 'XL03000010 Field COLOUR is not defined for the object VENDOR'],
		[query('VENDOR', ['VENDORID'], filter(compare('equalto', 'RECORDNO', 'one'))), "DL02000001 There was an error processing the request. Invalid number 'one' for the field RECORDNO."],
		[words('COLOUR = 1'), 'DL02000001 There was an error processing the request. Field COLOUR is not defined for the object VENDOR'], [words('NAME = 1 ORDER BY NAME'), "DL02000001 There was an error processing the request. Unexpected 'ORDER' in the query."],
		['<readMore><resultId>none</resultId></readMore>', "DL02000001 There was an error processing the request. The result id 'none' is not valid or has expired."],
		[`<read><object>VENDOR</object><keys>${Array.from({ length: 101 }, (_, index) => index).join(',')}</keys></read>`, 'DL02000001 There was an error processing the request. At most 100 keys can be read at once.'],
	])('refuses %s', async (sent, error) => {
		expect(errors(await emulator.send(sent))).toEqual([error]);
	});

	it.each([
		["STATUS = 'F'", ['V-110']], ["STATUS = 'inactive'", []], ["NAME = 'O\\'Brien &amp; Sons'", ['V-120']], ["VENDORID in ('V-100', 'V-200') and not NAME like 'Am%'", ['V-100']], ["(VENDORID = 'V-100' OR VENDORID = 'V-120') AND STATUS = 'T'", ['V-100', 'V-120']],
		["WHENMODIFIED &gt; '11/21/2026 00:00:00'", []], ['COMMENTS is not null', []],
	])('reads by words: %s', async (text, expected) => {
		expect(await byWords(text)).toEqual(expected);
	});

	it('gives the rest of a result by its id, and no row twice', async () => {
		let { text } = await emulator.send(words('', '<pagesize>4</pagesize>'));
		const found = all(text, 'VENDORID');
		const left = [];
		const id = /resultId="([^"]+)"/.exec(text)?.[1] ?? '';
		for (let remaining = 1; remaining > 0; ) {
			text = (await emulator.send(`<readMore><resultId>${id}</resultId></readMore>`)).text;
			remaining = Number(/numremaining="(\d+)"/.exec(text)?.[1]);
			left.push(remaining);
			found.push(...all(text, 'VENDORID'));
		}
		expect([left, new Set(found).size, found.length]).toEqual([[1, 0], 9, 9]);
	});

	it('reads whole records with their lines, by key and by name', async () => {
		const { text } = await emulator.send('<read><object>APBILL</object><keys>2,99</keys><fields>*</fields></read>');
		expect(text).toContain('<data listtype="apbill" count="1" totalcount="1" numremaining="0" resultId="">');
		expect([inside(text, 'RECORDID'), inside(text, 'TRX_TOTALPAID'), inside(text, 'ACCOUNTNO')]).toEqual(['NW-3301', '500.00', '6100']);
		const byName = await emulator.send('<readByName><object>VENDOR</object><keys>V-140</keys><fields>*</fields></readByName>');
		expect(byName.text).toMatch(/<DISPLAYCONTACT><CONTACTNAME>Café Zoë\(VV-140\)<\/CONTACTNAME><PRINTAS>Café Zoë<\/PRINTAS>/);
		expect(all((await emulator.send('<readView><view>DEPARTMENT.ACTIVE</view></readView>')).text, 'DEPARTMENTID')).toEqual(['100', '200', '210', '300']);
		expect(all((await emulator.send('<get_list object="class"/>')).text, 'name').map(unescaped)).toEqual(['Recurring', 'Projects', 'Internal, "overhead"']);
		expect(inside((await emulator.send('<get object="vendor" key="2"/>')).text, 'vendorid')).toBe('V-100');
	});

	it('tells what there is: objects, fields, dimensions, set-up and preferences', async () => {
		expect((await emulator.send('<inspect><object>*</object></inspect>')).text).toContain('<type typename="Custom object">PLACE</type>');
		const detail = await emulator.send('<inspect detail="1"><object>APBILLITEM</object></inspect>');
		expect(detail.text).toMatch(/<Name>GLDIMPLACE<\/Name>.*?<DisplayLabel>Place<\/DisplayLabel>.*?<isCustom>true<\/isCustom>/s);
		expect((await emulator.send('<lookup><object>APBILL</object></lookup>')).text).toContain('<OBJECTPATH>VENDOR</OBJECTPATH>');
		const dimensions = await emulator.send('<getDimensions/>');
		expect(dimensions.text).toContain('<dimension><objectName>PLACE</objectName><objectLabel>Place</objectLabel><termLabel>Place</termLabel><userDefinedDimension>true</userDefinedDimension>');
		expect((await emulator.send('<getFinancialSetup/>')).text).toContain('<multiBaseCurrency>true</multiBaseCurrency>');
		expect((await emulator.send('<get_companyprefs application="AP"/>')).text).toContain('<preference>UNIQUENUMBERS</preference><prefvalue>true</prefvalue>');
		expect((await emulator.send('<getUserPermissions><userId>ws_reader</userId></getUserPermissions>')).text).toContain('<rights>List|View</rights>');
		expect(all((await emulator.send(query('PLACE', ['id', 'name']))).text, 'name').sort()).toEqual(['Client site', 'Head office', 'Home']);
	});

	it('makes, changes and deletes records of lists, and keeps ids apart', async () => {
		const vendor = (id: string, more = '') => `<create><VENDOR><VENDORID>${id}</VENDORID><NAME>New Ltd</NAME><DISPLAYCONTACT><PRINTAS>New Ltd</PRINTAS><EMAIL1>a@new.example</EMAIL1><MAILADDRESS><CITY>Leeds</CITY></MAILADDRESS></DISPLAYCONTACT>${more}</VENDOR></create>`;
		expect((await emulator.send(vendor('V-900'))).text).toContain('<vendor><RECORDNO>10</RECORDNO><VENDORID>V-900</VENDORID></vendor>');
		expect(errors(await emulator.send(vendor('V-900')))).toEqual(['BL34000061 Another Vendor with the given value(s) V-900 already exists', 'BL01001973 Could not create VENDOR record!']);
		expect(errors(await emulator.send(vendor('')))[0]).toBe('BL03000018 Required field Vendor ID is missing');
		expect(inside((await emulator.send(vendor(''), { company: SMALL })).text, 'VENDORID')).toBe('V-00001');
		expect(errors(await emulator.send(vendor('V-901', '<VENDOR_TIER>Iron</VENDOR_TIER>')))[0]).toBe("BL01001973 'Iron' is not a valid value for Tier.");
		expect(errors(await emulator.send(vendor('V-901', '<TERMNAME>Never</TERMNAME>')))[0]).toBe("BL01001973 Invalid Term 'Never' specified.");
		expect(errors(await emulator.send('<create><GLACCOUNT><ACCOUNTNO>6220</ACCOUNTNO><TITLE>x</TITLE></GLACCOUNT></create>'))[0]).toBe("BL01001973 The account number '6220' already exists");
		expect(errors(await emulator.send('<create><EMPLOYEE><EMPLOYEEID>E-01</EMPLOYEEID><PERSONALINFO><CONTACTNAME>Raman, Priya</CONTACTNAME></PERSONALINFO></EMPLOYEE></create>'))[0]).toBe('PL05000104 Another Employee with the given value(s) E-01 already exists');
		await emulator.make('<update><CONTACT><CONTACTNAME>Raman, Priya</CONTACTNAME><EMAIL1>priya@new.example</EMAIL1></CONTACT></update>');
		expect(inside((await emulator.send(query('EMPLOYEE', ['PERSONALINFO.EMAIL1'], filter(compare('equalto', 'EMPLOYEEID', 'E-01'))))).text, 'PERSONALINFO.EMAIL1')).toBe('priya@new.example');
		await emulator.make(bill({ vendor: 'V-900' }));
		const remove = `<delete><object>VENDOR</object><keys>10</keys></delete>`;
		expect(errors(await emulator.send(remove))).toEqual(["BL01001973 The Vendor 'V-900' cannot be deleted because it is in use."]);
		await emulator.send('<delete><object>APBILL</object><keys>5</keys></delete>');
		expect(errors(await emulator.send(remove))).toEqual([]);
		expect((await emulator.send(query('AUDITHISTORY', ['OBJECTKEY'], filter(compare('equalto', 'OBJECTTYPE', 'vendor'))))).text).toContain('<OBJECTKEY>V-900</OBJECTKEY>');
		expect(await emulator.make('<create><PLACE><name>Warehouse</name></PLACE></create>')).toBe('4');
	});
});
