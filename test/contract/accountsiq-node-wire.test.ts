import type { IDataObject } from 'n8n-workflow';
import { PARTNER_KEY, UK, USER_KEYS } from '../../sandbox/accountsiq/seed';
import { signInOperations } from '../../sandbox/accountsiq/identity/operations';
import { operations } from '../../sandbox/accountsiq/operations';
import { isValueType, shapeNamed, unnamed, type Field, type Shape } from '../../sandbox/accountsiq/wire/shapes';
import { readXml, type Element } from '../../sandbox/accountsiq/wire/xml';
import { pollAccountsIq } from '../support/accountsiq';
import { by, DAY, Rig } from './accountsiq-node-rig';

const rig = new Rig();
const LOGIN = unnamed('Login', 'companyID partnerKey userKey');
const shapes = new Map([...operations, ...signInOperations].map(({ name, parameters }) => [name, parameters]));

/** What the description of the service would not have: strange elements, another order, numbers and flags left out. */
function problemsOf(element: Element, shape: Shape, path = element.name): string[] {
	const found: string[] = [];
	const order = shape.fields.map(({ name }) => name);
	let place = -1;
	for (const child of element.children) {
		const at = order.indexOf(child.name);
		const field = shape.fields[at];
		if (field === undefined) found.push(`${path}/${child.name} is not in the description`);
		else if (at <= place) found.push(`${path}/${child.name} comes too late`);
		else found.push(...inside(child, field, `${path}/${child.name}`));
		place = Math.max(place, at);
	}
	for (const field of shape.fields) {
		if (isValueType(field) && !field.nillable && element.children.every(({ name }) => name !== field.name)) found.push(`${path}/${field.name} is missing`);
	}
	return found;
}

function inside(element: Element, field: Field, path: string): string[] {
	if (element.nil) return [];
	if (field.type === 'shape') return problemsOf(element, shapeNamed(field.of ?? ''), path);
	if (field.type !== 'list') return [];
	return element.children.flatMap((item) => {
		if (item.name !== field.of) return [`${path}/${item.name} is no ${String(field.of)}`];
		return ['string', 'int'].includes(item.name) ? [] : problemsOf(item, shapeNamed(item.name), `${path}/${item.name}`);
	});
}

/** The node's own requests so far, by operation, with what is wrong with them. */
function requests(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const { requestBody, url } of rig.sandbox.recorder.list({ system: 'accountsiq', limit: 5000 })) {
		const body = readXml(requestBody ?? '').children.find(({ name }) => name === 'Body')?.children[0];
		if (body === undefined) throw new Error('A request without a body');
		const isOld = url.includes('integration_1_1');
		const [first] = body.children;
		const wrong = isOld && body.name !== 'Login' && first?.name !== 'token' ? ['no token at the beginning'] : [];
		const content = { ...body, children: body.children.filter(({ name }) => name !== 'token') };
		const shape = body.name === 'Login' ? LOGIN : shapes.get(body.name);
		wrong.push(...(shape === undefined ? ['is no operation'] : problemsOf(content, shape)));
		found.set(body.name, [...(found.get(body.name) ?? []), ...wrong]);
	}
	return found;
}

