import { escapeHtml, isWebAddress } from '../../core/html';
import type { Result, Row } from '../report/rows';
import { isNothing, table, type Column } from '../../core/page/table';

const TITLES: Readonly<Record<Result, [string, string]>> = {
	missing: ['Missing in the books', 'They stand in the source and not in the books.'],
	extra: ['Only in the books', 'The source knows nothing of them.'],
	different: ['Different', 'The same document, told differently.'],
	probable: ['Probably the same', 'Without a common key or number: amount, day and name are alike. Look at them before you believe it.'],
	duplicate: ['Twice', 'The same key stands more than once.'],
	unreadable: ['Not readable', 'Without a day or an amount they cannot be compared, and no total holds them.'],
	matched: ['The same on both sides', ''],
};

const key: Column<Row> = {
	title: 'Document', text: ({ key: own, number, id }) => own || number || id,
	more: ({ key: own, number, link }) =>
		`${own !== '' && number !== '' && number !== own ? `<br><span class="dim">${escapeHtml(number)}</span>` : ''}${isWebAddress(link) ? ` <a href="${escapeHtml(link)}" target="_blank" rel="noopener noreferrer">open</a>` : ''}`,
};
const party: Column<Row> = { title: 'Who', text: (row) => row.party };
const details: Column<Row> = { title: 'What', text: (row) => row.details };
const difference: Column<Row> = { title: 'Difference', isNumber: true, text: (row) => row.difference, isOff: (row) => !isNothing(row.difference) };
const own = (date: keyof Row, amount: keyof Row, currency: keyof Row): Array<Column<Row>> => [
	{ title: 'Date', isDay: true, text: (row) => row[date] },
	{ title: 'Amount', isNumber: true, text: (row) => `${row[amount]} ${row[currency]}`.trim() },
];
const inSource = own('sourceDate', 'sourceAmount', 'currency');
const inBooks = own('booksDate', 'booksAmount', 'booksCurrency');
const both: Array<Column<Row>> = [
	{ title: 'Source', isNumber: true, text: (row) => `${row.sourceAmount} ${row.currency}`.trim(), more: (row) => `<br><span class="dim">${escapeHtml(row.sourceDate)}</span>` },
	{ title: 'Books', isNumber: true, text: (row) => `${row.booksAmount} ${row.booksCurrency}`.trim(), more: (row) => `<br><span class="dim">${escapeHtml(row.booksDate)}</span>` },
	difference,
];
const twice: Array<Column<Row>> = [
	{ title: 'Date', isDay: true, text: (row) => row.booksDate || row.sourceDate },
	{ title: 'Amount', isNumber: true, text: (row) => (row.booksAmount ? `${row.booksAmount} ${row.booksCurrency}` : `${row.sourceAmount} ${row.currency}`) },
];

const COLUMNS: Readonly<Record<Result, Array<Column<Row>>>> = {
	missing: [key, party, ...inSource, details],
	extra: [key, party, ...inBooks],
	different: [key, party, ...both, details],
	probable: [key, party, ...both, details],
	duplicate: [key, party, ...twice, details],
	unreadable: [key, details],
	matched: [key, party, ...both],
};

/** The findings of one sort; beyond `most` the CSV has the rest. */
export function findings(result: Result, rows: readonly Row[], most: number): string {
	const [title, what] = TITLES[result];
	const shown = rows.slice(0, most);
	const rest = rows.length - shown.length;
	const more = rest > 0 ? `<p class="dim">${rest.toLocaleString('en-GB')} more stand in the CSV file.</p>` : '';
	return `<section id="${result}"><h2>${title} (${rows.length.toLocaleString('en-GB')})</h2><p class="dim">${what}</p>${table(shown, COLUMNS[result])}${more}</section>`;
}
