import { Emulator, KEA, PAIR } from './expensify-emulator-client';

describe('emulated Expensify: wire', () => {
	let emulator: Emulator;
	afterEach(async () => await emulator.close());
	const list = { type: 'get', inputSettings: { type: 'policyList' } };
	const description = JSON.stringify({ ...list, credentials: PAIR });

	it('reads its fields from a form, a query or multipart', async () => {
		emulator = await Emulator.start();
		const form = new FormData();
		form.set('requestJobDescription', description);
		const inQuery = `?requestJobDescription=${encodeURIComponent(description)}`;
		for (const answer of [await emulator.job(list), await emulator.send({ method: 'POST' }, inQuery), await emulator.send({ method: 'POST', body: form })]) {
			expect(answer.json.responseCode).toBe(200);
		}
	});

	it('puts every refusal inside of an HTTP 200', async () => {
		emulator = await Emulator.start();
		const codes = async (job: Record<string, unknown>, credentials?: Record<string, unknown>) => {
			const { status, json } = await emulator.job(job, {}, credentials);
			return [status, json.responseCode];
		};
		expect(await codes(list, { ...PAIR, partnerUserSecret: 'wrong' })).toEqual([200, 401]);
		expect(await codes(list, {})).toEqual([200, 401]);
		expect(await codes({ type: 'get', inputSettings: { type: 'nothing' } })).toEqual([200, 410]);
		expect(await codes({ type: 'download', fileName: 'x.csv', fileSystem: 'elsewhere' })).toEqual([200, 410]);
		expect((await emulator.send({ method: 'POST' })).json).toEqual({ responseCode: 410, responseMessage: "Required parameter 'requestJobDescription' is missing" });
		await emulator.control('/settings', { wrongCredentialsCode: 404 });
		expect(await codes(list, { ...PAIR, partnerUserSecret: 'wrong' })).toEqual([200, 404]);
	});

	it('NODE-LIMIT: takes five calls in ten seconds and twenty in sixty, on the emulated clock', async () => {
		emulator = await Emulator.start({ limits: true });
		const { clock } = emulator.sandbox.frame;
		clock.setScale(0.000001);
		const burst = async (calls: number) => {
			const statuses = [];
			for (let call = 0; call < calls; call += 1) statuses.push((await emulator.job(list)).status);
			return statuses.filter((status) => status === 429).length;
		};
		expect(await burst(6)).toBe(1);
		expect((await emulator.job(list)).json).toMatchObject({ responseCode: 429, responseMessage: expect.stringContaining('rate-limited') as string });
		for (let round = 0; round < 3; round += 1) {
			clock.advance(10);
			expect(await burst(5)).toBe(0);
		}
		clock.advance(10);
		expect(await burst(1)).toBe(1);
		clock.advance(20);
		expect(await burst(5)).toBe(0);
		await emulator.control('/settings', { limits: false });
		expect(await burst(30)).toBe(0);
	});

	it('strikes ordered faults in its own words, and counts calls by job', async () => {
		emulator = await Emulator.start();
		emulator.sandbox.frame.faults.add({ kind: 'status', value: 429 });
		emulator.sandbox.frame.faults.add({ kind: 'html', skip: 0 });
		expect(await emulator.job(list)).toMatchObject({ status: 429, json: { responseCode: 429 } });
		expect(await emulator.job(list)).toMatchObject({ status: 502, type: expect.stringContaining('text/html') as string });
		emulator.sandbox.recorder.clear();
		await emulator.job(list);
		await emulator.job({ type: 'get', inputSettings: { type: 'policy', policyIDList: [KEA], fields: ['tags'] } });
		expect(emulator.sandbox.recorder.count('expensify')).toEqual({ total: 2, byRoute: { 'job get/policy': 1, 'job get/policyList': 1 } });
		expect(JSON.stringify(emulator.sandbox.recorder.list())).not.toContain(PAIR.partnerUserSecret);
	});
});
