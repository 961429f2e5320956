import { AccountingExpensify } from '../../nodes/Expensify/AccountingExpensify.node';
import { runNode } from '../support/run-node';
import { Rig } from './expensify-node-rig';

const rig = new Rig();
/** The emulator's minute takes six seconds here, and the credential's calls per minute are raised by as much. */
const SCALE = 10;
const CALLS = 25;

it('NODE-LIMIT: inside of 5 calls in 10 seconds and 20 in a minute, not one of 25 calls is refused', async () => {
	await rig.control('POST', '/settings', { limits: true });
	rig.sandbox.frame.clock.setScale(SCALE);
	const pair = { ...rig.credentials.accountingExpensifyApi, callsPerMinute: 20 * SCALE };
	const items = Array.from({ length: CALLS }, () => ({}));
	const { done, error } = await runNode(AccountingExpensify, { resource: 'policy', operation: 'getAll' }, items, {
		credentials: { accountingExpensifyApi: pair },
	});
	expect(error).toBeUndefined();
	expect(done.length).toBeGreaterThanOrEqual(CALLS);
	const jobs = rig.sandbox.recorder.list({ limit: 100 }).filter(({ url }) => url.includes('Integration-Server'));
	expect(jobs.map(({ status }) => status)).toEqual(Array.from({ length: CALLS }, () => 200));
});
