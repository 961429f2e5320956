import type { Http, HttpAnswer, HttpRequest } from '../../nodes/core/http';
import { Expensify, limitsFor, restAfter } from '../../nodes/Expensify/api';
import { createExpenses } from '../../nodes/Expensify/create';
import { downloadWhenReady, exportRecords, fileNames } from '../../nodes/Expensify/exporter';
import { marksIn, markedComment } from '../../nodes/Expensify/lookup';
import { BooksError } from '../../nodes/core/errors';
import { reportTemplate } from '../../nodes/Expensify/template';

type Job = { type: string; inputSettings?: { type?: string; transactionList?: unknown[] }; fileName?: string };
type Script = (job: Job, form: Record<string, string>, call: number) => Partial<HttpAnswer> | Error;

let connections = 0;

/** An Expensify that answers by script; records what was sent and how long was paused. */
function scripted(script: Script, perMinute = 60_000) {
	const jobs: Job[] = [];
	const pauses: number[] = [];
	const requests: HttpRequest[] = [];
	const http: Http = {
		waits: new Map(),
		send: async (request) => {
			const form = request.body as Record<string, string>;
			const job = JSON.parse(form.requestJobDescription ?? '') as Job;
			jobs.push(job);
			requests.push(request);
			const answer = script(job, form, jobs.length);
			if (answer instanceof Error) throw answer;
			const body =
				answer.body === undefined || typeof answer.body === 'string'
					? answer.body
					: JSON.stringify(answer.body);
			const bytes = request.as === 'bytes' ? Buffer.from(body ?? '') : body;
			return { status: 200, headers: {}, ...answer, body: bytes };
		},
	};
	const pause = async (ms: number) => void pauses.push(ms);
	const api = new Expensify(http, {
		connection: `test ${connections++}`,
		baseUrl: 'https://x.test/',
		limits: limitsFor(perMinute),
		pause,
	});
	return { api, jobs, pauses, requests };
}
const lost = () => new BooksError({ message: 'no answer', category: 'outage', outcomeUnknown: true });

describe('the wire', () => {
	it('sends one form to one address, and marks reads as repeatable', async () => {
		const { api, requests } = scripted(() => ({ body: { responseCode: 200 } }));
		await api.ask({ description: { type: 'get' }, template: 't', data: 'd' }, 'read');
		await api.ask({ description: { type: 'create' } }, 'write');
		expect(requests).toMatchObject([
			{
				method: 'POST',
				url: 'https://x.test/Integration-Server/ExpensifyIntegrations',
				repeatable: true,
				body: { template: 't', data: 'd' },
			},
			{ repeatable: false },
		]);
	});

	it('NODE-LIMIT: waits out a 429 that comes in the body, for a write as well', async () => {
		const { api, jobs } = scripted((_job, _form, call) => ({
			body: { responseCode: call < 3 ? 429 : 200, responseMessage: call < 3 ? 'rate' : 'OK' },
		}));
		await expect(api.ask({ description: { type: 'create' } }, 'write')).resolves.toMatchObject({
			responseCode: 200,
		});
		expect(jobs).toHaveLength(3);
		expect([1, 2, 3, 4, 9].map(restAfter)).toEqual([10, 20, 40, 60, 60]);
	});

	it('repeats a read once after an outage in the body, and a write never', async () => {
		const broken: Script = () => ({ body: { responseCode: 500, responseMessage: 'x' } });
		const read = scripted(broken);
		await expect(read.api.ask({ description: { type: 'get' } }, 'read')).rejects.toMatchObject({
			category: 'outage',
		});
		const write = scripted(broken);
		await expect(write.api.ask({ description: { type: 'create' } }, 'write')).rejects.toMatchObject({
			facts: { outcomeUnknown: true },
		});
		expect([read.jobs.length, write.jobs.length]).toEqual([2, 1]);
	});

	it('NODE-LIMIT: twenty a minute means three seconds apart and five in ten seconds', () => {
		expect(limitsFor(20)).toEqual({
			concurrent: 1,
			windows: [
				{ calls: 20, seconds: 60 },
				{ calls: 5, seconds: 10 },
				{ calls: 1, seconds: 3 },
			],
		});
	});
});

