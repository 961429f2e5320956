import { randomUUID } from 'node:crypto';
import { receiptJpeg } from '../../frame/files/jpeg';
import { textPdf } from '../../frame/files/pdf';
import { receiptPng } from '../../frame/files/png';
import { notFound } from '../wire/errors';
import type { Receipt } from './shapes';
import type { Store } from './store';

const MAKERS: Readonly<Record<string, { contentType: string; make: (lines: string[]) => Buffer }>> = {
	pdf: { contentType: 'application/pdf', make: textPdf },
	png: { contentType: 'image/png', make: (lines) => receiptPng(lines.join(' ')) },
	jpg: { contentType: 'image/jpeg', make: (lines) => receiptJpeg(lines.join(' ')) },
};

/** Makes the file after its name's ending, with these lines on it, and keeps it. */
export function keepReceipt(store: Store, document: string, fileName: string, lines: string[]): Receipt {
	const ending = fileName.toLowerCase().replace(/^.*\./, '').replace('jpeg', 'jpg');
	const maker = MAKERS[ending];
	if (maker === undefined) throw new RangeError(`A receipt is a pdf, png or jpg file, not "${fileName}"`);
	const bytes = maker.make(lines);
	const id = randomUUID();
	store.insert('ein_receipts', { id, document, file_name: fileName, content_type: maker.contentType, bytes });
	return { id, fileName, contentType: maker.contentType, size: bytes.length };
}

export interface File {
	fileName: string;
	contentType: string;
	bytes: Buffer;
}

export function receiptFile(store: Store, document: string, id: string): File {
	const row = store.one('SELECT * FROM ein_receipts WHERE document = ? AND id = ?', document, id);
	if (row === undefined) throw notFound(`The receipt ${id}`);
	const bytes = Buffer.from(row.bytes as Uint8Array); // a BLOB column
	return { fileName: String(row.file_name), contentType: String(row.content_type), bytes };
}
