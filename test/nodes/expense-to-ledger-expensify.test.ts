import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { DOCUMENT_SCHEMAS, type AnyDocument } from '../../nodes/core/model/documents';
import { add } from '../../nodes/core/money';
import { ExpenseToLedger } from '../../nodes/ExpenseToLedger/ExpenseToLedger.node';
import { everything, Rig } from '../contract/expensify-node-rig';
import { runNode } from '../support/run-node';

const rig = new Rig();
const TAXES = { id_TAX_20: 'INPUT2', id_TAX_5: 'RRINPUT', id_TAX_0: 'ZERORATEDINPUT', id_TAX_EXEMPT: 'EXEMPTINPUT' };
const parameters = {
	companyCardFormat: 'expense', companyCardBankAccount: '091',
	taxMap: JSON.stringify(Object.entries(TAXES).map(([tax, taxRate]) => ({ tax, taxRate }))),
	dimensionMap: '[{ "level": 1, "dimension": "Cost Centre", "value": "{name}" }]',
};
const expensesOf = ({ json }: INodeExecutionData): IDataObject[] => json.expenses as IDataObject[];

describe('SYNC-EXP-XERO: reports as Expensify gives them', () => {
	it('become documents to the penny, or are held with words that help', async () => {
		const { done: reports } = await rig.run('report', 'getAll', everything);
		const { outputs, error } = await runNode(ExpenseToLedger, parameters, reports.map(({ json }) => json));
		expect(error).toBeUndefined();
		const [ready = [], held = [], nothing = []] = outputs;
		const gone = new Set([...held, ...nothing].map(({ json }) => json.id));
		const going = reports.filter(({ json }) => !gone.has(json.id));
		expect(going.length).toBeGreaterThan(8);
		expect(going.map(({ json }) => json.status)).not.toEqual(expect.arrayContaining(['open']));
		const documents = ready.map(({ json }) => json as unknown as AnyDocument);
		for (const document of documents) {
			expect(DOCUMENT_SCHEMAS[document.kind].safeParse(document)).toMatchObject({ success: true });
			expect(document.key).toMatch(/^EXP-R00\w+\.[0-9a-f]{4}-(B|CE-\d+)$/);
		}
		const posted = documents.flatMap((document) => 'lines' in document
			? document.lines.map(({ amount }) => (document.kind === 'supplierCredit' ? `-${amount}`.replace('--', '') : amount)) : []);
		expect(add(...posted)).toBe(add(...going.flatMap(expensesOf).map(({ amount }) => String(amount))));
		expect(new Set(documents.map(({ kind }) => kind))).toEqual(new Set(['bill', 'expense', 'supplierCredit']));
		for (const { json } of held) {
			for (const { category, message, hint } of json.held as IDataObject[]) {
				expect(['mapping', 'waiting']).toContain(category);
				expect([message, hint]).toEqual([expect.stringMatching(/^[A-Z].+\.$/), expect.stringMatching(/^[A-Z].+\.$/)]);
			}
		}
	});
});
