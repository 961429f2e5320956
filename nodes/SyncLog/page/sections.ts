import { escapeHtml } from '../../core/html';
import { isNothing, table, type Column } from '../../core/page/table';
import type { OpenProblem } from '../dashboard/open';
import type { Summary } from '../dashboard/summary';
import { lineOf, open } from './syncs';
import { counted, distance, moment } from './words';

/** Open problems, oldest first; those that nobody has looked at for longest stand on top. */
export function problemsOf({ problems, at, zone }: Summary, most: number): string {
	if (problems.length === 0) return '<section id="problems"><h2>Open problems (0)</h2><p>None.</p></section>';
	const columns: Array<Column<OpenProblem>> = [
		{ title: 'Document', text: ({ key, result }) => key || (result === 'stopped' ? 'The run itself' : ''), more: ({ kind, link }) => `${kind === '' ? '' : `<br><span class="dim">${escapeHtml(kind)}</span>`}${open(link)}` },
		{ title: 'Sync', text: ({ sync }) => sync },
		{ title: 'Since', text: ({ since }) => distance(since, at), more: ({ since, times }) => `<br><span class="dim">${escapeHtml(moment(since, zone))}${times > 1 ? `, ${counted(times)} times` : ''}</span>` },
		{ title: 'Amount', isNumber: true, text: ({ amount, currency }) => `${amount} ${currency}`.trim() },
		{ title: 'Category', isOff: () => true, text: ({ category }) => category, more: ({ retryable }) => (retryable ? '<br><span class="dim">tries again by itself</span>' : '') },
		{ title: 'Why, and what to do', text: ({ reason }) => reason, more: ({ hint }) => (hint === '' ? '' : `<br><span class="dim">${escapeHtml(hint)}</span>`) },
	];
	const [oldest] = problems;
	const rest = problems.length > most ? `<p class="dim">${counted(problems.length - most)} more.</p>` : '';
	return `<section id="problems"><h2>Open problems (${counted(problems.length)})</h2><p class="dim">The oldest: ${escapeHtml(oldest?.key || 'a run')}, ${escapeHtml(distance(oldest?.since ?? '', at))}.</p>${table(problems.slice(0, most), columns)}${rest}</section>`;
}

export function categoriesOf({ categories }: Summary): string {
	if (categories.length === 0) return '';
	return `<section id="categories"><h2>Failures by category</h2>${table(categories, [
		{ title: 'Category', text: ({ category }) => category },
		{ title: 'Open', isNumber: true, text: ({ open: count }) => counted(count), isOff: ({ open: count }) => count > 0 },
		{ title: 'All', isNumber: true, text: ({ all }) => counted(all) },
	])}</section>`;
}

/** What the source says against what the books hold, of documents that stand there. */
export function totalsOf({ totals }: Summary): string {
	if (totals.length === 0) return '';
	return `<section id="totals"><h2>Source against books</h2><p class="dim">Documents that stand in the books and whose totals both sides tell.</p>${table(totals, [
		{ title: 'Sync', text: ({ sync }) => sync },
		{ title: 'Documents', isNumber: true, text: ({ documents }) => counted(documents) },
		{ title: 'Source', isNumber: true, text: ({ source }) => source, more: ({ currency }) => ` ${escapeHtml(currency)}` },
		{ title: 'Books', isNumber: true, text: ({ books }) => books, more: ({ currency }) => ` ${escapeHtml(currency)}` },
		{ title: 'Drift', isNumber: true, text: ({ drift }) => drift, isOff: ({ drift }) => !isNothing(drift) },
	])}</section>`;
}

const SHOWN = 20;

export function runsOf({ runs, at, zone }: Summary): string {
	if (runs.length === 0) return '';
	return `<section id="runs"><h2>Last runs</h2>${table(runs.slice(0, SHOWN), [
		{ title: 'Sync', text: ({ sync }) => sync },
		{ title: 'When', text: (row) => moment(row.startedAt || row.at, zone), more: (row) => `<br><span class="dim">${escapeHtml(distance(row.startedAt || row.at, at))}</span>` },
		{ title: 'What', text: (row) => lineOf(row), isOff: ({ event }) => event === 'failed', more: ({ reason, link }) => `${reason === '' ? '' : `<br><span class="dim">${escapeHtml(reason)}</span>`}${open(link, 'run')}` },
	])}</section>`;
}
