import { BooksError } from '../core/errors';
import { fileName, freeName, isNumbered } from '../core/files';
import type { Attached, FileToAttach, Target } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import { get, putFile, write, type Xero } from './api';
import { kindOf, standing } from './document-kinds';
import type { XeroAttachment } from './types';
import { cut } from './wire';
import type { Desk } from './writers/desk';

/** Xero's pages name 10 MB in one place and 25 in another, and ten files per document. Source: Xero, "Attachments". */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 10;
const NAME_LENGTH = 200;
/** Older pages allow 250 characters, newer ones 2,500. Source: Xero, "History and notes". */
const NOTE_LENGTH = 250;

/**
 * Attaches a file. Xero overwrites a file of the same name, so the list is read first: the same name and size is the
 * same file, the same name with another size gets a number behind its name.
 */
export async function attach({ xero }: Desk, kind: DocumentKind, target: Target, file: FileToAttach): Promise<Attached> {
	const { collection } = kindOf(kind);
	if (kind === 'payment') throw refused('Xero keeps no files with a payment.', 'Attach the file to the bill or invoice.');
	if (file.content.length === 0) throw refused('The file is empty.', 'Check the binary field of the item.');
	if (file.content.length > MOST_BYTES) throw refused('The file is larger than 10 MB.', 'Send a smaller copy of the receipt.');
	const id = target.id ?? (await standing(xero, kind, target)).id;
	const path = `${collection}/${encodeURIComponent(id)}/Attachments`;
	const { Attachments: held = [] } = await get<{ Attachments?: XeroAttachment[] }>(xero, path);
	const wanted = fileName(file.fileName, NAME_LENGTH);
	const same = held.find(({ FileName, ContentLength }) => isNumbered(FileName, wanted) && ContentLength === file.content.length);
	if (same !== undefined) return { id: same.AttachmentID, fileName: same.FileName, action: 'found' };
	if (held.length >= MOST_FILES) throw refused('The document holds ten files already, which is all Xero takes.', 'Put the receipts into one PDF.');
	const name = freeName(wanted, held.map(({ FileName }) => FileName));
	const { Attachments: [made] = [] } = await putFile<{ Attachments?: XeroAttachment[] }>(
		xero, `${path}/${encodeURIComponent(name)}`, file.content, file.mimeType,
	);
	return { id: made?.AttachmentID ?? '', fileName: made?.FileName ?? name, action: 'attached' };
}

/** Leaves a note in the history of a document; the same note a second time is not written twice. */
export async function note({ xero }: Desk, kind: DocumentKind, target: Target, text: string): Promise<void> {
	const id = target.id ?? (await standing(xero, kind, target)).id;
	const details = cut(text.trim(), NOTE_LENGTH);
	const path = `${kindOf(kind).collection}/${encodeURIComponent(id)}/History`;
	const notes = await historyOf(xero, path);
	if (!notes.includes(details)) await addNote(xero, path, details);
}

/** The texts of a record's notes. `path` ends in "/History". */
export async function historyOf(xero: Xero, path: string): Promise<string[]> {
	const { HistoryRecords = [] } = await get<{ HistoryRecords?: Array<{ Details?: string }> }>(xero, path);
	return HistoryRecords.map(({ Details = '' }) => Details.trim());
}

export async function addNote(xero: Xero, path: string, details: string): Promise<void> {
	await write(xero, 'PUT', path, { HistoryRecords: [{ Details: details }] });
}

function refused(message: string, hint: string): BooksError {
	return new BooksError({ category: 'validation', message, hint, field: 'attachments' });
}
