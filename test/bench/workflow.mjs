/** Names of the suppliers that stand in the books before a bench. @param {number} count */
export const supplierNames = (count) => Array.from({ length: count }, (_, index) => `Bench Supplier ${String(index + 1).padStart(3, '0')} Ltd`);

export const POST_NODE = 'Post bills';
export const BY_HAND = 'By hand';

/**
 * A workflow of two steps: so many bills, and our node "Xero". Keys are as long as those of reports from Expensify.
 * @param {{ id: string, bills: number, suppliers: number, credential: { id: string, name: string } }} options
 */
export function benchWorkflow({ id, bills, suppliers, credential }) {
	return {
		id,
		name: `Bench: ${bills} bills`,
		nodes: [
			{ id: 'bench-1', name: BY_HAND, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: 'bench-2', name: 'Bills', type: 'n8n-nodes-base.code', typeVersion: 2, position: [220, 0],
				parameters: { jsCode: makesBills(bills, supplierNames(suppliers)) },
			},
			{
				id: 'bench-3', name: POST_NODE, type: 'n8n-nodes-accounting-sync.accountingXero', typeVersion: 1, position: [440, 0],
				parameters: {
					authentication: 'oAuth2', organisation: { __rl: true, mode: 'list', value: '' }, resource: 'document', operation: 'create',
					document: '={{ $json }}', options: {},
				},
				credentials: { accountingXeroOAuth2Api: credential },
			},
		],
		connections: {
			[BY_HAND]: { main: [[{ node: 'Bills', type: 'main', index: 0 }]] },
			Bills: { main: [[{ node: POST_NODE, type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** Code for n8n's own Code node: every bill with another total, its tax and its tracking option. */
const makesBills = (count, suppliers) => `
const suppliers = ${JSON.stringify(suppliers)};
const options = ['Workshop', 'Site North', 'Site South', 'Office', 'Design Studio', 'Apprentices'];
const accounts = ['429', '453', '461', '493'];
return Array.from({ length: ${count} }, (_, index) => ({
	json: {
		kind: 'bill',
		key: 'EXP-R00' + String(10000 + index) + '.b' + String(100 + (index % 900)) + '-B',
		date: '2026-11-03',
		currency: 'GBP',
		supplier: { name: suppliers[index % suppliers.length] },
		lines: [0, 1].map((line) => ({
			description: 'Line ' + (line + 1) + ' of bill ' + (index + 1),
			amount: ((1200 + index * 7 + line * 331) / 100).toFixed(2),
			account: { code: accounts[(index + line) % accounts.length] },
			taxRate: { code: line === 0 ? 'INPUT2' : 'ZERORATEDINPUT' },
			dimensions: [{ dimension: { name: 'Cost Centre' }, value: { name: options[index % options.length] } }],
		})),
	},
}));
`;
