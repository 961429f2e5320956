import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n, type N8n } from '../support/n8n';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
};
const nameIn = (file: string): string => file.split('/').at(-1)?.split('.')[0] ?? '';

interface Described {
	name: string;
	displayName: string;
	iconUrl?: { light: string; dark: string } | string;
	codex?: { categories?: string[] };
}

describe('the package in a real n8n', () => {
	const folder = mkdtempSync(join(tmpdir(), 'outbound-'));
	const outbound = join(folder, 'connections.log');
	let n8n: N8n;

	beforeAll(async () => {
		const hook = join(root, 'test/support/outbound.cjs');
		n8n = await startN8n({ env: { NODE_OPTIONS: `--require=${hook}`, OUTBOUND_LOG: outbound } });
	});
	afterAll(async () => {
		await n8n.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it('loads every node under its real type name', async () => {
		const types = (await n8n.nodeTypes()) as Described[];
		const found = new Set(types.map(({ name }) => name.replace(`${manifest.name}.`, '').toLowerCase()));
		const expected = manifest.n8n.nodes.map((file) => nameIn(file).toLowerCase());
		expect(expected.filter((name) => !found.has(name))).toEqual([]);
		expect(n8n.process.log().filter((line) => line.includes('Failed to load package'))).toEqual([]);
	});

	it('NODE-AI: every action node is there as a tool too', async () => {
		const names = ((await n8n.nodeTypes()) as Described[]).map(({ name }) => name);
		const actions = names.filter((name) => !/(Trigger|Tool)$/.test(name));
		expect(actions.filter((name) => !names.includes(`${name}Tool`))).toEqual([]);
	});

	it('loads every credential type', async () => {
		const types = (await n8n.credentialTypes()) as Described[];
		const found = new Set(types.map(({ name }) => name.toLowerCase()));
		const expected = manifest.n8n.credentials.map((file) => nameIn(file).toLowerCase());
		expect(expected.filter((name) => !found.has(name))).toEqual([]);
	});

	it('serves the icons, light and dark', async () => {
		const described = [...(await n8n.nodeTypes()), ...(await n8n.credentialTypes())] as Described[];
		for (const { name, iconUrl } of described) {
			const urls = typeof iconUrl === 'object' ? Object.values(iconUrl) : [iconUrl];
			expect([name, urls.every(Boolean)]).toEqual([name, true]);
			for (const url of urls) {
				const answer = await fetch(`${n8n.url}/${url}`);
				expect([name, answer.status, answer.headers.get('content-type')]).toEqual([name, 200, 'image/svg+xml']);
			}
		}
	});

	it('reads the codex of every node', async () => {
		const nodes = ((await n8n.nodeTypes()) as Described[]).filter(({ name }) => !name.endsWith('Tool'));
		const without = nodes.filter(({ codex }) => !codex?.categories?.includes('Finance & Accounting'));
		expect(without.map(({ name }) => name)).toEqual([]);
	});

	it('makes no connection out of the machine', async () => {
		expect(existsSync(outbound) ? readFileSync(outbound, 'utf8').split('\n') : []).toEqual([]);
	});
});
