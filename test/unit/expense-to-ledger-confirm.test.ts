import { confirmReports } from '../../nodes/ExpenseToLedger/confirm';
import { mapReports } from '../../nodes/ExpenseToLedger/map/reports';
import { card, documents, expense, report, settings, type Given } from './expense-to-ledger.reports';

const given = [
	report('R1', [expense('1', '1.00'), card('2', '2.00'), card('3', '3.00', { merchant: 'Spar' })]),
	report('R2', [expense('4', '1.00')]),
];
/** What an accounting node gives out for mapped documents. */
function posted(reports: Given[], changes: Parameters<typeof settings>[0] = {}, action = 'created'): Given[] {
	return documents(mapReports(reports, settings(changes))).map(({ kind, key, origin }, n) => ({ action, kind, key, id: `id-${n}`, origin }));
}

describe('SYNC-EXP-XERO, NODE-ONCE: a report is exported only after the books hold all of it', () => {
	it('gives one item per report with its documents', () => {
		const { complete, incomplete, strangers } = confirmReports(posted(given));
		expect([incomplete, strangers]).toEqual([[], []]);
		expect(complete.map(({ json }) => [json.reportID, json.workspace, json.documents.length])).toEqual([['R1', 'W1', 3], ['R2', 'W1', 1]]);
		expect(complete[0]?.json).toMatchObject({ system: 'expensify', employee: 'ana@kea.test', documents: expect.arrayContaining([expect.objectContaining({ key: 'EXP-R1-B', id: 'id-0' })]) });
		expect(complete[0]?.items).toEqual([0, 1, 2]);
	});

	it('counts documents that were found as well as new ones', () => {
		expect(confirmReports(posted(given, {}, 'found')).complete).toHaveLength(2);
	});

	it('keeps back a report while one document is missing, failed, planned only or without an id', () => {
		const all = posted(given);
		const [first, second] = all as [Given, Given];
		const spoilt: Array<[Given[], RegExp]> = [
			[all.slice(1), /No result/],
			[[{ ...first, id: undefined, error: { message: 'Account 420 is archived.' } }, ...all.slice(1)], /archived/],
			[[{ ...first, action: 'would create' }, ...all.slice(1)], /dry run/],
			[[{ ...first, id: '' }, ...all.slice(1)], /no id/],
			[[...all, { ...first, error: 'The receipt is too large' }], /receipt/],
		];
		for (const [items, why] of spoilt) {
			const { complete, incomplete } = confirmReports(items);
			expect(complete.map(({ json }) => json.reportID)).toEqual(['R2']);
			expect(incomplete.map(({ json }) => [json.reportID, json.missing])).toEqual([['R1', [{ key: 'EXP-R1-B', why: expect.stringMatching(why) }]]]);
			expect(incomplete[0]?.json.documents.map(({ key }) => key)).toContain(second.key);
		}
	});

	it('takes a document once that came by several items, as with several receipts', () => {
		const all = posted(given);
		expect(confirmReports([...all, ...all]).complete.map(({ json }) => json.documents.length)).toEqual([3, 1]);
	});

	it('marks every report of a month document', () => {
		const month = [report('R1', [expense('1', '1.00')]), report('R2', [expense('2', '1.00'), card('3', '2.00')])];
		const items = posted(month, { grouping: 'employeeMonth' });
		expect(items).toHaveLength(2);
		expect(confirmReports(items).complete.map(({ json }) => [json.reportID, json.documents.length])).toEqual([['R1', 2], ['R2', 2]]);
		expect(confirmReports(items.slice(0, 1)).incomplete.map(({ json }) => json.reportID)).toEqual(['R1', 'R2']);
	});

	it('passes reports without anything to post as complete', () => {
		const mapped = mapReports([report('R3', [])], settings());
		const items = mapped.nothing.map(({ origin, reason }) => ({ action: 'nothing to post', reason, origin }));
		expect(confirmReports(items).complete.map(({ json }) => json)).toEqual([
			{ reportID: 'R3', system: 'expensify', workspace: 'W1', employee: 'ana@kea.test', documents: [] },
		]);
	});

	it('knows reports of the same id in different workspaces apart', () => {
		const [item] = posted([report('R2', [expense('4', '1.00')])]) as [Given];
		const other = { ...item, key: 'OTHER', origin: { ...(item.origin as Given), workspace: 'W2', keys: ['OTHER'] } };
		expect(confirmReports([item, other]).complete.map(({ json }) => json.workspace)).toEqual(['W1', 'W2']);
	});

	it('gives back what tells no report', () => {
		expect(confirmReports([{ action: 'created', key: 'X', id: '1' }, {}, { origin: { reports: ['R1'] } }])).toMatchObject({ complete: [], incomplete: [], strangers: [0, 1, 2] });
	});
});
