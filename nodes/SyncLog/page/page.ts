import { escapeHtml } from '../../core/html';
import { htmlPage } from '../../core/page/page';
import type { Summary } from '../dashboard/summary';
import { chartOf } from './chart';
import { categoriesOf, problemsOf, runsOf, totalsOf } from './sections';
import { STYLE } from './style';
import { syncsOf } from './syncs';
import { counted, moment } from './words';

/**
 * The dashboard as one HTML page, every text escaped.
 * @param most lines of open problems
 */
export function dashboardPage(summary: Summary, most: number): string {
	const { title, at, zone, since, problems } = summary;
	const off = summary.syncs.filter(({ health }) => health !== 'good').length;
	const verdict = summary.syncs.length === 0 ? '' : off === 0
		? '<p><span class="verdict good">All is well</span></p>'
		: `<p><span class="verdict bad">${off === 1 ? '1 sync needs' : `${off} syncs need`} somebody</span></p>`;
	return htmlPage(title, `<h1>${escapeHtml(title)}</h1>
<p class="dim">${escapeHtml(moment(at, zone))} (${escapeHtml(zone)})${since === '' ? '' : `, from what was logged since ${escapeHtml(moment(since, zone))}`}. ${counted(problems.length)} open.</p>
${verdict}
${syncsOf(summary)}
${problemsOf(summary, most)}
${chartOf(summary.days)}
${categoriesOf(summary)}
${totalsOf(summary)}
${runsOf(summary)}`, STYLE);
}
