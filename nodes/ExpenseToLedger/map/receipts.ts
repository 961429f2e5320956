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
		for (const { url: address, fileName } of [expense.receipt ?? {}, ...(expense.receipts ?? [])]) {
			const url = address?.trim();
			if (!url || byUrl.has(url)) continue;
			byUrl.set(url, { url, name: fileName?.trim() || nameIn(url), expense: expense.id });
		}
	}
	const receipts = [...byUrl.values()];
	const times = new Map<string, number>();
	for (const { name } of receipts) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
	const taken = new Set<string>();
	return receipts.map(({ url, name, expense }) => ({
		fileName: free((times.get(name.toLowerCase()) ?? 0) > 1 ? `${expense}-${name}` : name, taken),
		url,
	}));
}

/** Two files of one expense may share a name as well. */
function free(name: string, taken: Set<string>): string {
	const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
	let candidate = name;
	for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${stem}-${n}${ending}`;
	taken.add(candidate.toLowerCase());
	return candidate;
}

function nameIn(url: string): string {
	const [path = ''] = url.split(/[?#]/, 1);
	return path.split('/').pop() || 'receipt';
}
