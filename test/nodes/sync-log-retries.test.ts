import { logRow, runRow } from '../../nodes/SyncLog/columns';
import { SyncLog } from '../../nodes/SyncLog/SyncLog.node';
import { runNode } from '../support/run-node';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('OPS-RETRY: the node', () => {
	it('says which sync is due, and gives up after so many tries', async () => {
		const runs = [runRow({ at: ago(6), startedAt: ago(6), sync: 'S', workflow: 'w', execution: '1', event: 'ended' })];
		const log = [logRow({ at: ago(6), sync: 'S', execution: '1', key: 'A', source: 'R1', result: 'failed', category: 'outage', retryable: 'yes' })];
		const look = async (tries: number) => (await runNode(SyncLog, { operation: 'retries', tries }, runs, { secondInput: log })).done.map(({ json }) => json);
		expect(await look(6)).toEqual([expect.objectContaining({ sync: 'S', workflow: 'w', state: 'due', keys: ['A'], sources: ['R1'], persons: 0 })]);
		expect(await look(1)).toEqual([expect.objectContaining({ state: 'person', persons: 1 })]);
	});

	it('NODE-ERR: names the line of Forms whose address is none', async () => {
		const list = async (forms: string) => await runNode(SyncLog, { operation: 'failures', forms }, [runRow({ at: ago(6), sync: 'S', execution: '1', event: 'ended' })], { secondInput: [] });
		expect((await list('S = http://[')).error?.message).toBe('Forms, "S": "http://[" is no address');
		expect((await list('S = form/expensify-to-xero\nnonsense')).done).toHaveLength(1);
	});
});
