import type { Bill } from '../../core/model/documents';
import type { Entry } from './expense';

type Attachments = NonNullable<Bill['attachments']>;

/**
 * The receipts that have an address, each once. Names are made different within a document: books keep one file per
 * name, and a second "receipt.jpg" would take the place of the first.
 */
export function receiptsOf(entries: Entry[]): Attachments {
	const byUrl = new Map<string, { url: string; name: string; expense: string }>();
	for (const { expense } of entries) {
		const url = expense.receipt?.url?.trim();
		if (!url || byUrl.has(url)) continue;
		byUrl.set(url, { url, name: expense.receipt?.fileName?.trim() || nameIn(url), expense: expense.id });
	}
	const receipts = [...byUrl.values()];
	const times = new Map<string, number>();
	for (const { name } of receipts) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
	return receipts.map(({ url, name, expense }) => ({
		fileName: (times.get(name.toLowerCase()) ?? 0) > 1 ? `${expense}-${name}` : name,
		url,
	}));
}

function nameIn(url: string): string {
	const [path = ''] = url.split(/[?#]/, 1);
	return path.split('/').pop() || 'receipt';
}
