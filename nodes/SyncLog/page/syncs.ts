import { escapeHtml, isWebAddress } from '../../core/html';
import type { RunRow } from '../columns';
import type { Health, SyncState } from '../dashboard/health';
import type { Summary } from '../dashboard/summary';
import { counted, distance, moment } from './words';

const BADGES: Readonly<Record<Health, [string, string]>> = {
	good: ['good', '✔ good'], problems: ['bad', '✘ problems'], late: ['warn', '! late'], never: ['none', '– never ran'],
};

/** A card for each sync: how it is, the last run, the next one. */
export function syncsOf({ syncs, at, zone }: Summary): string {
	if (syncs.length === 0) return '<p>No sync has run yet.</p>';
	return `<ul class="syncs">${syncs.map((state) => card(state, at, zone)).join('')}</ul>`;
}

function card({ sync, health, why, last, nextRun, lastGood }: SyncState, now: string, zone: string): string {
	const [tone, word] = BADGES[health];
	const lines: Array<[string, string]> = last === undefined ? [] : [
		['Last run', `${when(last.startedAt || last.at, now, zone)}<br><span class="dim">${escapeHtml(lineOf(last))}</span>${open(last.link)}`],
		['Next run', nextRun === '' ? '<span class="dim">without a schedule</span>' : when(nextRun, now, zone)],
		...(last.event === 'ended' || lastGood === '' ? [] : [['Ended last', when(lastGood, now, zone)] satisfies [string, string]]),
	];
	const list = lines.map(([title, html]) => `<dt>${title}</dt><dd>${html}</dd>`).join('');
	const reasons = why.map((reason) => `<p class="why">${escapeHtml(reason)}</p>`).join('');
	return `<li class="${tone}"><h3>${escapeHtml(sync)}</h3><span class="verdict ${tone}">${word}</span>${reasons}<dl>${list}</dl></li>`;
}

/** "2 created, 1 held, in 3.2 s, by schedule" */
export function lineOf(row: RunRow): string {
	if (row.event === 'started') return `runs or was broken off, by ${row.startedBy}`;
	const counts = (['created', 'updated', 'unchanged', 'matched', 'other', 'held', 'failed'] as const).filter((name) => Number(row[name]) > 0).map((name) => `${counted(Number(row[name]))} ${name}`);
	const done = row.event === 'failed' ? ['stopped with an error'] : counts.length === 0 ? ['nothing to do'] : counts;
	return [...done, ...(row.seconds === '' ? [] : [`in ${row.seconds} s`]), ...(row.startedBy === '' ? [] : [`by ${row.startedBy}`])].join(', ');
}

function when(at: string, now: string, zone: string): string {
	return `${escapeHtml(moment(at, zone))} <span class="dim">(${escapeHtml(distance(at, now))})</span>`;
}

/** A link where there is an address of the web, and nothing else. */
export function open(link: string, word = 'open'): string {
	return isWebAddress(link) ? ` <a href="${escapeHtml(link)}" target="_blank" rel="noopener noreferrer">${word}</a>` : '';
}
