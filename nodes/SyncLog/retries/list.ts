import { escapeHtml, isWebAddress } from '../../core/html';
import type { RunRow } from '../columns';
import type { OpenProblem } from '../dashboard/open';
import { counted, distance, moment } from '../page/words';
import type { Wish } from './again';
import { standingOf, workflowOf } from './decide';
import type { Start } from './starts';

/** What failed, as a form shows it. */
export interface Failures {
	/** Of all, also of those that are not shown. */
	count: number;
	/** What can be chosen, each its own text. */
	options: string[];
	/** A table for the form. Its words stay text; it needs no style of its own. */
	html: string;
	/** In the order of `options`, and behind them those that are not shown. */
	documents: Wish[];
}

interface Reader {
	/** IANA name of the reader's time zone. */
	zone: string;
	now: Date;
	/** After so many failures a problem waits for a person. */
	limit: number;
	/** How many are shown. */
	most: number;
	/** Where the settings and mappings of a sync are corrected: address by its name. */
	forms: ReadonlyMap<string, string>;
	/** n8n's own page of data tables. */
	tables: string;
}

/** @param problems and @param runs oldest first */
export function failuresOf(problems: readonly OpenProblem[], runs: readonly RunRow[], starts: readonly Start[], reader: Reader): Failures {
	const shown = problems.slice(0, reader.most);
	const options = shown.map(({ sync, key, category }, index) => `${index + 1}. ${sync}: ${key || 'the run itself'} (${category})`);
	const rows = shown.map((problem, index) => rowOf(problem, index + 1, starts, reader));
	const rest = problems.length > shown.length ? `<p>${counted(problems.length - shown.length)} more are not shown; “All” means them, too.</p>` : '';
	const head = ['', 'Document', 'Amount', 'Why, and what to do', 'Since'].map((title) => `<th>${title}</th>`).join('');
	const workflows = new Map([...new Set(problems.map(({ sync }) => sync))].map((sync) => [sync, workflowOf(sync, runs)]));
	return {
		count: problems.length, options, html: `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${rest}`,
		documents: problems.map(({ sync, key, source }) => ({ sync, workflow: workflows.get(sync) ?? '', key, source })),
	};
}

function rowOf(problem: OpenProblem, number: number, starts: readonly Start[], { zone, now, limit, forms, tables }: Reader): string {
	const { sync, key, kind, amount, currency, category, reason, hint, since, link } = problem;
	const { tries, due } = standingOf(problem, starts, limit);
	const at = now.toISOString();
	const what = [`<b>${escapeHtml(key || 'The run itself')}</b>`, escapeHtml(sync), ...(kind === '' ? [] : [escapeHtml(kind)]), ...(isWebAddress(link) ? [linkTo(link, 'Open')] : [])];
	const form = forms.get(sync);
	const places = [...(category === 'mapping' ? [linkTo(tables, 'Mapping tables')] : []), ...(form === undefined ? [] : [linkTo(form, 'Settings and mappings')])];
	const why = [`<b>${escapeHtml(category)}</b>`, escapeHtml(reason), ...(hint === '' ? [] : [`<em>${escapeHtml(hint)}</em>`]), ...(places.length === 0 ? [] : [places.join(' · ')])];
	const next = due === undefined ? 'waits for you' : `tried again by itself ${due <= now.getTime() ? 'now' : distance(new Date(due).toISOString(), at)}`;
	const when = [escapeHtml(distance(since, at)), escapeHtml(moment(since, zone)), `${counted(tries)} ${tries === 1 ? 'try' : 'tries'}`, next];
	return `<tr>${[[`${number}`], what, [escapeHtml(`${amount} ${currency}`.trim())], why, when].map((lines) => `<td>${lines.join('<br>')}</td>`).join('')}</tr>`;
}

const linkTo = (address: string, words: string) => `<a href="${escapeHtml(address)}" target="_blank" rel="noopener">${words}</a>`;
