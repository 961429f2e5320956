import { readTemplates } from '../../scripts/lib/n8n/templates.mjs';

type Row = Record<string, string>;
const template = readTemplates().find(({ id }) => id === 'acctSyncExpConf0');
const code = String(template?.nodes.find(({ name }) => name === 'Those that this start is for').parameters.jsCode);

interface Start {
	started: string;
	sources?: string[];
	onePer?: string;
}
interface Said {
	rows: Row[];
	workspaces: string[];
	months: boolean;
	sources: string[];
	whole: boolean;
	part: boolean;
	forget: string[];
}

/** The text of the node, run as n8n runs it: it asks other nodes for their items and returns its own. */
function run(start: Start, saved: Row[]): Said[] {
	const items = (list: object[]) => ({ first: () => ({ json: list[0] ?? {} }), all: () => list.map((json) => ({ json })) });
	const nodes: Record<string, object[]> = { 'When a sync asks for its settings': [start], 'Saved rows': saved.length === 0 ? [{}] : saved };
	// The workflow's own text is what is tested here.
	const node = new Function('$', code) as (ask: (name: string) => unknown) => Array<{ json: Said }>;
	return node((name) => items(nodes[name] ?? [])).map(({ json }) => json);
}

describe('SYNC-SETTINGS: real time, daily, manual', () => {
	const rows = ['realTime', 'daily', 'manual'].map((frequency) => ({ workspace: frequency, frequency }));

	it.each([['event', ['realTime']], ['daily', ['realTime', 'daily']], ['hand', ['realTime', 'daily', 'manual']]])('a start by %s is for %s', (started, workspaces) => {
		expect(run({ started }, rows).map((said) => [said.workspaces, said.whole])).toEqual([[workspaces, workspaces.length === rows.length]]);
	});

	it('stops the sync where no workspace is meant, and leaves it alone where nothing was saved', () => {
		expect(run({ started: 'event' }, rows.slice(1))).toEqual([]);
		expect(run({ started: 'event', onePer: 'report' }, [])).toEqual([{ rows: [], workspaces: [], months: false, sources: [], whole: true, part: false, forget: ['%'] }]);
	});

	it('for some workspaces what is read is forgotten later, and nothing before; where documents are made of whole months all is', () => {
		expect(run({ started: 'daily' }, rows)).toEqual([expect.objectContaining({ whole: false, part: true, forget: ['(nothing)'] })]);
		expect(run({ started: 'hand' }, rows)).toEqual([expect.objectContaining({ whole: true, part: false, forget: ['%'] })]);
		expect(run({ started: 'daily' }, rows.map((row) => ({ ...row, onePer: 'employeeMonth' })))).toEqual([expect.objectContaining({ whole: false, part: false, forget: ['%'] })]);
	});
});

describe('OPS-RETRY: a start for chosen reports', () => {
	const rows = ['daily', 'manual'].map((frequency) => ({ workspace: frequency, frequency, onePer: 'report' }));
	const sources = ['R1', "R_2%'"];

	it('reads them alone, in workspaces by hand too, and neither says that it saw all nor forgets the problems of others', () => {
		for (const started of ['hand', 'retry']) {
			expect(run({ started, sources }, rows)).toEqual([expect.objectContaining({ workspaces: ['daily', 'manual'], sources, whole: false, forget: ['%R1%', '%R_2%'] })]);
		}
	});

	it('begins nothing in workspaces by hand, where a whole sync is tried again by itself', () => {
		expect(run({ started: 'retry' }, rows)).toEqual([expect.objectContaining({ workspaces: ['daily'], sources: [], whole: false, part: true, forget: ['(nothing)'] })]);
	});

	it('reads all where documents are made of whole months, by the sync or by one of its workspaces', () => {
		const monthly = { ...rows[0], onePer: 'employeeMonth' } as Row;
		expect(run({ started: 'hand', sources, onePer: 'employeeMonth' }, [])).toEqual([expect.objectContaining({ months: true, sources: [], whole: true })]);
		expect(run({ started: 'hand', sources, onePer: 'report' }, [monthly, rows[1] as Row])).toEqual([expect.objectContaining({ months: true, sources: [], whole: true })]);
		expect(run({ started: 'hand', sources, onePer: 'employeeMonth' }, rows)).toEqual([expect.objectContaining({ months: false, sources })]);
	});
});
