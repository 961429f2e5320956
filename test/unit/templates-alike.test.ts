import { readTemplates } from '../../scripts/lib/n8n/templates.mjs';

interface Node {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	[member: string]: unknown;
}
interface Link {
	node: string;
	type: string;
	index: number;
}
type Connections = Record<string, { main: Link[][] }>;
interface System {
	/** As templates name it. */
	word: string;
	node: string;
	/** Parameters of its node that say which company is meant. */
	company: string[];
	/** Nodes of what this system alone is asked for. */
	own: string[];
	/** Nodes that this system alone asks once for each of its own nodes' items, or for kinds of record of its own (expense reports). */
	each?: string[];
}

const NOTE = 'n8n-nodes-base.stickyNote';
const XERO: System = {
	word: 'Xero', node: 'n8n-nodes-accounting-sync.accountingXero', company: ['authentication', 'organisation'],
	// Matching of card expenses with bank transactions is a requirement of SYNC-EXP-XERO.
	own: ['Match cards with the bank', 'In the bank account already?', 'Found in the bank account', 'Stands in the books', 'Match unclear: say why'],
};
const QUICKBOOKS: System = { word: 'QuickBooks Online', node: 'n8n-nodes-accounting-sync.accountingQuickBooksOnline', company: [], own: [] };
const INTACCT: System = {
	word: 'Sage Intacct', node: 'n8n-nodes-accounting-sync.accountingSageIntacct',
	company: ['entity'],
	// It has more dimensions than anybody wants as tags.
	own: ['Dimensions in Books', 'Dimensions that become tags'],
	each: ['Dimension values in Books', 'Which documents', 'Which lists', 'Lists that are wanted', 'Fields'],
};
/** Categories are accounts or expense types there, by the kind of record that is read. */
const OF_RECORDS = ['kind', 'resource'];
/** Settings whose values are the company's: its workspace, accounts and tags. */
const OF_THE_COMPANY = ['workspace', 'workspaces', 'label', 'cardAccount', 'contraAccount', 'defaultAccount', 'tagLevels', 'customers'];
/** Settings of what one system alone is asked for. */
const OF_ONE_SYSTEM = ['matchCards', 'matchDays', 'categories', 'dimensions', 'userDefined'];

const templateOf = (id: string) => {
	const template = readTemplates().find((one) => one.id === id);
	if (template === undefined) throw new Error(`There is no template ${id}`);
	return template;
};

/** The template without the system's name, its node's type and credential, its own nodes, and what n8n draws with. */
function bare(id: string, { word, node: type, company, own }: System) {
	const { nodes, connections, settings } = JSON.parse(JSON.stringify(templateOf(id)).replaceAll(`"${type}"`, '"books"').replaceAll(word, 'Books').replaceAll('with the books', 'with Books')) as {
		nodes: Node[];
		connections: Connections;
		settings: unknown;
	};
	const kept = nodes.filter((node) => node.type !== NOTE && !own.includes(node.name)).map((node) => plain(logged(node, own), company));
	return { nodes: Object.fromEntries(kept.map((node) => [node.name, node])), links: linksOf(connections, own), settings };
}

/** The log names the nodes whose results it keeps, the system's own ones among them. */
function logged(node: Node, own: string[]): Node {
	const { resultsOf } = node.parameters;
	if (typeof resultsOf !== 'string') return node;
	return { ...node, parameters: { ...node.parameters, resultsOf: resultsOf.split('\n').filter((name) => !own.includes(name)).join('\n') } };
}

function plain({ id: _id, position: _position, webhookId: _webhook, ...node }: Node, company: string[]): Node {
	const parameters = JSON.parse(JSON.stringify(node.parameters), withoutIds) as Node['parameters'];
	if (node.type === 'books') {
		const { credentials: _credentials, ...rest } = node;
		return { ...rest, parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !company.includes(name))) } as Node;
	}
	if (node.name !== 'Settings') return { ...node, parameters } as Node;
	const { assignments } = parameters.assignments as { assignments: Array<{ name: string; value: unknown }> };
	const shared = assignments.filter(({ name }) => !OF_ONE_SYSTEM.includes(name));
	return { ...node, parameters: { assignments: shared.map((one) => (OF_THE_COMPANY.includes(one.name) ? { ...one, value: 'the company\'s' } : one)) } } as Node;
}

/** Ids of conditions and assignments are made up by the editor, and each form has its own address. */
function withoutIds(this: unknown, key: string, value: unknown): unknown {
	if (key === 'path') return undefined;
	return key === 'id' && typeof value === 'string' && /^[0-9a-f]{8}-/.test(value) ? undefined : value;
}

/** Who leads to whom by which output. A link to one of the system's own nodes leads where that one's first output does. */
function linksOf(connections: Connections, own: string[]): string[] {
	const ends = (link: Link): Link[] => (own.includes(link.node) ? (connections[link.node]?.main[0] ?? []).flatMap(ends) : [link]);
	return Object.entries(connections)
		.filter(([from]) => !own.includes(from))
		.flatMap(([from, { main }]) => main.flatMap((links, output) => links.flatMap(ends).map(({ node, index }) => `${from} ${output} -> ${node} ${index}`)))
		.sort();
}

describe('templates of several systems differ in the accounting node alone', () => {
	it.each([
		['SYNC-EXP-XERO, SYNC-EXP-QBO: approved reports', 'acctSyncExpXero0', 'acctSyncExpQbo00', QUICKBOOKS, []],
		['SYNC-EXP-XERO, SYNC-EXP-INTACCT: approved reports', 'acctSyncExpXero0', 'acctSyncExpIntac0', INTACCT, []],
		['SYNC-SETTINGS: settings of Xero and QuickBooks Online', 'acctSyncXeroConf', 'acctSyncQboConf0', QUICKBOOKS, []],
		['SYNC-SETTINGS: settings of Xero and Sage Intacct', 'acctSyncXeroConf', 'acctSyncIntConf0', INTACCT, []],
		['OPS-RECON: Expensify against QuickBooks Online', 'acctSyncRecon000', 'acctSyncReconQbo', QUICKBOOKS, []],
		['OPS-RECON: Expensify against Sage Intacct', 'acctSyncRecon000', 'acctSyncReconInt', INTACCT, []],
		['SYNC-IMPORT: lists of QuickBooks Online', 'acctSyncXeroLst0', 'acctSyncQboLst00', QUICKBOOKS, []],
		['SYNC-IMPORT: lists of Sage Intacct', 'acctSyncXeroLst0', 'acctSyncIntacLs0', INTACCT, OF_RECORDS],
	] as const)('%s', (_what, xero, id, system, left) => {
		const [one, other] = [[xero, XERO] as const, [id, system] as const].map(([template, of]) => bare(template, { ...of, company: [...of.company, ...left] })) as [ReturnType<typeof bare>, ReturnType<typeof bare>];
		expect(Object.keys(other.nodes).sort()).toEqual(Object.keys(one.nodes).sort());
		for (const [name, node] of Object.entries(one.nodes)) if (system.each?.includes(name) !== true) expect(other.nodes[name]).toEqual(node);
		expect(other.links).toEqual(one.links);
		expect(other.settings).toEqual(one.settings);
		expect(Object.values(one.nodes).filter(({ type }) => type === 'books').length).toBeGreaterThan(1);
	});
});
