import type { DayCount } from '../dashboard/days';
import { table } from '../../core/page/table';
import { counted, dayWords } from './words';

const [WIDTH, HEIGHT, FOOT] = [720, 150, 22];
const PARTS = [['ok', 'fine'], ['held', 'held'], ['failed', 'failed']] as const;

/** Bars of the documents by day and result, with the numbers below for who can't see them. */
export function chartOf(days: readonly DayCount[]): string {
	const most = Math.max(1, ...days.map(({ ok, held, failed }) => ok + held + failed));
	const step = WIDTH / Math.max(1, days.length);
	const bars = days.map((day, at) => barOf(day, at * step, step, most)).join('');
	const every = Math.ceil(days.length / 6);
	const labels = days.map(({ day }, at) => ((days.length - 1 - at) % every === 0 ? `<text x="${round((at + 0.5) * step)}" y="${HEIGHT + 17}" text-anchor="middle">${dayWords(day)}</text>` : '')).join('');
	const legend = PARTS.map(([name, word]) => `<span class="key"><i class="${name}"></i>${word}</span>`).join(' ');
	const numbers = table([...days].reverse().filter(({ ok, held, failed }) => ok + held + failed > 0), [
		{ title: 'Day', isDay: true, text: ({ day }) => day },
		...PARTS.map(([name, word]) => ({ title: word.replace(/^./, (letter) => letter.toUpperCase()), isNumber: true, text: (day: DayCount) => counted(day[name]) })),
	]);
	return `<section id="days"><h2>Documents by day</h2><p class="dim">${legend} <span>at most ${counted(most)} a day</span></p>
<svg class="chart" viewBox="-12 0 ${WIDTH + 36} ${HEIGHT + FOOT}" role="img" aria-label="Documents by day and result; the numbers are below">${bars}<path class="ground" d="M0 ${HEIGHT}h${WIDTH}"/>${labels}</svg>
<details><summary>Numbers</summary>${numbers}</details></section>`;
}

function barOf(day: DayCount, x: number, step: number, most: number): string {
	let y = HEIGHT;
	const parts = PARTS.flatMap(([name]) => {
		if (day[name] === 0) return [];
		const height = Math.max(2, (day[name] / most) * (HEIGHT - 6));
		y -= height;
		return [`<rect class="${name}" x="${round(x + step * 0.15)}" y="${round(y)}" width="${round(step * 0.7)}" height="${round(height)}"/>`];
	});
	return `<g><title>${day.day}: ${PARTS.map(([name, word]) => `${counted(day[name])} ${word}`).join(', ')}</title>${parts.join('')}</g>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
