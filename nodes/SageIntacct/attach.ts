import { createHash } from 'node:crypto';
import { BooksError } from '../core/errors';
import { fileName, freeName, isNumbered } from '../core/files';
import { nameOfWrite } from '../core/idempotency';
import type { Attached, FileToAttach } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import type { XmlElement } from '../core/xml';
import { elementsWith, textIn } from '../core/xml-elements';
import { call, execute, type Content, type Intacct } from './api';
import type { Desk } from './desk';
import { OBJECTS, type ObjectName } from './documents';
import { inOrder } from './shapes/order';
import { standing } from './standing';
import { surely } from './surely';
import { keepingDraft } from './update';

/** Attachments of this package lie in a folder of their own, so that people find them. */
const FOLDER = 'Accounting Sync';
const LONGEST_NAME = 80;

interface File {
	name: string;
	size?: number;
	mark?: string;
}

/**
 * Stores a file with a document: a record of attachments in a folder, and its id on the document. The record's id follows
 * from the document, so that a second attempt meets the first. What it holds is looked at first: the same file is found, a
 * changed one of the same name gets a number. Source: Sage Intacct, "Attachments".
 */
export async function attach(desk: Desk, kind: DocumentKind, target: Target, file: FileToAttach): Promise<Attached> {
	if (file.content.length === 0) throw new BooksError({ category: 'validation', field: 'attachments', message: 'The file is empty.', hint: 'Check the binary field of the item.' });
	const { intacct } = desk;
	const { name: objectName, row } = await standing(desk, kind, target);
	const object = OBJECTS[objectName].object;
	const number = textIn(row, 'RECORDNO') ?? '';
	const linked = textIn(row, 'SUPDOCID');
	const id = linked ?? idFor(object, number);
	const wanted = fileName(file.fileName, LONGEST_NAME);
	const held = await filesOf(intacct, id);
	const same = (files: File[] | undefined) => (files ?? []).find((one) => isNumbered(one.name, wanted) && isSame(one, file.content));
	const found = same(held);
	const name = found?.name ?? freeName(wanted, (held ?? []).map((one) => one.name));
	if (found === undefined) {
		if (held === undefined) await makeFolder(intacct);
		await surely(
			async (round) => await call(intacct, storing(id, name, file, held === undefined), { write: true, id: nameOfWrite('attach', intacct.entity, id, name, String(round), markOf(file.content)) }),
			async () => same(await filesOf(intacct, id)) !== undefined,
		);
	}
	const attached = { id, fileName: name, action: found === undefined ? 'attached' : 'found' } as const;
	if (linked !== undefined) return attached;
	const content = linking(objectName, row, id);
	if (content === undefined) return { ...attached, warnings: [unlinked(objectName, id)] };
	await link(desk, kind, { objectName, number, id, content });
	return attached;
}

/** Its functions for these documents have no place for attachments. Source: Sage Intacct, "AP Adjustments", "AP Payments". */
const unlinked = (objectName: ObjectName, id: string): string =>
	`The file is kept in the folder "${FOLDER}" as ${id}. Sage Intacct's gateway links none with an ${/PYMT/.test(objectName) ? 'payment' : 'adjustment'}: choose ${id} there by hand, where it has to be seen.`;

/** Undefined where there is no such record of attachments. */
async function filesOf(intacct: Intacct, id: string): Promise<File[] | undefined> {
	const { data } = await call(intacct, { get_list: { '@object': 'supdoc', filter: { expression: { field: 'supdocid', operator: '=', value: id } } } });
	const records: XmlElement[] = elementsWith(data, 'supdocid').filter((one) => textIn(one, 'supdocid')?.toLowerCase() === id.toLowerCase());
	if (records.length === 0) return undefined;
	return elementsWith(records, 'attachmentname').map((one) => {
		const ending = textIn(one, 'attachmenttype');
		const bytes = textIn(one, 'attachmentdata');
		const content = bytes === undefined ? undefined : Buffer.from(bytes, 'base64');
		return { name: `${textIn(one, 'attachmentname') ?? ''}${ending === undefined ? '' : `.${ending}`}`, size: content?.length, mark: content === undefined ? undefined : markOf(content) };
	});
}

/** Where the content is not told the name is all there is. */
function isSame({ size, mark }: File, content: Buffer): boolean {
	return mark === undefined || (size === content.length && mark === markOf(content));
}

function storing(id: string, name: string, { content }: FileToAttach, isNew: boolean): Content {
	const dot = name.lastIndexOf('.');
	const attachments = {
		attachment: inOrder('attachment', { attachmentname: dot <= 0 ? name : name.slice(0, dot), attachmenttype: dot <= 0 ? 'bin' : name.slice(dot + 1), attachmentdata: content.toString('base64') }),
	};
	return { [isNew ? 'create_supdoc' : 'update_supdoc']: inOrder('create_supdoc', { supdocid: id, supdocname: id, supdocfoldername: FOLDER, attachments }) };
}

/** There already, mostly; then Intacct says so. */
async function makeFolder(intacct: Intacct): Promise<void> {
	const [answer] = await execute(intacct, [{ content: { create_supdocfolder: { supdocfoldername: FOLDER, supdocfolderdescription: 'Files of synchronised documents' } } }], { write: true }).catch((error: unknown) => {
		if (error instanceof BooksError && error.facts.outcomeUnknown === true) return [error];
		throw error;
	});
	if (answer instanceof BooksError && answer.category === 'permission') throw answer;
}

async function link(desk: Desk, kind: DocumentKind, { objectName, number, id, content }: { objectName: ObjectName; number: string; id: string; content: Content }): Promise<void> {
	await surely(
		async (round) => await call(desk.intacct, content, { write: true, id: nameOfWrite('link', desk.intacct.entity, objectName, number, id, String(round)) }),
		async () => textIn((await standing(desk, kind, { id: number })).row, 'SUPDOCID') === id,
	);
}

/** The generic update knows the generic objects; the older documents are changed by functions of their own. Drafts are to stay drafts. */
function linking(objectName: ObjectName, row: XmlElement, id: string): Content | undefined {
	const number = textIn(row, 'RECORDNO') ?? '';
	const { ACTION: action } = keepingDraft(row, OBJECTS[objectName]);
	switch (objectName) {
		case 'ARINVOICE':
			return { update_invoice: { '@key': number, action, supdocid: id } };
		case 'EEXPENSES':
			return { update_expensereport: { '@key': number, state: action, supdocid: id } };
		case 'CCTRANSACTION':
			return { update_cctransaction: { '@key': number, supdocid: id } };
		case 'APBILL':
			return { update: { APBILL: { RECORDNO: number, SUPDOCID: id, ACTION: action } } };
		case 'GLBATCH':
			return { update: { GLBATCH: { RECORDNO: number, SUPDOCID: id } } };
		default:
			return undefined;
	}
}

const idFor = (object: string, number: string): string => `SYNC-${object}-${number}`.slice(0, 40);
const markOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
