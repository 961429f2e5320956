import { BooksError } from '../../nodes/core/errors';
import { readXml, type ReadOptions, type XmlElement } from '../../nodes/core/xml';
import { writeXml, xmlOf } from '../../nodes/core/xml-write';
import { cpuTime } from '../support/cpu';

const read = (text: string | Buffer, options: Partial<ReadOptions> = {}) => readXml(text, { from: 'Acme', ...options });
function refusal(text: string | Buffer, options: Partial<ReadOptions> = {}): BooksError {
	try {
		read(text, options);
	} catch (error) {
		if (error instanceof BooksError) return error;
		throw error;
	}
	throw new Error('It was read');
}

describe('NODE-ERR: XML that is not to be trusted', () => {
	const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghij'.split('').map((name, at) =>
		`<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`).join('')}]><lolz>&j;</lolz>`;

	it.each([
		['a billion laughs', laughs],
		['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
		['a document type by address', '<!-- so? --><?hint?>\n<!DOCTYPE r SYSTEM "http://evil.test/r.dtd"><r/>'],
		['a document type in small letters', '<!doctype r><r/>'],
		['an entity without a document type', '<!ENTITY x "y"><r>&x;</r>'],
	])('refuses %s before it is parsed', (_, text) => {
		expect(refusal(text).message).toBe('Acme sent XML that cannot be read: it declares a document type');
	});

	it.each([
		['a billion laughs', laughs],
		['a document type inside of the root', '<r><!DOCTYPE r [<!ENTITY x "lol">]><a>&x;</a></r>'],
		['a document type behind the root', '<r>1</r><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
	])('refuses %s, quickly and without a word of it', (_, text) => {
		const began = cpuTime();
		const { message, facts } = refusal(text);
		expect(message).toMatch(/^Acme sent XML that cannot be read: /);
		expect(message).not.toMatch(/lol|passwd|evil/);
		expect(facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
		expect(cpuTime() - began).toBeLessThan(500);
	});

	it('refuses what is too long before it is looked at, and what is nested too deeply', () => {
		expect(refusal(`<r>${'x'.repeat(100)}</r>`, { mostBytes: 100 }).message).toContain('it is 107 bytes long, of at most 100');
		expect(refusal(Buffer.from('<r>é</r>'), { mostBytes: 8 }).message).toContain('9 bytes');
		const nested = (depth: number) => `${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}`;
		expect(refusal(nested(101)).message).toMatch(/nested/i);
		expect(refusal(nested(30_000)).message).toMatch(/nested/i);
		expect(read(nested(100))).toBeDefined();
	});

	it.each([
		['breaks off', '<r><a>1</a>'], ['is closed wrongly', '<r><a>1</b></r>'], ['has two roots', '<r/><s/>'], ['has two roots of one name', '<r>1</r><r>2</r>'], ['is empty', ' '],
		['is no XML', '{"error": "no"}'], ['is a page', '<html><br></html>'], ['has an attribute twice', '<r a="1" a="2"/>'],
		['refers to what XML does not know', '<r>&nbsp;</r>'], ['refers to no character', '<r>&#x110000;</r>'],
	])('refuses what %s', (_, text) => {
		expect(refusal(text).category).toBe('outage');
	});

	it('does not let names reach into objects', () => {
		expect(refusal('<r><__proto__><polluted>1</polluted></__proto__></r>').category).toBe('outage');
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

describe('XML as plain data', () => {
	it('keeps text exactly and never makes a number, a date or a truth of it', () => {
		const texts = ['007', '1.10', '1e3', '0x1F', 'true', ' two  spaces ', '+44 20', '12345678901234567890.123', 'Ünï 😀', '\ttab\nline'];
		const document = `<r>\n  ${texts.map((text) => `<t>${text}</t>`).join('\n  ')}\n</r>`;
		expect(read(document)).toEqual({ r: { t: texts } });
	});

	it('decodes the five entities and references to characters, once', () => {
		expect(read('<r a="&quot;x&quot; &#38; y">&lt;b&gt; &amp;amp; &apos;&#233;&#xE9;&#128512;&#13;</r>')).toEqual({
			r: { '@a': '"x" & y', '#text': '<b> &amp; \'éé😀\r' },
		});
	});

	it('takes CDATA as it stands, alone and between text', () => {
		expect(read('<r><a><![CDATA[<b> & &amp; <!DOCTYPE x>]]></a><c>1 <![CDATA[& 2]]> &lt; 3</c></r>')).toEqual({
			r: { a: '<b> & &amp; <!DOCTYPE x>', c: '1 & 2 < 3' },
		});
	});

	it('leaves control characters out, raw or by reference, also in CDATA', () => {
		expect(read('<r><a>x\u0007\u0000y&#22;&#x0;z\t</a><b><![CDATA[\u001Bq]]></b></r>')).toEqual({ r: { a: 'xyz\t', b: 'q' } });
	});

	it('has lists where they are said to be, by name and parents, and where elements repeat', () => {
		const lists = ['Items.Item', 'Line'];
		expect(read('<r><Items><Item>1</Item></Items><Item>2</Item><Line/><Offline>3</Offline><n>1</n><n>2</n></r>', { lists })).toEqual({
			r: { Items: { Item: ['1'] }, Item: '2', Line: [''], Offline: '3', n: ['1', '2'] },
		});
	});

	it('tells attributes, nil and empty apart', () => {
		expect(read('<r xmlns:xsi="u"><a xsi:nil="true"/><b/><c></c><d e="1"/><f e="1">t</f><g xsi:nil="false">v</g></r>')).toEqual({
			r: { '@xmlns:xsi': 'u', a: null, b: '', c: '', d: { '@e': '1' }, f: { '@e': '1', '#text': 't' }, g: { '@xsi:nil': 'false', '#text': 'v' } },
		});
	});

	it('strips prefixes where that is wanted, for lists and nil alike', () => {
		const soap = '<s:Envelope xmlns:s="a" xmlns="b"><s:Body><x:L><x:I x:k="1">2</x:I><i:N i:nil="1"/></x:L></s:Body></s:Envelope>';
		expect(read(soap, { stripPrefixes: true, lists: ['L.I'] })).toEqual({
			Envelope: { Body: { L: { I: [{ '@k': '1', '#text': '2' }], N: null } } },
		});
		expect(read(soap)).toHaveProperty(['s:Envelope', 's:Body', 'x:L', 'x:I', '@x:k'], '1');
	});

	it('reads bytes in the encoding that they tell', () => {
		expect(read(Buffer.from('\uFEFF<r>é</r>'))).toEqual({ r: 'é' });
		expect(read(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><r>é</r>', 'latin1'))).toEqual({ r: 'é' });
		expect(read(Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-16"?><r>é</r>', 'utf16le'))).toEqual({ r: 'é' });
		expect(read(Buffer.from('<?xml version="1.0" encoding="utf-16"?><r>é</r>'))).toEqual({ r: 'é' });
		expect(refusal(Buffer.from([0x3c, 0x72, 0x3e, 0xe9, 0x3c, 0x2f, 0x72, 0x3e])).message).toContain('cannot be read');
	});

	it('reads a large answer in seconds', () => {
		const record = '<Record><Name>Bay &amp; Hire</Name><Amount>12.50</Amount><Code k="1">A</Code></Record>';
		const began = cpuTime();
		const { r } = read(`<r>${record.repeat(50_000)}</r>`, { lists: ['Record'] }) as { r: { Record: XmlElement[] } };
		expect([r.Record.length, r.Record.at(-1)]).toEqual([50_000, { Name: 'Bay & Hire', Amount: '12.50', Code: { '@k': '1', '#text': 'A' } }]);
		expect(cpuTime() - began).toBeLessThan(10_000);
	});
});

describe('XML that is written', () => {
	it('escapes text and attributes, and leaves out what XML cannot hold', () => {
		expect(xmlOf({ a: { '@b': '<"\'&>\n\t', '#text': ']]> & <c> "\u0007\uD800\r' } })).toBe(
			'<a b="&lt;&quot;\'&amp;&gt;&#10;&#9;">]]&gt; &amp; &lt;c&gt; "&#13;</a>',
		);
	});

	it('comes back as it went', () => {
		const text = 'A&B <x> "q" \'s\' ]]> Ünï 😀 \r\n\t 007 1.10';
		const root = { r: { '@k': text, list: ['1', text], deep: { '@a': '', t: text }, empty: '' } };
		expect(read(writeXml(root), { lists: ['list'] })).toEqual(root);
	});

	it('keeps the order of members, repeats lists, leaves out undefined, and tells nil', () => {
		expect(xmlOf({ r: { z: '1', a: ['2', '3'], none: undefined, empty: [], b: true, c: null, d: '' } })).toBe(
			'<r><z>1</z><a>2</a><a>3</a><b>true</b><c xsi:nil="true"/><d/></r>',
		);
	});

	it('begins with the declaration and the instructions', () => {
		expect(writeXml({ QBXML: '' }, { instructions: ['qbxml version="16.0"'] })).toBe(
			'<?xml version="1.0" encoding="utf-8"?><?qbxml version="16.0"?><QBXML/>',
		);
		expect(writeXml({ a: 'b' }, { declaration: false })).toBe('<a>b</a>');
	});

	it.each(['my field', '1st', 'a><b', '', 'a:b:c', '-x'])('refuses the name "%s"', (name) => {
		expect(() => xmlOf({ r: { [name]: 'x' } })).toThrow(expect.objectContaining({ category: 'validation' }));
		expect(() => xmlOf({ r: { [`@${name}`]: 'x' } })).toThrow(expect.objectContaining({ category: 'validation' }));
	});
});
