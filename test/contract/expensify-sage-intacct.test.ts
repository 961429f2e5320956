import type { IDataObject } from 'n8n-workflow';
import { HARBOURLIGHT } from '../../sandbox/expensify/seed/harbourlight';
import { ExpenseToLedger } from '../../nodes/ExpenseToLedger/ExpenseToLedger.node';
import { runNode } from '../support/run-node';
import { everything, Rig } from './expensify-node-rig';
import { by, World } from './sage-intacct-node-world';

const rig = new Rig();
let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(() => world.fresh());
afterAll(async () => await world.close());

/** As the template's settings and the demo's tables say. */
const parameters = {
	companyCardFormat: 'expense', companyCardBankAccount: 'AMEX',
	dimensionMap: JSON.stringify([['1', 'DEPARTMENT'], ['2', 'customer'], ['3', 'Campaign']].map(([level, dimension]) => ({ level, dimension, value: '{name}' }))),
	employeeMap: '[{ "email": "zofia.wrobel@harbourlight.example", "employee": "E-05" }]',
};

/** The workspace's approved reports through the mapping into the books' entity. */
async function sync(more: IDataObject = {}) {
	const { done } = await rig.run('report', 'getAll', { ...everything, policies: [HARBOURLIGHT] });
	const reports = done.map(({ json }) => json).filter(({ workspace }) => (workspace as IDataObject).id === HARBOURLIGHT);
	const { outputs: [ready = [], held = []] } = await runNode(ExpenseToLedger, { ...parameters, ...more } as never, reports);
	world.forget();
	const ran = await world.post(ready.map(({ json }) => json), { createParties: true }, { entity: by('id', '100') });
	const problems = Object.fromEntries(held.map(({ json }) => [String(json.name), ((json.held as IDataObject[])[0] ?? {}).message]));
	return { ran, problems, reports };
}

it('SYNC-EXP-INTACCT: the workspace\'s reports become bills, adjustments and card transactions with all dimensions, and are found a second time', async () => {
	const { ran, problems } = await sync();
	expect(ran.failed.map(({ json }) => json.error)).toEqual([]);
	expect(problems).toMatchObject({ 'Away day': expect.stringContaining('Team "away" day') as string, 'Meter, no category': 'The expense has no category.' });
	const kinds = ran.done.map(({ json }) => json.kind);
	expect(['bill', 'supplierCredit', 'expense'].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([4, 1, 5]);
	const lines = (await world.standing('APBILL')).flatMap(({ lines: all }) => all as unknown as IDataObject[]);
	expect(lines).toContainEqual(expect.objectContaining({ ACCOUNTNO: '6100', DEPARTMENTID: '100', CUSTOMERID: 'C-100', BILLABLE: 'true' }));
	expect(lines.filter(({ ACCOUNTNO }) => ACCOUNTNO === '6600')).toEqual([expect.objectContaining({ DEPARTMENTID: '200', GLDIMCAMPAIGN: expect.stringMatching(/\d/) as string })]);
	expect(new Set((await sync()).ran.done.map(({ json }) => json.action))).toEqual(new Set(['found']));
});

it('SYNC-EXP-INTACCT: as expense reports, types follow from the accounts, people from map and e-mail; one below zero never reaches the books', async () => {
	const { ran, problems } = await sync({ reimbursableFormat: 'expenseReport', companyCardFormat: 'skip' });
	// No type books to marketing events, and the node says so.
	expect(ran.failed.map(({ json }) => json.error)).toEqual([expect.stringContaining('The line has no expense type, and none books to its account.')]);
	expect(problems['Monitor went back']).toContain('negative total -189.00 USD');
	// Beside those that the books had before.
	const reports = (await world.standing('EEXPENSES')).filter(({ RECORDID }) => String(RECORDID).startsWith('EXP-R'));
	expect(reports.map(({ EMPLOYEEID }) => EMPLOYEEID).sort()).toEqual(['E-01', 'E-02', 'E-05']);
	const site = reports.find(({ EMPLOYEEID }) => EMPLOYEEID === 'E-01');
	expect(site?.lines).toHaveLength(3);
	expect((await world.standing('APBILL')).filter(({ RECORDID }) => String(RECORDID).startsWith('EXP-R'))).toEqual([]);
});
