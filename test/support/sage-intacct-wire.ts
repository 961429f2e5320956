import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readXml, type XmlElement } from '../../nodes/core/xml';
import { elementOf, rowsIn, textIn } from '../../nodes/core/xml-elements';
import { writeXml, type XmlContent } from '../../nodes/core/xml-write';

type Row = Record<string, string>;
type Elements = { readonly [name: string]: XmlContent };
/** What a function answers: elements of its result, or a refusal. */
export type Reply = Elements | { errorno: string; text: string };

/** A gateway for node tests that answers as Sage Intacct's pages show it, with as much of the books as the tests look at. */
export class IntacctWire {
	private readonly server: Server;
	/** By object. */
	rows: Record<string, Row[]> = {};
	/** Fields that `lookup` tells, by object; an object that is not here cannot be looked up. */
	fields: Record<string, string[]> = {};
	/** Answers of functions by name, before the gateway's own. */
	replies = new Map<string, (content: XmlElement, id: string) => Reply | undefined>();
	/** Functions of each request, in order. */
	requests: Array<Array<{ id: string; name: string; content: XmlElement }>> = [];
	bodies: string[] = [];
	sessions = new Set<string>();
	logins = 0;
	/** Control ids that were carried out. */
	done = new Set<string>();
	/** The next requests with writes are carried out, and their answers are lost. */
	loseAnswers = 0;
	/** The next requests are asked to rest, inside of an HTTP 200. */
	rests = 0;
	files = new Map<string, { id: string; attachments: Elements[] }>();
	setup: Row = { baseCurrency: 'USD', multiCurrency: 'false', multiEntityShared: 'false' };
	private last = 100;

