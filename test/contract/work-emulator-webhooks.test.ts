import { createHmac } from 'node:crypto';
import { type Data, Listener, Work } from './work-emulator-client';

const SECRET = 'listener-secret';

describe('emulated Work: webhooks', () => {
	let work: Work;
	let listener: Listener;
	beforeEach(async () => {
		work = await Work.start();
		listener = await Listener.start();
	});
	afterEach(async () => {
		await listener.close();
		await work.close();
	});

	const subscribe = async (events = ['client.created', 'client.updated', 'invoice.approved', 'invoice.updated', 'invoice.voided', 'payment.recorded', 'payment.voided', 'site.updated']) =>
		await work.call('POST', '/webhooks', { url: listener.url, events, secret: SECRET });
	const got = () => listener.got.map(({ body }) => JSON.parse(body) as { id: string; type: string; resource: Data });
	const isSigned = ({ body, signature = '' }: { body: string; signature?: string }) => {
		const [, time = '', v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
		return v1 === createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex') && Math.abs(Date.now() / 1000 - Number(time)) < 300;
	};

	it('TRIG-HOOK: the address must send back the challenge, and unknown events are refused', async () => {
		listener.echoes = false;
		expect((await subscribe()).json.error?.fields).toMatchObject([{ path: 'url', code: 'no_challenge' }]);
		listener.echoes = true;
		const made = await subscribe();
		expect([made.status, Object.keys(made.json)]).toEqual([201, ['id', 'url', 'events']]);
		expect((await subscribe(['client.sold'])).json.error?.fields).toMatchObject([{ path: 'events' }]);
		expect((await work.get('/webhooks')).list).toHaveLength(1);
		expect((await work.call('POST', `/webhooks/${String(made.json.id)}/test`)).json).toEqual({ status: 200 });
		expect(got()[0]?.type).toBe('webhook.test');
		expect((await work.call('DELETE', `/webhooks/${String(made.json.id)}`)).status).toBe(204);
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		await work.control('POST', '/webhooks/flush');
		expect(got()).toHaveLength(1);
	});

	it('TRIG-HOOK: each change is one signed event with the version; a refused write and a draft make none', async () => {
		await subscribe();
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		await work.call('POST', '/clients', { name: 'acme hire' });
		await work.call('POST', '/invoices', { clientId: 'cl_1001', issueDate: '2026-05-20', lines: [{ name: 'A', quantity: 1, unitPrice: 5 }] });
		await work.control('POST', '/invoices/1038/approve');
		await work.control('POST', '/invoices/1038/pay', {});
		await work.control('POST', '/invoices/1037/void');
		await work.control('POST', '/webhooks/flush');
		expect(got().map(({ type, resource }) => [type, resource])).toEqual([
			['client.updated', { type: 'client', id: 'cl_1001', version: 2 }],
			['invoice.approved', { type: 'invoice', id: 'in_505', version: 2 }],
			['invoice.updated', { type: 'invoice', id: 'in_505', version: 3 }],
			['payment.recorded', { type: 'payment', id: 'py_86', version: 1 }],
			['invoice.voided', { type: 'invoice', id: 'in_504', version: 2 }],
		]);
		expect(listener.got.every(isSigned)).toBe(true);
	});

	it('TRIG-HOOK: a refused delivery comes again after one minute and five; twice, reversed, badly signed and old ones on demand', async () => {
		await subscribe();
		listener.status = 500;
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		const state = async () => (await work.control<Data[]>('POST', '/webhooks/flush')).map(({ state: now, attempts }) => [now, attempts]);
		expect(await state()).toEqual([['waiting', 1]]);
		work.sandbox.frame.clock.advance(61);
		expect(await state()).toEqual([['waiting', 2]]);
		listener.status = 200;
		expect(await state()).toEqual([['waiting', 2]]);
		work.sandbox.frame.clock.advance(301);
		expect(await state()).toEqual([['delivered', 3]]);
		await work.control('PUT', '/clients/MAPLE', { phone: '1' });
		await state();
		listener.got.length = 0;
		expect(await work.control('POST', '/webhooks/send', { count: 2, times: 2, reverse: true })).toEqual({ answers: [200, 200, 200, 200] });
		expect(got().map(({ resource }) => resource.id)).toEqual(['cl_1005', 'cl_1005', 'cl_1001', 'cl_1001']);
		await work.control('POST', '/webhooks/send', { count: 1, wrongSignature: true });
		await work.control('POST', '/webhooks/send', { count: 1, age: 301 });
		expect(listener.got.map(isSigned)).toEqual([true, true, true, true, false, false]);
	});

	it('TRIG-HOOK: events can be lost, and an account may have no webhooks at all', async () => {
		await subscribe();
		await work.control('POST', '/webhooks/lose', { count: 1 });
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		await work.control('PUT', '/clients/MAPLE', { phone: '1' });
		expect((await work.control<Data[]>('POST', '/webhooks/flush')).map(({ state }) => state)).toEqual(['lost', 'delivered']);
		expect(got()).toMatchObject([{ resource: { id: 'cl_1005' } }]);
		await work.control('POST', '/settings', { webhooks: false });
		expect((await work.get('/webhooks')).status).toBe(404);
	});
});
