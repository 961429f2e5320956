import { escapeHtml, isWebAddress } from '../core/html';

/** A table on a page: what stands in it comes from people and shops, and stays text. */
export interface Section {
	title: string;
	/** Said where there are no rows. */
	empty?: string;
	/** Member of the row, and what stands above its column; with "link", a web address in it can be opened. */
	columns: Array<[name: string, title: string] | [name: string, title: string, as: 'link']>;
	rows: Array<Record<string, unknown>>;
}

/** Rows beyond this make no page; what is left out is told. */
const MOST_ROWS = 500;

/** A page for the end of a form: light and dark, usable on a phone, nothing from elsewhere. */
export function pageOf(title: string, lines: string[], sections: Section[]): string {
	const head = `<h1>${escapeHtml(title)}</h1>${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}`;
	return `<style>${STYLE}</style><main class="sp">${head}${sections.map(sectionOf).join('')}</main>`;
}

function sectionOf({ title, empty = 'None.', columns, rows }: Section): string {
	const heading = `<h2>${escapeHtml(title)}${rows.length === 0 ? '' : ` (${rows.length})`}</h2>`;
	if (rows.length === 0) return `${heading}<p class="dim">${escapeHtml(empty)}</p>`;
	const head = columns.map(([, name]) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
	const body = rows.slice(0, MOST_ROWS).map((row) => `<tr>${columns.map(([name, label, as]) => `<td data-l="${escapeHtml(label)}"><span>${as === 'link' ? linkOf(textOf(row[name])) : escapeHtml(textOf(row[name]))}</span></td>`).join('')}</tr>`);
	const rest = rows.length > MOST_ROWS ? `<p class="dim">And ${rows.length - MOST_ROWS} more.</p>` : '';
	return `${heading}<div class="t"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>${rest}`;
}

function linkOf(address: string): string {
	return isWebAddress(address) ? `<a href="${escapeHtml(address)}" target="_blank" rel="noopener">Open</a>` : escapeHtml(address);
}

function textOf(value: unknown): string {
	if (value === true) return 'yes';
	if (value === undefined || value === null || value === false) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
}

const STYLE = `
.sp{--bg:#f6f7fb;--card:#fff;--text:#1d2030;--dim:#5d6275;--line:#dcdfea;color-scheme:light dark;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--text);background:var(--bg);min-height:100vh;padding:24px max(16px,calc(50vw - 550px));text-align:left}
@media(prefers-color-scheme:dark){.sp{--bg:#14151d;--card:#1e2029;--text:#eceefa;--dim:#a4a9bd;--line:#363a4a}body{background:#14151d}}
body{margin:0}.sp *{box-sizing:border-box}.sp h1{font-size:24px;margin:0 0 4px}.sp h2{font-size:18px;margin:28px 0 8px}.sp p{margin:4px 0}.sp .dim,.sp th{color:var(--dim)}.sp a{color:inherit}
.sp .t{overflow-x:auto}.sp table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line)}.sp th,.sp td{padding:7px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:break-word;unicode-bidi:isolate}.sp th{font-size:13px}
@media(max-width:700px){.sp thead{position:absolute;clip-path:inset(50%)}.sp tr{display:block;border-bottom:1px solid var(--line)}.sp td{overflow-wrap:anywhere;display:flex;justify-content:space-between;gap:16px;border:0;padding:3px 12px;text-align:right}.sp td:has(>span:empty){display:none}.sp td:before{content:attr(data-l);color:var(--dim)}}
`.trim();
