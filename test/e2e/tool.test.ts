import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chosen, PACKAGE } from '../support/bench';
import { World } from '../support/world';

interface Asked {
	stream?: boolean;
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: { properties?: Record<string, { description?: string }> } } }>;
}

/** A model as OpenAI's address would serve it: calls the one tool that it is offered, then repeats what came back. */
class Model {
	readonly asked: Asked[] = [];
	private constructor(private readonly server: Server) {}

	static async start(args: Record<string, unknown>): Promise<Model> {
		const server = createServer();
		const model = new Model(server);
		server.on('request', (request, response) => {
			let text = '';
			request.on('data', (part) => (text += String(part)));
			request.on('end', () => {
				response.setHeader('content-type', 'application/json');
				if (!request.url?.endsWith('/chat/completions')) return response.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] }));
				const asked = JSON.parse(text) as Asked;
				model.asked.push(asked);
				const told = asked.messages.find(({ role }) => role === 'tool');
				const call = { index: 0, id: 'call_1', type: 'function', function: { name: asked.tools?.[0]?.function.name, arguments: JSON.stringify(args) } };
				const message = told === undefined
					? { role: 'assistant', content: '', tool_calls: [call] }
					: { role: 'assistant', content: `The books say: ${JSON.stringify(told.content)}` };
				const finish_reason = told === undefined ? 'tool_calls' : 'stop';
				const head = { id: 'chat-1', created: 1, model: 'gpt-4o-mini' };
				if (asked.stream === true) {
					response.setHeader('content-type', 'text/event-stream');
					const chunk = (delta: object, reason: string | null) => `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
					return response.end(`${chunk(message, null)}${chunk({}, finish_reason)}data: [DONE]\n\n`);
				}
				const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
				return response.end(JSON.stringify({ ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage }));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}
	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

let world: World;
let model: Model | undefined;
beforeAll(async () => {
	world = await World.open();
});
afterEach(async () => await model?.stop());
afterAll(async () => await world?.close());

interface Tool {
	node: string;
	parameters: object;
	credentials: Record<string, { name: string }>;
}
async function askAgent(tool: Tool, args: Record<string, unknown>) {
	model = await Model.start(args);
	const credentials = { ...world.bench.credentials, 'A model': await world.n8n.createCredential('A model', 'openAiApi', { apiKey: 'none', url: model.url, header: false }) };
	const langchain = '@n8n/n8n-nodes-langchain';
	const id = await world.n8n.importWorkflow({
		name: `Agent with ${tool.node}`,
		nodes: [
			{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: '2', name: 'Agent', type: `${langchain}.agent`, typeVersion: 3, position: [200, 0], parameters: { promptType: 'define', text: 'Please help with the books.', options: {} } },
			{
				id: '3', name: 'Model', type: `${langchain}.lmChatOpenAi`, typeVersion: 1.2, position: [100, 200],
				parameters: { model: chosen('id', 'gpt-4o-mini'), options: { baseURL: model.url } }, credentials: { openAiApi: { name: 'A model' } },
			},
			{ id: '4', name: 'Books', type: `${PACKAGE}.${tool.node}`, typeVersion: 1, position: [300, 200], parameters: tool.parameters, credentials: tool.credentials },
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			Books: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	}, credentials);
	const execution = await world.n8n.runManually(id, 'Start');
	const said = (execution.runData.Agent?.[0] as { data?: { main?: Array<Array<{ json: { output?: string } }>> } } | undefined)?.data?.main?.[0]?.[0]?.json.output;
	return { execution, said, offered: model.asked[0]?.tools?.[0]?.function };
}

describe('NODE-AI: n8n\'s agent uses the nodes as tools', () => {
	it('every action node is there as a tool, with a description', async () => {
		const types = (await world.n8n.nodeTypes()) as Array<{ name: string; description?: string; outputs: unknown; codex?: { categories?: string[] } }>;
		for (const name of ['accountingXeroTool', 'accountingExpensifyTool', 'expenseToLedgerTool']) {
			const tool = types.find((type) => type.name === `${PACKAGE}.${name}`);
			expect([name, tool?.outputs, (tool?.description ?? '').length > 20]).toEqual([name, ['ai_tool'], true]);
		}
	});

	it('a model posts a bill to Xero by filling in the fields that were left to it', async () => {
		const { execution, said, offered } = await askAgent(
			{
				node: 'accountingXeroTool',
				parameters: {
					descriptionType: 'manual', toolDescription: 'Posts a supplier bill to the books', authentication: 'oAuth2', organisation: chosen('list', ''), resource: 'bill', operation: 'create', source: 'fields',
					key: "={{ $fromAI('key', 'Unique key of the bill') }}", supplier: chosen('name', "={{ $fromAI('supplier', 'Name of the supplier') }}"), date: '2026-11-03',
					lines: { line: [{ description: 'Taxi', amount: "={{ $fromAI('amount', 'Total with tax, such as 48.00') }}", account: chosen('code', '493'), taxRate: chosen('code', 'INPUT2') }] },
					moreFields: {}, options: {},
				},
				credentials: { accountingXeroOAuth2Api: { name: 'Xero (sandbox)' } },
			},
			{ key: 'AI-1', supplier: 'Addison Lee', amount: '36.00' },
		);
		expect([execution.error, execution.status]).toEqual([undefined, 'success']);
		expect(offered?.description).toBe('Posts a supplier bill to the books');
		expect(Object.keys(offered?.parameters.properties ?? {}).sort()).toEqual(['amount', 'key', 'supplier']);
		expect(said).toMatch(/created.*AI-1/);
		expect(await world.books.all('Invoices', 'InvoiceNumber=="AI-1"')).toEqual([expect.objectContaining({ Total: 36, Type: 'ACCPAY' })]);
	});

	it('a model reads reports from Expensify', async () => {
		const { execution, said } = await askAgent(
			{
				node: 'accountingExpensifyTool',
				parameters: { descriptionType: 'auto', resource: 'policy', operation: 'getAll', returnAll: true, adminOnly: true },
				credentials: { accountingExpensifyApi: { name: 'Expensify (sandbox)' } },
			},
			{},
		);
		expect(execution.status).toBe('success');
		expect(said).toContain('Kea Joinery');
	});
});
