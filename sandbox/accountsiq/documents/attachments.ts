import { MASTER_TYPES } from '../shapes/documents';
import type { Call } from '../state/call';
import type { Row } from '../state/store';
import { Refused } from '../wire/faults';
import { type Operation, reads, writes } from '../wire/operation';
import { type Data, part, text, whole } from '../wire/shapes';

const TYPES = new Set(MASTER_TYPES.split('|'));
/** Masters that are named by a number. */
const BY_NUMBER = new Set(['Transaction', 'PurchaseInvoice', 'SalesInvoice', 'GLJournal']);
const LONGEST_NAME = 255;

/** What a document or a note hangs on; it must exist where the emulator keeps such things. */
function masterOf({ store, records, entity }: Call, type: string, id: string): { type: string; id: string } {
	if (!TYPES.has(type)) throw new Refused('DOCUMENT_MASTERTYPE_IS_INVALID', `'${type}' is no master type.`);
	if (id.trim() === '') throw new Refused('DOCUMENT_MASTER_ID_IS_NULL_OR_EMPTY', 'The master id is missing.');
	if (BY_NUMBER.has(type) && !(Number.isSafeInteger(Number(id)) && Number(id) > 0)) {
		throw new Refused('DOCUMENT_MASTER_ID_MUST_BE_POSITIVE', `'${id}' is no id of a ${type}.`);
	}
	const exists =
		type === 'Transaction' ? store.one('SELECT 1 FROM aiq_transactions WHERE id = ? AND entity = ?', Number(id), entity.id) !== undefined
		: type === 'Supplier' || type === 'SupplierMaster' ? records.get(entity.id, 'supplier', id) !== undefined
		: type === 'Customer' || type === 'CustomerMaster' ? records.get(entity.id, 'customer', id) !== undefined
		: type === 'PurchaseInvoice' || type === 'SalesInvoice' ? records.get(entity.id, 'invoice', id) !== undefined
		: true;
	if (!exists) throw new Refused('NOT_FOUND', `There is no ${type} ${id}.`);
	return { type, id };
}

function attach(call: Call): void {
	const document = part(call.parameters, 'document') ?? {};
	const header = part(document, 'Header') ?? {};
	const { type, id } = masterOf(call, text(header, 'MasterType'), text(header, 'MasterID'));
	const filename = text(header, 'Filename');
	if (filename.length > LONGEST_NAME) throw new Refused('DOCUMENT_NAME_IS_TOO_LONG', `The name has more than ${LONGEST_NAME} characters.`);
	// eslint-disable-next-line no-control-regex -- control characters are what a file's name must not hold
	if (filename.trim() === '' || /[\\/:*?"<>|\u0000-\u001f]/.test(filename)) throw new Refused('DOCUMENT_NAME_IS_INVALID', `'${filename}' is no name of a file.`);
	const content = part(document, 'Content') ?? {};
	const bytes = Buffer.from(text(content, 'Content'), 'base64');
	if (bytes.length === 0) throw new Refused('DOCUMENT_CONTENT_IS_NULL_OR_EMPTY', 'The document is empty.');
	call.store.insert('aiq_documents', { entity: call.entity.id, master_type: type, master_id: id, filename, comments: text(content, 'Comments'), bytes });
}

function headerOf(row: Row): Data {
	return { MasterType: String(row.master_type), MasterID: String(row.master_id), Filename: String(row.filename), DocumentID: Number(row.id) };
}

export const attachmentOperations: Operation[] = [
	writes('AttachDocument', 'document:WSDocument', '', '', (call) => {
		attach(call);
		return {};
	}),
	reads('GetAttachedDocumentList', 'masterType masterID', 'WSDocumentHeader[]', (call) => {
		const { type, id } = masterOf(call, text(call.parameters, 'masterType'), text(call.parameters, 'masterID'));
		const rows = call.store.all('SELECT id, master_type, master_id, filename FROM aiq_documents WHERE entity = ? AND master_type = ? AND master_id = ? ORDER BY id', call.entity.id, type, id);
		return { Result: rows.map(headerOf) };
	}),
	reads('GetDocument', 'masterType masterID documentID:i', 'WSDocument', (call) => {
		const { type, id } = masterOf(call, text(call.parameters, 'masterType'), text(call.parameters, 'masterID'));
		const row = call.store.one(
			'SELECT * FROM aiq_documents WHERE entity = ? AND master_type = ? AND master_id = ? AND id = ?', call.entity.id, type, id, whole(call.parameters, 'documentID'),
		);
		if (row === undefined) throw new Refused('NOT_FOUND', 'There is no such document.');
		const Content = Buffer.from(row.bytes as Uint8Array).toString('base64'); // a BLOB column
		return { Result: { Header: headerOf(row), Content: { Content, Comments: String(row.comments) } } };
	}),
	writes('AddNotes', 'note:WSNote', '', '', (call) => {
		const note = part(call.parameters, 'note') ?? {};
		const { type, id } = masterOf(call, text(note, 'MasterType'), text(note, 'MasterID'));
		if (text(note, 'Notes') === '') throw new Refused('NOTES_IS_NULL_OR_EMPTY', 'The note is empty.');
		call.store.insert('aiq_notes', { entity: call.entity.id, master_type: type, master_id: id, notes: text(note, 'Notes') });
		return {};
	}),
	reads('GetNote', `masterType:${MASTER_TYPES} masterID noteID:i`, 'WSNote', (call) => {
		const note = notesOf(call).find(({ NoteID }) => NoteID === whole(call.parameters, 'noteID'));
		if (note === undefined) throw new Refused('NOT_FOUND', 'There is no such note.');
		return { Result: note };
	}),
	reads('GetNotesList', `masterType:${MASTER_TYPES} masterID`, 'WSNote[]', (call) => ({ Result: notesOf(call) })),
];

function notesOf(call: Call): Data[] {
	const { type, id } = masterOf(call, text(call.parameters, 'masterType'), text(call.parameters, 'masterID'));
	return call.store
		.all('SELECT * FROM aiq_notes WHERE entity = ? AND master_type = ? AND master_id = ? ORDER BY id', call.entity.id, type, id)
		.map((row) => ({ NoteID: Number(row.id), MasterType: type, MasterID: id, Notes: String(row.notes) }));
}