describe('exports', () => {
	it.each([
		['an empty answer', ''],
		['a 404 in the body', { responseCode: 404, responseMessage: 'File not found' }],
		['a message without a code', { responseMessage: 'File not found' }],
	])('takes %s for "not yet", and repeats only the download', async (_name, notYet) => {
		const { api, jobs, pauses } = scripted((job, _form, call) => ({
			body: job.type === 'file' ? 'n8n_1.json' : call < 5 ? notYet : '[{"a":1}]',
		}));
		await expect(exportRecords(api, { ids: ['R1'] }, reportTemplate, 'plain')).resolves.toEqual([{ a: 1 }]);
		expect(jobs.map(({ type }) => type)).toEqual(['file', 'download', 'download', 'download', 'download']);
		expect(pauses).toEqual([2000, 4000, 8000]);
	});

	it('gives up after two minutes, as something to wait for', async () => {
		const { api, pauses } = scripted(() => ({ body: '' }));
		await expect(downloadWhenReady(api, 'n8n_1.json')).rejects.toMatchObject({
			category: 'waiting',
			retryable: true,
		});
		expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
	});

	it('falls back to quoted numbers where the template cannot print them plain', async () => {
		const { api } = scripted((job, { template = '' }, call) => {
			if (job.type !== 'file')
				return { body: call < 3 ? 'FreeMarker template error: ?c wants a number' : '[{"total":"1"}]' };
			expect(template.includes('?c')).toBe(call === 1);
			return { body: 'n8n.json' };
		});
		await expect(exportRecords(api, {}, reportTemplate, 'auto')).resolves.toEqual([{ total: '1' }]);
	});

	it('tells the refusal of the template itself when the fallback fails too, and never hides another error', async () => {
		const broken = scripted((job) => ({ body: job.type === 'file' ? 'n8n.json' : 'nonsense' }));
		await expect(exportRecords(broken.api, {}, reportTemplate, 'auto')).rejects.toMatchObject({
			category: 'validation',
		});
		const refused = scripted(() => ({ body: { responseCode: 403, responseMessage: 'no' } }));
		await expect(exportRecords(refused.api, {}, reportTemplate, 'auto')).rejects.toMatchObject({
			category: 'permission',
		});
		expect(refused.jobs).toHaveLength(1);
	});

	it('reads one file name, several for PDF, or a JSON answer with one', () => {
		expect(fileNames('a.pdf, b.pdf')).toEqual(['a.pdf', 'b.pdf']);
		expect(fileNames('{"filename":"c.csv"}')).toEqual(['c.csv']);
		expect(fileNames('')).toEqual([]);
	});
});

describe('new expenses', () => {
	const transactions = (count: number) =>
		Array.from({ length: count }, (_, at) => ({
			merchant: `M${at}`,
			created: '2026-11-01',
			amount: 100 + at,
			currency: 'GBP',
			externalID: `X-${at}`,
			comment: `[X-${at}]`,
		}));
	const listOf = (job: Job) =>
		(job.inputSettings?.transactionList ?? []) as Array<{ merchant: string; externalID: string }>;
	const made = (job: Job) => ({
		body: {
			responseCode: 200,
			transactionList: listOf(job).map(({ merchant }) => ({ transactionID: `T-${merchant}`, reportID: 'R1' })),
		},
	});

	it('NODE-BATCH: a hundred in a call, answers in order', async () => {
		const { api, jobs } = scripted(made);
		const outcomes = await createExpenses(api, 'a@x.test', transactions(250), '2026-11-21');
		expect(jobs.map((job) => listOf(job).length)).toEqual([100, 100, 50]);
		expect(outcomes[249]).toEqual({
			ok: true,
			value: { action: 'created', transactionID: 'T-M249', reportID: 'R1' },
		});
	});

	it('NODE-BATCH: the bad one fails alone', async () => {
		const { api } = scripted((job) => {
			const bad = listOf(job).some(({ externalID }) => externalID === 'X-5');
			return bad
				? { body: { responseCode: 410, responseMessage: "'currency' parameter is missing or malformed" } }
				: made(job);
		});
		const outcomes = await createExpenses(api, 'a@x.test', transactions(9), '2026-11-21');
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false, true, true, true]);
		expect(outcomes[5]).toMatchObject({ error: { category: 'validation', facts: { document: 'X-5' } } });
	});

	it('NODE-ONCE: after a lost answer asks what is there, and sends only the rest', async () => {
		const sent: string[][] = [];
		const { api } = scripted((job) => {
			if (job.inputSettings?.type === 'expenses') {
				sent.push(listOf(job).map(({ externalID }) => externalID));
				return sent.length === 1 ? lost() : made(job);
			}
			if (job.type === 'file') return { body: 'n8n.json' };
			return { body: [{ reportID: 'R9', expenses: [{ transactionID: '77', comment: 'Lunch [X-0] checked' }] }] };
		});
		const outcomes = await createExpenses(api, 'a@x.test', transactions(3), '2026-11-21');
		expect(sent).toEqual([
			['X-0', 'X-1', 'X-2'],
			['X-1', 'X-2'],
		]);
		expect(outcomes).toMatchObject([
			{ value: { action: 'found', transactionID: '77', reportID: 'R9' } },
			{ value: { action: 'created' } },
			{ value: { action: 'created' } },
		]);
	});

	it('NODE-ONCE: an expense without a name of its own is not sent again after a lost answer', async () => {
		const { api, jobs } = scripted((job) =>
			job.inputSettings?.type === 'expenses' ? lost() : { body: job.type === 'file' ? 'n.json' : '[]' },
		);
		const [nameless] = transactions(1);
		const outcomes = await createExpenses(api, 'a@x.test', [{ ...nameless!, externalID: undefined }], '2026-11-21');
		expect(outcomes).toMatchObject([{ ok: false, error: { facts: { outcomeUnknown: true } } }]);
		expect(jobs.filter(({ inputSettings }) => inputSettings?.type === 'expenses')).toHaveLength(1);
	});

	it('writes the external ID into the comment, once, where it is found again', () => {
		expect(markedComment('Lunch', 'X-1')).toBe('Lunch [X-1]');
		expect(markedComment('Lunch [X-1]', 'X-1')).toBe('Lunch [X-1]');
		expect(markedComment(undefined, undefined)).toBeUndefined();
		expect(marksIn('[A] and [B-2] end')).toEqual(['A', 'B-2']);
	});
});
