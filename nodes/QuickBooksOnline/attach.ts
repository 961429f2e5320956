import { createHash, randomUUID } from 'node:crypto';
import { asBooksError, BooksError } from '../core/errors';
import { fileName, freeName, isNumbered } from '../core/files';
import type { Attached, FileToAttach } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import { upload, write, type Qbo } from './api';
import { faultError } from './errors';
import { faultIn } from './faults';
import { quoted } from './query';
import { readAll } from './read';
import { ENTITIES, standing } from './standing';
import type { QboAttachable } from './types';
import { cut } from './wire';

/** Source: Intuit, "Attachable": 1,000 characters of a name, 2,000 of a note; integrators name 100 MB for a request. */
const NAME_LENGTH = 1000;
const NOTE_LENGTH = 2000;
const MOST_BYTES = 100 * 1024 * 1024;

interface Holder {
	type: string;
	id: string;
}

/**
 * Stores a file with a document. What is stored there is looked at first: the same name and size is the same file, the
 * same name with another size gets a number behind its name. After a lost answer the list tells.
 */
export async function attach(qbo: Qbo, kind: DocumentKind, target: Target, file: FileToAttach): Promise<Attached> {
	if (file.content.length === 0) throw refused('The file is empty.', 'Check the binary field of the item.');
	if (file.content.length > MOST_BYTES) throw refused('The file is larger than 100 MB.', 'Send a smaller copy of the receipt.');
	const holder = await holderOf(qbo, kind, target);
	const wanted = fileName(file.fileName, NAME_LENGTH);
	const before = await attachedTo(qbo, holder);
	const same = (list: QboAttachable[]) => list.find(({ FileName = '', Size }) => isNumbered(FileName, wanted) && Number(Size) === file.content.length);
	const held = same(before);
	if (held !== undefined) return { id: held.Id ?? '', fileName: held.FileName ?? wanted, action: 'found' };
	const name = freeName(wanted, before.map(({ FileName = '' }) => FileName));
	const answer = await send(qbo, holder, name, file).catch(asBooksError);
	if (!(answer instanceof BooksError)) return { id: answer.Id ?? '', fileName: answer.FileName ?? name, action: 'attached' };
	const made = answer.facts.outcomeUnknown === true ? same(await attachedTo(qbo, holder)) : undefined;
	if (made === undefined) throw answer;
	return { id: made.Id ?? '', fileName: made.FileName ?? name, action: 'attached' };
}

/** Leaves a note with a document, beside its memo; the same note a second time is not written twice. */
export async function note(qbo: Qbo, kind: DocumentKind, target: Target, text: string): Promise<void> {
	const holder = await holderOf(qbo, kind, target);
	const words = cut(text.trim(), NOTE_LENGTH);
	if ((await attachedTo(qbo, holder)).some(({ Note }) => Note?.trim() === words)) return;
	await write(qbo, 'attachable', { Note: words, AttachableRef: [refTo(holder)] });
}

/** Which transaction is meant; of a kind that stands as one of several entities, the one that has the id. */
async function holderOf(qbo: Qbo, kind: DocumentKind, target: Target): Promise<Holder> {
	const [only, other] = ENTITIES[kind];
	if (target.id !== undefined && only !== undefined && other === undefined) return { type: only, id: target.id };
	const { entity, record } = await standing(qbo, kind, target);
	return { type: entity, id: record.Id ?? '' };
}

async function attachedTo(qbo: Qbo, { type, id }: Holder): Promise<QboAttachable[]> {
	const where = [`AttachableRef.EntityRef.Type = ${quoted(type.toLowerCase())}`, `AttachableRef.EntityRef.value = ${quoted(id)}`];
	return await readAll<QboAttachable>(qbo, [{ entity: 'Attachable', where }]);
}

const refTo = ({ type, id }: Holder) => ({ EntityRef: { type, value: id }, IncludeOnSend: false });

async function send(qbo: Qbo, holder: Holder, name: string, { mimeType, content }: FileToAttach): Promise<QboAttachable> {
	const boundary = `----${randomUUID()}`;
	const about = JSON.stringify({ AttachableRef: [refTo(holder)], FileName: name, ContentType: mimeType });
	const digest = createHash('sha256').update(content).digest('hex');
	const body = multipart(boundary, about, name, mimeType, content);
	const answer = await upload<{ AttachableResponse?: Array<{ Attachable?: QboAttachable }> }>(qbo, body, `multipart/form-data; boundary=${boundary}`, `${about} ${digest}`);
	const [first] = answer.AttachableResponse ?? [];
	const fault = faultIn(first);
	if (fault !== undefined) throw faultError(fault, { field: 'attachments', httpStatus: 400 });
	if (first?.Attachable !== undefined) return first.Attachable;
	throw new BooksError({ category: 'outage', message: 'QuickBooks did not say what became of the file.', outcomeUnknown: true });
}

/** What is said about the file and the file, paired by the number in their names. Source: Intuit, "Attach images and notes". */
function multipart(boundary: string, about: string, name: string, mimeType: string, content: Buffer): Buffer {
	const plain = name.replace(/["\r\n]/g, '_');
	const head = [
		`--${boundary}`, 'Content-Disposition: form-data; name="file_metadata_01"; filename="attachment.json"', 'Content-Type: application/json', '', about,
		`--${boundary}`, `Content-Disposition: form-data; name="file_content_01"; filename="${plain}"`, `Content-Type: ${mimeType}`, '', '',
	].join('\r\n');
	return Buffer.concat([Buffer.from(head, 'utf8'), content, Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8')]);
}

function refused(message: string, hint: string): BooksError {
	return new BooksError({ category: 'validation', message, hint, field: 'attachments' });
}
