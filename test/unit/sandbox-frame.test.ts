import http from 'node:http';
import { createSandbox, type Sandbox } from '../../sandbox/app';
import type { Frame, System } from '../../sandbox/frame/types';

/** A system small enough to see what the frame itself does. */
function echo({ clock }: Frame): System {
	let posted = 0;
	return {
		name: 'echo',
		title: 'Echo',
		routes(app) {
			app.post('/Things', ({ body, rawBody }) => {
				posted += 1;
				return { posted, body: Buffer.isBuffer(body) ? `bytes:${body.length}` : body, raw: rawBody?.toString() };
			});
			app.get('/things/:id', ({ params, query }) => ({ params, query, at: clock.now() }));
			app.get('/posted', () => ({ posted }));
		},
		control(app) {
			app.post('/twist', () => ({ twisted: true }));
		},
		reset() {
			posted = 0;
		},
		look: () => [{ id: '1', name: 'Echo & <b>Sons</b>', tables: [] }],
		failure: (status) => ({ body: JSON.stringify({ code: status }), contentType: 'application/json' }),
	};
}

describe('sandbox frame', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await createSandbox({ systems: [echo] });
		await sandbox.listen();
	});
	afterEach(async () => await sandbox.close());

	const call = async (path: string, init?: RequestInit) => await fetch(`${sandbox.origin}${path}`, init);
	const fault = async (body: object) =>
		await call('/_sandbox/faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	const post = async () => await call('/echo/Things', { method: 'POST', body: 'x' });
	const posted = async () => ((await (await call('/echo/posted')).json()) as { posted: number }).posted;

	it('answers whatever the case of the path, and keeps the case of ids', async () => {
		const answer = await call('/ECHO/THINGS/AbC/?where=A%20B');
		expect(await answer.json()).toMatchObject({ params: { id: 'AbC' }, query: { where: 'A B' } });
	});

	it('keeps the raw bytes of every body, parses JSON and forms, and leaves the rest as bytes', async () => {
		const send = async (type: string, body: string) =>
			await (await call('/echo/things', { method: 'POST', headers: { 'content-type': type }, body })).json();
		expect(await send('application/json; charset=utf-8', '{"a": 1}')).toMatchObject({ body: { a: 1 }, raw: '{"a": 1}' });
		expect(await send('application/x-www-form-urlencoded', 'a=1+2&b=%26')).toMatchObject({ body: { a: '1 2', b: '&' } });
		expect(await send('text/xml', '<a/>')).toMatchObject({ body: 'bytes:4', raw: '<a/>' });
		const broken = await call('/echo/things', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
		expect(broken.status).toBe(400);
	});

	it('takes a GET that carries a JSON body', async () => {
		const { port } = new URL(sandbox.origin);
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const headers = { 'content-type': 'application/json', 'content-length': '2' };
			const request = http.request({ port, path: '/echo/things/1', headers }, (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			request.on('error', reject);
			request.end('{}');
		});
		expect(status).toBe(200);
	});

	it('drops the connection before or after the route has run', async () => {
		await fault({ kind: 'drop-before', system: 'echo' });
		await expect(post()).rejects.toThrow();
		expect(await posted()).toBe(0);
		await fault({ kind: 'drop-after', method: 'POST', path: '/things' });
		await expect(post()).rejects.toThrow();
		expect(await posted()).toBe(1);
		const statuses = sandbox.recorder.list().map(({ method, status }) => `${method} ${status}`);
		expect(statuses).toEqual(['GET 200', 'POST null', 'GET 200', 'POST null']);
	});

	it('answers a failure before or after the commit, in the words of the vendor', async () => {
		await fault([{ kind: 'status', value: 503, method: 'POST' }, { kind: 'status-after', value: 500, method: 'POST' }]);
		const before = await post();
		expect([before.status, await before.json(), await posted()]).toEqual([503, { code: 503 }, 0]);
		const after = await post();
		expect([after.status, await after.json(), await posted()]).toEqual([500, { code: 500 }, 1]);
		expect((await post()).status).toBe(200);
	});

	it('skips and repeats as told, and serves pages and nothing at all', async () => {
		await fault({ kind: 'html', skip: 1, times: 2, method: 'POST' });
		const statuses = [];
		for (let index = 0; index < 4; index += 1) statuses.push((await post()).status);
		expect(statuses).toEqual([200, 502, 502, 200]);
		await fault({ kind: 'empty' });
		expect(await (await post()).text()).toBe('');
		await fault({ kind: 'latency', value: 60 });
		const start = performance.now();
		await post();
		expect(performance.now() - start).toBeGreaterThanOrEqual(55);
	});

	it('records requests without their secrets and counts them by route', async () => {
		const secret = 'do-not-keep';
		const job = encodeURIComponent(JSON.stringify({ credentials: { partnerUserSecret: secret }, code: 7 }));
		await call('/echo/things', {
			method: 'POST',
			headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
			body: `client_secret=${secret}&requestJobDescription=${job}`,
		});
		await call(`/echo/things/7e000000-0000-4000-8000-000000000001?code=${secret}&x=1`);
		await call(`/echo/things/42?requestJobDescription=${job}`);
		const kept = sandbox.recorder.list();
		expect(JSON.stringify(kept.map((request) => ({ ...request, responseBody: '' })))).not.toContain(secret);
		expect(kept[2]?.requestBody).toContain('client_secret=***\nrequestJobDescription={"credentials"');
		expect(kept[1]?.url).toBe('/echo/things/7e000000-0000-4000-8000-000000000001?code=***&x=1');
		expect(sandbox.recorder.count('echo')).toEqual({ total: 3, byRoute: { 'GET /echo/things/{id}': 2, 'POST /echo/things': 1 } });
		await call('/_sandbox/requests', { method: 'DELETE' });
		expect(await (await call('/_sandbox/count?system=echo')).json()).toEqual({ total: 0, byRoute: {} });
	});

	it('mounts the controls of a system and resets it', async () => {
		expect(await (await call('/_sandbox/echo/twist', { method: 'POST' })).json()).toEqual({ twisted: true });
		await post();
		expect(await (await call('/_sandbox/reset', { method: 'POST' })).json()).toEqual({ reset: 'all' });
		expect(await posted()).toBe(0);
		const unknown = await call('/_sandbox/reset', {
			method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"system":"other"}',
		});
		expect(unknown.status).toBe(404);
	});
});
