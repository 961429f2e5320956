import { createHmac } from 'node:crypto';
import { ASSUMED, contractWith } from '../../nodes/Work/contract';
import { errorOf } from '../../nodes/Work/errors';
import { countryCode } from '../../nodes/core/countries';
import { keyOf, toInvoice } from '../../nodes/Work/shapes/documents';
import { toClient, toSite, toWire } from '../../nodes/Work/shapes/parties';
import { isSigned } from '../../nodes/Work/webhook';
import { amountOf, changeMark, fromVendor, instantOf, toVendor } from '../../nodes/Work/wire';
import { differences, patchOf } from '../../nodes/Work/records/differences';
import { headersOf } from '../support/work';

describe('the assumed contract', () => {
	it('NODE-REF: names of paths, fields and features are the user\'s to change, member by member', () => {
		const contract = contractWith('{"paths":{"client":"/customers"},"fields":{"client.address.state":"billing.region"},"features":{"webhooks":false}}');
		expect(contract).toMatchObject({ paths: { client: '/customers', site: '/sites' }, features: { webhooks: false, idempotency: true } });
		const record = { id: '1', name: 'A', billing: { region: 'NY' }, externalRefs: {} };
		const ours = fromVendor(contract, 'client', record);
		expect(toClient(ours)).toMatchObject({ name: 'A', address: { region: 'NY' } });
		expect(toVendor(contract, 'client', { name: 'A', address: { state: 'NJ', city: 'Troy' } })).toEqual({ name: 'A', address: { city: 'Troy' }, billing: { region: 'NJ' } });
		expect(contractWith('')).toEqual(ASSUMED);
	});

	it('NODE-REF: a line\'s fields have names of their own', () => {
		const contract = contractWith({ fields: { 'line.unitPrice': 'price', 'invoice.lines': 'rows' } });
		expect(fromVendor(contract, 'invoice', { rows: [{ price: 5 }] }).lines).toEqual([{ price: 5, unitPrice: 5 }]);
		expect(toVendor(contract, 'invoice', { lines: [{ unitPrice: 5 }] })).toEqual({ rows: [{ price: 5 }] });
	});

	it.each([
		['{"paths":{"cust":"/x"}}', '"paths.cust", which is not known'],
		['{"features":{"webhooks":"no"}}', '"features.webhooks", which takes another value'],
		['{"list":{"style":"cursor"}}', '"list.style", which takes another value'],
		['{"fields":{"state":"x"}}', '"fields.state", which is not known'],
		['[1]', 'no JSON object'],
	])('NODE-ERR: %s is told by its place', (text, said) => {
		expect(() => contractWith(text)).toThrow(said);
	});
});

describe('Work on the wire', () => {
	it('NODE-REF: amounts keep every digit, or are refused', () => {
		expect([amountOf(95), amountOf(3.4575), amountOf(-0.1), amountOf('12.5'), amountOf(null), amountOf(0)]).toEqual(['95.00', '3.4575', '-0.10', '12.50', undefined, '0.00']);
		expect(amountOf(1234567890123.45)).toBe('1234567890123.45');
		expect(() => amountOf(Number('12345678901234.567'))).toThrow('cannot be read exactly');
		expect(() => amountOf('1,000')).toThrow('cannot be read exactly');
	});

	it('TRIG-POLL: two changes of one second have different marks, in order', () => {
		const updatedAt = '2026-05-01T08:00:00Z';
		expect(changeMark({ updatedAt, version: 3 })).toBe('2026-05-01T08:00:00.003Z');
		expect((changeMark({ updatedAt, version: 4 }) ?? '') > '2026-05-01T08:00:00.003Z').toBe(true);
		expect(changeMark({ updatedAt, deleted: true })).toBe('2026-05-01T08:00:00.999Z');
		expect(changeMark({ updatedAt: '2026-05-01T08:00:00.250Z', version: 3 })).toBe('2026-05-01T08:00:00.250Z');
		expect(instantOf('/Date(1714600000000)/')).toBe('2024-05-01T21:46:40.000Z');
	});

	it('SYNC-WORK-2: state and country are the address\' region and country, both ways; nothing is made up', () => {
		expect(toClient({ id: 'cl_1', name: ' A ', status: 'active', address: { street1: '', state: '', country: '' } })).not.toHaveProperty('address');
		expect(toSite({ id: 'st_1', clientId: 'cl_1', name: 'S', address: { state: 'NY', country: 'US' } }, 'A')).toMatchObject({
			kind: 'customer', parent: { id: 'cl_1', name: 'A' }, address: { region: 'NY', country: 'US' },
		});
		expect(toWire('client', { name: 'A', address: { region: 'NY', country: 'United States' }, active: false, lastName: 'X', parent: {}, raw: {} })).toEqual({
			name: 'A', address: { state: 'NY', country: 'US' }, status: 'inactive', primaryContact: { lastName: 'X' },
		});
		expect(['US', 'us', 'USA', 'united kingdom', 'UK', 'Canada', 'Australia', ''].map(countryCode)).toEqual(['US', 'US', 'US', 'GB', 'GB', 'CA', 'AU', '']);
		expect(() => countryCode('Atlantis')).toThrow('which country');
	});

	it('NODE-UPSERT: what differs is told by place; an address goes out whole', () => {
		const held = { name: 'A', phone: '', address: { street1: '1 St', state: 'NY' }, unitPrice: 5 };
		expect(differences(held, { name: 'A ', phone: null, address: { state: 'NJ' }, unitPrice: 5 })).toEqual({ 'address.state': { from: 'NY', to: 'NJ' } });
		expect(patchOf(held, { name: 'B', phone: '', address: { state: 'NJ' } })).toEqual({ name: 'B', address: { street1: '1 St', state: 'NJ' } });
	});

	it('SYNC-WORK-4: the key is made of the id alone, and a client that is gone does not stop its invoice', () => {
		expect(keyOf('in_501')).toBe(keyOf('in_501'));
		expect(keyOf('in_501')).not.toBe(keyOf('IN_501'));
		const none = { items: new Map<string, never>(), taxRates: new Map<string, never>() };
		expect(toInvoice({ id: 'in_1', clientId: 'cl_9', status: 'sent', lines: [{ name: 'A', quantity: 1, unitPrice: 5, totalExclTax: 5, taxAmount: 0 }] }, none)).toMatchObject({
			customer: { name: 'Work client cl_9' }, status: 'posted', lines: [{ description: 'A', amount: '5.00', quantity: '1', unitAmount: '5.00', item: { name: 'A' } }],
		});
	});
});