	private constructor() {
		this.server = createServer((request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				if (this.rests > 0) {
					this.rests -= 1;
					response.writeHead(200, { 'content-type': 'text/xml', 'retry-after': '1' }).end(writeXml({ response: { control: { status: 'failure' }, errormessage: error('GW-0010', 'Too many calls') } }));
					return;
				}
				const answer = this.answer(Buffer.concat(parts).toString('utf8'));
				if (answer === undefined) request.socket.destroy();
				else response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
			});
		});
	}

	static async open(): Promise<IntacctWire> {
		const wire = new IntacctWire();
		await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve));
		return wire;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	get address(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/ia/xml/xmlgw.phtml`;
	}

	credentials(more: Row = {}) {
		return {
			accountingSageIntacctApi: { senderId: 'sender', senderPassword: 'sender-secret', companyId: 'demo', userId: 'ws', userPassword: 'user-secret', endpointUrl: this.address, callsAtOnce: 2, ...more },
		};
	}

	private answer(body: string): string | undefined {
		this.bodies.push(body);
		const request = elementOf(readXml(body, { from: 'test' }).request);
		const operation = elementOf(request.operation);
		const signIn = elementOf(elementOf(operation.authentication).login);
		const session = textIn(elementOf(operation.authentication), 'sessionid');
		const functions = rowsIn(operation.content, 'function').map((one) => {
			const [name = ''] = Object.keys(one).filter((key) => !key.startsWith('@'));
			return { id: textIn(one, '@controlid') ?? '', name, content: elementOf(one[name]) };
		});
		const head = { control: { status: 'success' } };
		if (session !== undefined && !this.sessions.has(session)) {
			return writeXml({ response: { ...head, operation: { authentication: { status: 'failure' }, errormessage: error('XL03000006', 'The session is not known') } } });
		}
		const authentication = { status: 'success', locationid: textIn(signIn, 'locationid') ?? '' };
		if (session === undefined) {
			this.logins += 1;
			const id = `session-${this.logins}`;
			this.sessions.add(id);
			const data = { api: { sessionid: id, endpoint: this.address } };
			return writeXml({ response: { ...head, operation: { authentication, result: { status: 'success', function: 'getAPISession', controlid: functions[0]?.id, data } } } });
		}
		this.requests.push(functions);
		const unique = textIn(elementOf(request.control), 'uniqueid') === 'true';
		const result = functions.map(({ id, name, content }) => {
			const reply = unique && this.done.has(id) ? { errorno: 'XL03000011', text: `The controlid ${id} was already executed` } : (this.replies.get(name)?.(content, id) ?? this.own(name, content));
			if ('errorno' in reply && 'text' in reply) return { status: 'failure', function: name, controlid: id, errormessage: error(String(reply.errorno), String(reply.text)) };
			this.done.add(id);
			return { status: 'success', function: name, controlid: id, ...reply };
		});
		if (unique && this.loseAnswers > 0) {
			this.loseAnswers -= 1;
			return undefined;
		}
		return writeXml({ response: { ...head, operation: { authentication, result } } });
	}

	private own(name: string, content: XmlElement): Reply {
		if (name === 'query') return this.query(content);
		if (name === 'getFinancialSetup') return { data: this.setup };
		if (name === 'readUserFormatting') return { data: { userformatting: { dateformat: '/mdY', gmtoffset: '0' } } };
		if (name === 'getDimensions') {
			const own = (objectName: string, termLabel: string, userDefinedDimension: string) => ({ objectName, termLabel, userDefinedDimension, enabledInGL: 'true' });
			return { data: { dimensions: { dimension: [own('DEPARTMENT', 'Cost Centre', 'false'), own('LOCATION', 'Location', 'false'), own('PLACE', 'Place', 'true')] } } };
		}
		if (name === 'lookup') {
			const known = this.fields[textIn(content, 'object') ?? ''];
			return known === undefined ? { errorno: 'Query Failed', text: 'not told' } : { data: { Type: { Fields: { Field: known.map((ID) => ({ ID, LABEL: ID, DATATYPE: 'TEXT', ISCUSTOM: String(ID.startsWith('C_')) })) } } } };
		}
		if (name === 'create') return this.create(content);
		if (name === 'update') return this.update(content);
		if (name === 'delete') return this.delete(textIn(content, 'object') ?? '', textIn(content, 'keys') ?? '');
		if (name.startsWith('reverse_')) return this.change({ reverse_bill: 'APBILL', reverse_invoice: 'ARINVOICE' }[name] ?? '', textIn(content, '@key') ?? '', { STATE: 'Reversed' });
		if (name === 'get_list') {
			const files = this.files.get(textIn(elementOf(elementOf(content.filter).expression), 'value') ?? '');
			return files === undefined ? { data: {} } : { data: { supdoc: { supdocid: files.id, attachments: { attachment: files.attachments } } } };
		}
		if (name === 'create_supdoc' || name === 'update_supdoc') {
			const id = textIn(content, 'supdocid') ?? '';
			const more = rowsIn(content.attachments, 'attachment') as unknown as Elements[];
			this.files.set(id, { id, attachments: [...(this.files.get(id)?.attachments ?? []), ...more] });
			return { key: id };
		}
		const made: Readonly<Record<string, [string, string]>> = {
			create_apadjustment: ['APADJUSTMENT', 'adjustmentno'], create_expensereport: ['EEXPENSES', 'expensereportno'], create_invoice: ['ARINVOICE', 'invoiceno'], record_cctransaction: ['CCTRANSACTION', 'referenceno'],
		};
		const [object, field] = made[name] ?? [];
		if (object === undefined || field === undefined) return {};
		return { key: this.put(object, { RECORDID: textIn(content, field) ?? '', REFERENCENO: textIn(content, field) ?? '', STATE: 'Posted' }) };
	}

	/** By the field that names a record, or its number. */
	private update(content: XmlElement): Reply {
		const [object = ''] = Object.keys(content);
		const given = flat(elementOf(content[object]));
		const [field = ''] = Object.keys(given).filter((name) => ['RECORDNO', 'VENDORID', 'CUSTOMERID', 'ITEMID', 'EMPLOYEEID', 'CONTACTNAME'].includes(name));
		const row = this.rows[object]?.find((one) => one[field] === given[field]);
		if (row === undefined) return { errorno: 'BL01001973', text: `Cannot update non-existing ${object}` };
		Object.assign(row, given);
		return {};
	}

	private delete(object: string, key: string): Reply {
		this.rows[object] = (this.rows[object] ?? []).filter(({ RECORDNO }) => RECORDNO !== key);
		return {};
	}

	private change(object: string, key: string, changes: Row): Reply {
		const row = this.rows[object]?.find(({ RECORDNO }) => RECORDNO === key);
		if (row === undefined) return { errorno: 'BL01001973', text: 'Cannot find it' };
		Object.assign(row, changes);
		return { key };
	}

	private create(content: XmlElement): Reply {
		const [object = ''] = Object.keys(content);
		const given = flat(elementOf(content[object]));
		if (this.rows.EMPLOYEE !== undefined && object === 'EMPLOYEE') Object.assign(given, { 'PERSONALINFO.EMAIL1': this.rows.CONTACT?.find(({ CONTACTNAME }) => CONTACTNAME === given['PERSONALINFO.CONTACTNAME'])?.EMAIL1 ?? '' });
		const items = rowsIn(elementOf(content[object]).APBILLITEMS, 'APBILLITEM').map((line) => Number(textIn(line, 'TRX_AMOUNT') ?? 0));
		const number = this.put(object, { ...given, STATE: 'Posted', ...(items.length === 0 ? {} : { TRX_TOTALENTERED: items.reduce((sum, one) => sum + one, 0).toFixed(2), TRX_TOTALDUE: '0' }) });
		return { data: { '@listtype': 'objects', '@count': '1', [object.toLowerCase()]: { RECORDNO: number } } };
	}

	put(object: string, row: Row): string {
		this.last += 1;
		this.rows[object] = [...(this.rows[object] ?? []), { RECORDNO: String(this.last), ...row }];
		return String(this.last);
	}

	private query(content: XmlElement): Reply {
		const object = textIn(content, 'object') ?? '';
		const known = this.fields[object];
		const selected = rowsOfText(elementOf(content.select).field);
		const strange = known === undefined ? undefined : selected.find((field) => !field.includes('.') && !known.includes(field));
		if (strange !== undefined) return { errorno: 'XL03000010', text: `The field ${strange} is not known` };
		const all = (this.rows[object] ?? []).filter((row) => fits(row, elementOf(content.filter)));
		const order = rowsOfText(rowsIn(content.orderby, 'order').map(({ field }) => field));
		for (const field of [...order].reverse()) all.sort((a, b) => (field === 'RECORDNO' ? Number(a[field]) - Number(b[field]) : (a[field] ?? '').localeCompare(b[field] ?? '')));
		const from = Number(textIn(content, 'offset') ?? 0);
		const rows = all.slice(from, from + Number(textIn(content, 'pagesize')));
		return { data: { '@listtype': object, '@totalcount': String(all.length), '@count': String(rows.length), ...(rows.length === 0 ? {} : { [object]: rows }) } };
	}
}

/** "DISPLAYCONTACT.EMAIL1", as a query tells it. */
function flat(element: XmlElement, prefix = ''): Row {
	return Object.assign({}, ...Object.entries(element).map(([name, value]) => (typeof value === 'string' ? { [`${prefix}${name}`]: value } : Array.isArray(value) ? {} : flat(elementOf(value), `${prefix}${name}.`)))) as Row;
}

const error = (errorno: string, text: string) => ({ error: { errorno, description: '', description2: `${text} [Support ID: x%7Ey]`, correction: '' } });

function rowsOfText(value: unknown): string[] {
	return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

/** As far as the node asks: equalto, in, greaterthan, and, or. */
function fits(row: Row, filter: XmlElement): boolean {
	const tests = Object.entries(filter).flatMap(([name, some]) => (Array.isArray(some) ? some : [some]).map((one) => test(row, name, elementOf(one))));
	return tests.every(Boolean);
}

function test(row: Row, name: string, operand: XmlElement): boolean {
	if (name === 'and') return fits(row, operand);
	if (name === 'or') return Object.entries(operand).some(([inner, some]) => (Array.isArray(some) ? some : [some]).some((one) => test(row, inner, elementOf(one))));
	const held = row[textIn(operand, 'field') ?? ''] ?? '';
	const values = rowsOfText(operand.value);
	if (name === 'greaterthan') return Number(held) > Number(values[0]);
	if (name === 'greaterthanorequalto') return Date.parse(held) >= Date.parse(values[0] ?? '');
	if (name === 'isnull') return held === '';
	if (name === 'like') return held.toLowerCase().includes((values[0] ?? '').replace(/%/g, '').toLowerCase());
	return values.some((value) => value.toLowerCase() === held.toLowerCase());
}
