import { escapeHtml } from '../html';
import { STYLE } from './style';

/**
 * One HTML page: no script, nothing from elsewhere. It is also valid inside another page's body, where n8n's forms put
 * it.
 * @param body ready HTML, every text in it escaped
 * @param style rules beside the shared ones
 */
export function htmlPage(title: string, body: string, style = ''): string {
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escapeHtml(title)}</title>
<style>${STYLE}${style}</style></head><body><main class="rc"><div class="in">
${body}
</div></main></body></html>
`;
}

/** A file that hangs on the page itself. */
export function download({ fileName, text }: { fileName: string; text: string }): string {
	const data = Buffer.from(text, 'utf8').toString('base64');
	return `<p><a class="get" download="${escapeHtml(fileName)}" href="data:text/csv;charset=utf-8;base64,${data}">Take the CSV file</a></p>`;
}
