import nock from 'nock';
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { runNode, runPoll, runWebhook } from '../support/run-node';

/** Fetches a number per item; the odd ones fail alone. */
class Probe implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Probe', name: 'probe', group: ['transform'], version: [1, 2], description: 'Probe',
		defaults: { name: 'Probe' }, inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'hook' }],
		properties: [{ displayName: 'Path', name: 'path', type: 'string', default: '/number' }],
	};
	async execute(this: IExecuteFunctions) {
		const results = [];
		for (const [i, item] of this.getInputData().entries()) {
			const url = `https://books.test${this.getNodeParameter('path', i) as string}`;
			const body: unknown = await this.helpers.httpRequest({ url, json: true });
			const json = { of: item.json.n ?? null, body: JSON.stringify(body), version: this.getNode().typeVersion };
			// No `error` beside `json`: the engine would cut such an item down to { error: message }.
			const failure = { error: 'Odd', details: { category: 'validation' } };
			results.push({ json: Number(item.json.n) % 2 ? failure : json, pairedItem: { item: i } });
		}
		this.addExecutionHints({ message: 'Waited' });
		return [results];
	}
	async poll(this: IPollFunctions) {
		const state = this.getWorkflowStaticData('node');
		state.polls = Number(state.polls ?? 0) + 1;
		return state.polls === 2 ? null : [[{ json: { polls: state.polls } }]];
	}
	async webhook(this: IWebhookFunctions) {
		const raw = (this.getRequestObject() as unknown as { rawBody: Buffer }).rawBody.toString();
		if (this.getHeaderData()['x-key'] !== 'right') {
			this.getResponseObject().status(401).send();
			return { noWebhookResponse: true };
		}
		return { workflowData: [[{ json: { raw } }]] };
	}
}

afterAll(() => nock.restore());

const books = () => nock('https://books.test');

describe('runNode', () => {
	it('gives failed items to the error output, merged with what came in', async () => {
		books().get('/number').times(3).reply(200, { n: 1 });
		const { done, failed, hints, error } = await runNode(Probe, {}, [{ n: 1 }, { n: 2 }, { n: 3 }], {
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		expect(done.map(({ json }) => json.of)).toEqual([2]);
		expect(done[0]?.json.version).toBe(2);
		expect(failed.map(({ json }) => json)).toEqual([
			{ n: 1, error: 'Odd', details: { category: 'validation' } },
			{ n: 3, error: 'Odd', details: { category: 'validation' } },
		]);
		expect(hints).toEqual(['Waited']);
	});

	it('resolves expressions per item', async () => {
		books().get('/a').reply(200, '"A"').get('/b').reply(200, '"B"');
		const { done } = await runNode(Probe, { path: '=/{{ $json.p }}' }, [{ p: 'a' }, { p: 'b' }], { version: 1 });
		expect(done.map(({ json }) => [json.body, json.version])).toEqual([['"A"', 1], ['"B"', 1]]);
	});

	it('tells what stopped the node', async () => {
		books().get('/number').reply(503, 'down');
		const { error, outputs } = await runNode(Probe, {}, [{}]);
		expect(outputs).toEqual([]);
		expect(error?.message).toContain('Service');
	});
});

describe('runPoll', () => {
	it('keeps static data only when items were handed on', async () => {
		const first = await runPoll(Probe, {});
		const second = await runPoll(Probe, {}, { staticData: first.saved });
		const manual = await runPoll(Probe, {}, { staticData: { polls: 7 }, mode: 'manual' });
		expect(first).toMatchObject({ items: [{ json: { polls: 1 } }], saved: { polls: 1 } });
		expect(second).toEqual({ items: null, saved: { polls: 1 }, memory: { polls: 2 } });
		expect(manual).toMatchObject({ saved: { polls: 7 }, memory: { polls: 8 } });
	});
});

describe('runWebhook', () => {
	it('gives the raw body and records what the node answered', async () => {
		const right = await runWebhook(Probe, {}, { headers: { 'x-key': 'right' }, rawBody: '{ "a": "é" }' });
		expect(right.items).toEqual([{ json: { raw: '{ "a": "é" }' } }]);
		const wrong = await runWebhook(Probe, {}, { rawBody: '{}' });
		expect(wrong).toMatchObject({ items: undefined, response: { status: 401, ended: true }, noWebhookResponse: true });
	});
});