/** Everything that the node can do, once. */
async function everything(credential: IDataObject = {}): Promise<void> {
	const tag = String(credential.version ?? '2.0');
	const done = async (resource: string, operation: string, parameters: IDataObject, items: IDataObject[] = [{}]) => await rig.done(resource, operation, parameters, items, credential);
	const create = async (...documents: IDataObject[]) => await done('document', 'create', { document: '={{ $json }}', options: { createParties: true } }, documents);
	for (const kind of ['account', 'bankAccount', 'bill', 'company', 'currency', 'customer', 'dimension', 'dimensionValue', 'item', 'payment', 'period', 'supplier', 'taxRate']) {
		await done(kind, 'getMany', { returnAll: true, filters: ['supplier', 'customer', 'item', 'dimensionValue', 'bill'].includes(kind) ? { changedSince: '2020-01-01T00:00:00Z', from: '2020-01-01', to: '2030-01-01' } : {} });
	}
	const line = (amount: string, more: IDataObject = {}): IDataObject => ({ amount, account: { code: '7010' }, taxRate: { code: 'V20' }, dimensions: [{ dimension: { name: 'BI Code' }, value: { code: 'LDS-OPS' } }], ...more });
	const bill = (key: string, amount = '120', more: IDataObject = {}): IDataObject => ({ kind: 'bill', key: `${key}-${tag}`, date: DAY, dueDate: DAY, supplier: { name: `New ${tag}` }, lines: [line(amount)], ...more });
	const invoice = (key: string, amount: string): IDataObject => ({ kind: 'invoice', key: `${key}-${tag}`, date: DAY, customer: { code: 'BETA' }, lines: [line(amount, { account: { code: '4900' } })] });
	const [one] = await create(
		bill('B1'), bill('B2', '-12'), { ...bill('B3', '6'), kind: 'supplierCredit' }, invoice('I1', '24'), invoice('I2', '-24'),
		{ kind: 'journal', key: `J1-${tag}`, date: DAY, lines: [line('5'), line('-5', { account: { code: '2110' }, dimensions: [] })] },
		{ kind: 'expense', key: `E1-${tag}`, date: DAY, bankAccount: { code: '1010' }, supplier: { name: 'Taxi' }, lines: [line('24'), line('12')] },
	);
	const pay = (key: string, direction: string, document: string, amount: string): IDataObject => ({ kind: 'payment', key: `${key}-${tag}`, date: DAY, direction, bankAccount: { code: '1000' }, document: { key: `${document}-${tag}` }, amount });
	await create(pay('P1', 'out', 'B1', '20'), pay('P2', 'in', 'I1', '24'));
	// Many at once make the node count before it asks.
	await create(...Array.from({ length: 25 }, (_, at) => bill(`M${at}`, '1')));
	for (const [kind, key] of [['bill', 'B1'], ['supplierCredit', 'B3'], ['invoice', 'I2'], ['journal', 'J1'], ['expense', 'E1']] as const) await done(kind, 'delete', { target: by('key', `${key}-${tag}`) });
	const attachment = { json: {}, binary: { data: { data: Buffer.from('x').toString('base64'), mimeType: 'image/png', fileName: 'x.png' } } };
	await done('bill', 'attach', { target: by('id', String(one?.id)), binaryProperty: 'data', fileName: '' }, [attachment as never]);
	const records: IDataObject[] = [
		{ kind: 'supplier', record: { code: `S${tag}`, name: 'S', address: { city: 'Leeds' } } }, { kind: 'customer', record: { code: `C${tag}`, name: 'C' } }, { kind: 'item', record: { code: `IT${tag}`, name: 'I', salesPrice: '1', salesTaxRate: 'V20' } },
		{ kind: 'dimensionValue', record: { code: `O${tag}`, name: 'O', dimension: { id: 'OFFICE' } } }, { kind: 'dimensionValue', record: { code: `D${tag}`, name: 'D', dimension: { id: 'BI Code' }, options: { OFFICE: 'LDS' } } },
	];
	const made = await done('record', 'create', { kind: '={{ $json.kind }}', record: '={{ $json.record }}', options: {} }, records);
	const changes = made.map(({ kind, id, code }) => ({ kind, id: kind === 'item' ? code : id, changes: { name: 'Changed', ...(kind === 'dimensionValue' && String(id).startsWith('BI') ? { active: false, options: { OFFICE: 'LDN' } } : {}) } }));
	await done('record', 'update', { kind: '={{ $json.kind }}', target: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, changes: '={{ $json.changes }}', whole: '{}', options: {} }, changes);
}

describe('the node’s requests, held against the description of the service', () => {
	it('API 2.0: known elements in the vendor’s order, and no number, date or flag left out', async () => {
		await everything();
		for (const event of ['supplier', 'dimensionValue', 'invoice']) await pollAccountsIq(rig.sandbox, event);
		const found = requests();
		expect(Object.fromEntries([...found].filter(([, wrong]) => wrong.length > 0).map(([name, wrong]) => [name, [...new Set(wrong)]]))).toEqual({});
		expect(found.size).toBeGreaterThan(35);
	}, 60_000);

	it('API 1.1: the same, with the session first in each body; the one company of the keys is the list of entities', async () => {
		const keys = { version: '1.1', companyId: UK, partnerKey: PARTNER_KEY, userKey: USER_KEYS[UK] ?? '' };
		await everything(keys);
		expect(Object.fromEntries([...requests()].filter(([, wrong]) => wrong.length > 0).map(([name, wrong]) => [name, [...new Set(wrong)]]))).toEqual({});
		expect([...requests().keys()].filter((name) => /^Token|Entities/.test(name))).toEqual([]);
		expect(await rig.done('company', 'getMany', { returnAll: true, filters: {} }, [{}], keys)).toEqual([{ kind: 'company', id: UK, code: UK, name: 'Harbourlight Software Ltd', active: true, baseCurrency: 'GBP' }]);
	}, 60_000);
});
