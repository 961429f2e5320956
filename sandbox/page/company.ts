import type { Company } from '../frame/types';
import { html, type Html } from './html';

type Table = Company['tables'][number];

/** A title may say itself how many there are, as when only the latest are shown. */
const COUNT = / \(([^()]*\d[^()]*)\)$/;
/** Characters that a line of a cell may have so that it is not broken. */
const SHORT = 26;

/** One company: its name, whether its books balance, and its tables as tabs. */
export function companyView(company: Company): Html {
	return html`
	<header class="company">
		<div><h2>${company.name}</h2><code>${company.id}</code></div>
		${company.trialBalance !== undefined && balance(company.trialBalance)}
	</header>
	<div class="tabs" role="tablist">${company.tables.map((table, index) => html`
		<button role="tab" data-table="${index}" aria-selected="${index === 0 ? 'true' : 'false'}">${table.title.replace(COUNT, '')} <i>${COUNT.exec(table.title)?.[1] ?? table.rows.length}</i></button>`)}
		<input class="filter" type="search" placeholder="Filter rows" aria-label="Filter rows">
	</div>
	${company.tables.map((table, index) => html`
	<div class="sheet" data-sheet="${index}"${index > 0 && html` hidden`}>${tableView(table)}</div>`)}`;
}

function balance(difference: string): Html {
	const isLevel = /^-?0(\.0+)?$/.test(difference);
	return html`<div class="balance ${isLevel ? 'good' : 'bad'}" title="Debits less credits over all books">
		<span>Trial balance</span><b>${difference}</b><em>${isLevel ? 'balanced' : 'out of balance'}</em></div>`;
}

function tableView({ columns, rows }: Table): Html {
	if (rows.length === 0) return html`<p class="empty">Nothing here yet.</p>`;
	const isNumeric = columns.map((_, index) => rows.every((row) => isAmount(row[index] ?? '')) && rows.some((row) => row[index] !== ''));
	// Short lines are not broken, so that a page holds more rows.
	const isShort = columns.map((_, index) => rows.every((row) => (row[index] ?? '').split('\n').every((line) => line.length <= SHORT)));
	const looks = columns.map((_, index) => (isNumeric[index] ? 'num' : isShort[index] ? 'short' : ''));
	return html`<table><thead><tr>${columns.map((name, index) => html`<th${isNumeric[index] && html` class="num"`}>${name}</th>`)}</tr></thead>
		<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => cellView(cell, columns[index] ?? '', looks[index] ?? ''))}</tr>`)}</tbody></table>`;
}

function cellView(cell: string, column: string, look: string): Html {
	if (look === 'num') return html`<td class="num${cell.startsWith('-') && ' minus'}">${cell}</td>`;
	if (/^status$/i.test(column) && cell !== '') return html`<td class="short"><span class="pill ${tone(cell)}">${cell}</span></td>`;
	return html`<td class="${look}">${cell}</td>`;
}

function isAmount(cell: string): boolean {
	return cell === '' || /^-?[\d,]+\.\d+( [A-Z]{3})?$/.test(cell);
}

/** A colour for a document's state, whatever the vendor calls it. */
function tone(status: string): string {
	if (/paid|reimbursed|^active|posted|^complete/i.test(status)) return 'good';
	if (/failed/i.test(status)) return 'bad';
	if (/approved|authorised/i.test(status)) return 'blue';
	if (/void|delet|reject|archiv|closed/i.test(status)) return 'dim';
	return 'plain';
}
