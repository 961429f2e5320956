import { escapeHtml } from '../../core/html';
import { download, htmlPage } from '../../core/page/page';
import type { Report } from '../reconcile';
import { RESULTS, type Row } from '../report/rows';
import type { GroupBy } from '../settings';
import { findings } from './findings';
import { distributionOf, totalsOf } from './totals';

export interface PageOptions {
	/** Lines of each sort of finding. */
	most: number;
	/** The CSV, to be taken from the page itself. */
	csv?: { fileName: string; text: string };
}

/** The reconciliation as one HTML page, every text escaped. */
export function pageOf(report: Report, rows: readonly Row[], { most, csv }: PageOptions): string {
	const { title, from, to, distribution, currencies } = report;
	const period = from === undefined && to === undefined ? 'All days' : `${from ?? 'From the beginning'} to ${to ?? 'the last day'}`;
	const sections = RESULTS.filter((result) => result !== 'matched').map((result) => {
		const some = rows.filter((row) => row.result === result);
		return some.length === 0 ? '' : findings(result, some, most);
	});
	const shares = (Object.keys(distribution) as GroupBy[]).map((by) => distributionOf(by, distribution[by] ?? []));
	return htmlPage(title, `<h1>${escapeHtml(title)}</h1><p class="dim">${escapeHtml(period)}</p>
${verdict(report)}
${csv === undefined ? '' : download(csv)}
${counts(report)}
${totalsOf(currencies)}
${sections.join('\n')}
<section id="distribution"><h2>Distribution</h2>${shares.join('\n')}</section>`);
}

function verdict({ agrees, explained, counts: { matched } }: Report): string {
	if (agrees && explained) return `<p><span class="verdict good">Source and books agree: ${matched === 1 ? '1 document' : `${matched.toLocaleString('en-GB')} documents`}</span></p>`;
	return `<p><span class="verdict bad">${explained ? 'Source and books differ' : 'The findings do not explain the totals'}</span></p>`;
}

const COUNTS: ReadonlyArray<[keyof Report['counts'], string]> = [
	['source', 'in the source'], ['books', 'in the books'], ['matched', 'the same'], ['missing', 'missing'], ['extra', 'only in the books'],
	['different', 'different'], ['otherPeriod', 'in another period'], ['probable', 'probably the same'], ['duplicates', 'twice'], ['unreadable', 'not readable'],
];

function counts(report: Report): string {
	const shown = COUNTS.map(([name, words]) => `<li><b>${report.counts[name].toLocaleString('en-GB')}</b>${words}</li>`);
	return `<ul class="counts">${shown.join('')}</ul>`;
}
