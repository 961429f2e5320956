import type { IDataObject } from 'n8n-workflow';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runExpenseIn } from '../support/expensein';

/** An ExpenseIn that takes every record, also a second one of the same reference: nothing public says that it does not. */
let server: Server;
let held: Record<string, IDataObject[]>;

beforeEach(async () => {
	held = {};
	server = createServer((request, response) => {
		const path = String(request.url).split('/').at(-1) ?? '';
		const list = (held[path] ??= []);
		let text = '';
		request.on('data', (chunk) => (text += String(chunk)));
		request.on('end', () => {
			void (async () => {
				const given = JSON.stringify(list);
				await sleep(20);
				if (request.method === 'POST') list.push({ ...(JSON.parse(text) as IDataObject), id: `${path}-${list.length}` });
				response.setHeader('content-type', 'application/json').end(request.method === 'POST' ? JSON.stringify(list.at(-1)) : given);
			})();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(() => void server.close());

it('NODE-ONCE: runs at once make each record once, in whatever order they name their lists', async () => {
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const items = ['A', 'B', 'C'].map((code) => ({ kind: 'category', record: { code, name: `Name ${code}` } }));
	const project = { kind: 'project', record: { code: 'P', name: 'Project' } };
	const save = async (operation: string, given: IDataObject[]) =>
		await runExpenseIn({ origin }, 'record', operation, { kind: '={{ $json.kind }}', record: '={{ $json.record }}', matchBy: 'code' }, given);
	const runs = await Promise.all([save('create', [...items, project]), save('upsert', [project, ...items]), save('create', items), save('upsert', items)]);
	expect(runs.flatMap(({ failed }) => failed)).toEqual([]);
	expect(runs.map(({ done }) => done.length)).toEqual([4, 4, 3, 3]);
	expect(Object.values(held).flatMap((list) => list.map(({ reference }) => reference)).sort()).toEqual(['A', 'B', 'C', 'P']);
});
