import { sizeOf, toUnits } from '../../core/units';
import { escapeHtml } from '../../core/html';
import type { Share } from '../report/distribution';
import type { CurrencyTotals, Reason } from '../report/totals';
import type { GroupBy } from '../settings';
import { grouped, isNothing, table, type Column } from '../../core/page/table';

const REASONS: Readonly<Record<Reason, string>> = {
	missing: 'missing in the books', extra: 'only in the books', duplicate: 'twice in the books', duplicateInSource: 'twice in the source',
	otherPeriod: 'posted in another period', currency: 'another currency', changed: 'other amounts',
};

/** Totals of each currency, and what makes the difference. */
export function totalsOf(currencies: readonly CurrencyTotals[]): string {
	const range = ({ first = '', last = '' }: CurrencyTotals['source']) => (first === last ? first : `${first}<br>to ${last}`);
	const count = (side: CurrencyTotals['source']) => `<br><span class="dim">${side.count === 1 ? '1 document' : `${side.count.toLocaleString('en-GB')} documents`}<br>${range(side)}${side.taxed > 0 ? `<br>tax ${grouped(side.tax)}` : ''}</span>`;
	const columns: Array<Column<CurrencyTotals>> = [
		{ title: 'Currency', text: ({ currency }) => currency || '(none)' },
		{ title: 'Source', isNumber: true, text: ({ source }) => source.total, more: ({ source }) => count(source) },
		{ title: 'Books', isNumber: true, text: ({ books }) => books.total, more: ({ books }) => count(books) },
		{ title: 'Difference', isNumber: true, text: (row) => row.difference, isOff: (row) => !isNothing(row.difference) },
		{
			title: 'Because of', text: () => '',
			more: ({ reasons, explained }) => [
				...Object.entries(reasons).map(([reason, amount]) => `${grouped(amount)} ${REASONS[reason as Reason]}`),
				...(explained ? [] : ['The findings do not add up to the difference.']),
			].join('<br>'),
		},
	];
	return `<section id="totals"><h2>Totals</h2>${table(currencies, columns)}</section>`;
}

const HEADINGS: Readonly<Record<GroupBy, string>> = {
	account: 'By account', dimension: 'By dimension', kind: 'By kind of document', month: 'By month', party: 'By supplier or customer', taxRate: 'By tax rate',
};
const SHOWN = 100;

/** One distribution, folded away where both sides agree. */
export function distributionOf(by: GroupBy, shares: readonly Share[]): string {
	const largest = shares.reduce((most, { source, books }) => max(most, max(sized(source.total), sized(books.total))), 1n);
	const bar = (amount: string, more = '') => `<span class="bar${more}" style="width:${Number((sized(amount) * 1000n) / largest) / 10}%"></span>`;
	const columns: Array<Column<Share>> = [
		{ title: HEADINGS[by].slice(3).replace(/^./, (letter) => letter.toUpperCase()), text: ({ label }) => label, more: ({ source, books }) => bar(source.total) + bar(books.total, ' b') },
		{ title: 'Currency', text: ({ currency }) => currency },
		{ title: 'Source', isNumber: true, text: ({ source }) => source.total, more: ({ source }) => `<br><span class="dim">${source.count}</span>` },
		{ title: 'Books', isNumber: true, text: ({ books }) => books.total, more: ({ books }) => `<br><span class="dim">${books.count}</span>` },
		{ title: 'Difference', isNumber: true, text: ({ difference }) => difference, isOff: ({ difference }) => !isNothing(difference) },
	];
	const off = shares.filter(({ difference }) => !isNothing(difference)).length;
	const rest = shares.length > SHOWN ? `<p class="dim">${shares.length - SHOWN} smaller ones are left out.</p>` : '';
	const told = off === 0 ? 'no difference' : off === 1 ? '1 differs' : `${off} differ`;
	return `<details${off > 0 ? ' open' : ''}><summary>${escapeHtml(HEADINGS[by])} <span class="dim">(${told})</span></summary>${table(shares.slice(0, SHOWN), columns)}${rest}</details>`;
}

const sized = (amount: string) => sizeOf(toUnits(amount) ?? 0n);
const max = (a: bigint, b: bigint) => (a > b ? a : b);