describe('Work\'s answers', () => {
	const answer = (status: number, code: string, fields: object[] = []) => errorOf(ASSUMED, { status, body: { error: { code, message: 'No.', fields } } }, true);
	it.each([
		[401, 'unauthorized', 'auth', false], [401, 'key_revoked', 'auth', false], [403, 'forbidden', 'permission', false],
		[403, 'feature_not_enabled', 'feature not in subscription', false], [404, 'not_found', 'not found', false], [409, 'duplicate_name', 'duplicate', false],
		[409, 'invoice_locked', 'validation', false], [412, 'stale_version', 'validation', false], [422, 'period_closed', 'closed period', false],
		[422, 'unknown_state', 'validation', false], [500, 'server_error', 'outage', true], [503, 'maintenance', 'outage', true],
	])('NODE-ERR: %s %s is %s', (status, code, category, outcomeUnknown) => {
		const error = answer(status, code);
		expect(error?.facts).toMatchObject({ category, vendorCode: code, outcomeUnknown, hint: expect.stringMatching(/\w/) as unknown });
	});

	it('NODE-ERR: names line and field, and shows nothing of a proxy\'s page', () => {
		const error = answer(422, 'validation_failed', [{ path: 'lines[1].billingItemId', code: 'unknown_reference', message: 'There is no item.' }]);
		expect(error?.facts).toMatchObject({ line: 2, field: 'billingItemId', category: 'mapping' });
		expect(errorOf(ASSUMED, { status: 502, body: '<html>secret</html>' }, true)?.message).toBe('Work answered 502 without a reason');
		expect(errorOf(ASSUMED, { status: 204, body: '' }, true)).toBeUndefined();
	});
});

describe('signing', () => {
	const body = Buffer.from('{"id":"ev_1"}');
	const sign = (secret: string, t: number) => `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')}`;
	it('TRIG-HOOK: only our secret, our bytes and the last five minutes pass', () => {
		const now = 1_800_000_000_000;
		const t = now / 1000;
		expect(isSigned(body, sign('s', t), 's', 300, now)).toBe(true);
		expect(isSigned(body, sign('s', t - 301), 's', 300, now)).toBe(false);
		expect(isSigned(body, sign('other', t), 's', 300, now)).toBe(false);
		expect(isSigned(Buffer.from('{"id": "ev_1"}'), sign('s', t), 's', 300, now)).toBe(false);
		expect(isSigned(body, sign('', t), '', 300, now)).toBe(false);
		expect(isSigned(body, undefined, 's', 300, now)).toBe(false);
	});

	it('NODE-ERR: the key goes into the header of the user\'s choice, the company beside it', async () => {
		const company = { companyId: 'co_1', contract: '{"headers":{"company":"X-Tenant"}}' };
		expect(await headersOf({ authentication: 'apiKey', apiKey: 'k', header: 'X-Key', prefix: 'Key ', ...company })).toEqual({ 'X-Key': 'Key k', 'X-Tenant': 'co_1' });
		expect(await headersOf({ authentication: 'bearer', apiKey: 'k', companyId: '' })).toEqual({ Authorization: 'Bearer k' });
		expect(await headersOf({ authentication: 'basic', user: 'a@b.c', password: 'ä' })).toEqual({ Authorization: `Basic ${Buffer.from('a@b.c:ä').toString('base64')}` });
	});
});
