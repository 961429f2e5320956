import { readTemplates } from '../../scripts/lib/n8n/templates.mjs';

type Row = Record<string, string>;
const template = readTemplates().find(({ id }) => id === 'acctSyncExpConf0');
const code = String(template?.nodes.find(({ name }) => name === 'Those that this start is for').parameters.jsCode);

/** The text of the node, run as n8n runs it: it asks other nodes for their items and returns its own. */
function run(started: string, saved: Row[]): Array<{ json: { rows: Row[]; workspaces: string[] } }> {
	const items = (list: object[]) => ({ first: () => ({ json: list[0] ?? {} }), all: () => list.map((json) => ({ json })) });
	const nodes: Record<string, object[]> = { 'When a sync asks for its settings': [{ started }], 'Saved rows': saved.length === 0 ? [{}] : saved };
	// The workflow's own text is what is tested here.
	const node = new Function('$', code) as (ask: (name: string) => unknown) => Array<{ json: { rows: Row[]; workspaces: string[] } }>;
	return node((name) => items(nodes[name] ?? []));
}

describe('SYNC-SETTINGS: real time, daily, manual', () => {
	const rows = ['realTime', 'daily', 'manual'].map((frequency) => ({ workspace: frequency, frequency }));

	it.each([['event', ['realTime']], ['daily', ['realTime', 'daily']], ['hand', ['realTime', 'daily', 'manual']]])('a start by %s is for %s', (started, workspaces) => {
		expect(run(started, rows).map(({ json }) => json.workspaces)).toEqual([workspaces]);
	});

	it('stops the sync where no workspace is meant, and leaves it alone where nothing was saved', () => {
		expect(run('event', rows.slice(1))).toEqual([]);
		expect(run('event', [])).toEqual([{ json: { rows: [], workspaces: [] } }]);
	});
});
