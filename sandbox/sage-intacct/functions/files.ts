import type { Element } from '../../frame/xml';
import { permit } from '../objects/permissions';
import type { Call } from '../state/desk';
import type { Stored } from '../state/records';
import { Refused, refused } from '../wire/errors';
import { child, textOf } from '../wire/request';
import { tag } from '../wire/response';
import type { Run } from './catalogue';

/** Attachments: folders, and documents of several files in them. */
const createFolder: Run = (call, element) => {
	permit(call, 'CO', 'CREATE', 'SUPDOCFOLDER', 'read');
	const name = textOf(element, 'supdocfoldername');
	if (name === '') throw refused.missing('Folder name');
	if (call.desk.records.byId(call.company.id, 'SUPDOCFOLDER', name) !== undefined) throw new Refused('BL34000061', `Another Attachment Folder with the given value(s) ${name} already exists`);
	const parent = textOf(element, 'supdocparentfoldername');
	if (parent !== '' && call.desk.records.byId(call.company.id, 'SUPDOCFOLDER', parent) === undefined) throw refused.reference('Attachment folder', parent);
	call.desk.records.add(call.company.id, 'SUPDOCFOLDER', { id: name, body: { NAME: name, DESCRIPTION: textOf(element, 'supdocfolderdescription'), PARENTFOLDER: parent } }, call.user.id);
	return tag('key', name);
};

const createDocument: Run = (call, element) => {
	permit(call, 'CO', 'CREATE', 'SUPDOC', 'read');
	const { desk, company, user } = call;
	const given = textOf(element, 'supdocid');
	if (given === '' && !company.autoIds) throw refused.missing('Attachment ID');
	const id = given === '' ? `Att-${String(desk.sql.next(`${company.id}:supdoc`, 1)).padStart(4, '0')}` : given;
	if (desk.records.byId(company.id, 'SUPDOC', id) !== undefined) throw new Refused('BL34000061', `Another Attachment with the given value(s) ${id} already exists`);
	const folder = textOf(element, 'supdocfoldername');
	if (desk.records.byId(company.id, 'SUPDOCFOLDER', folder) === undefined) throw refused.reference('Attachment folder', folder);
	desk.records.add(company.id, 'SUPDOC', { id, body: { SUPDOCID: id, SUPDOCNAME: textOf(element, 'supdocname') || id, FOLDER: folder, DESCRIPTION: textOf(element, 'supdocdescription') } }, user.id);
	addFiles(call, id, element);
	return tag('key', id);
};

function addFiles({ desk, company }: Call, id: string, element: Element): void {
	for (const file of child(element, 'attachments')?.children ?? []) {
		const data = textOf(file, 'attachmentdata').replace(/\s+/g, '');
		const [name, type] = [textOf(file, 'attachmentname'), textOf(file, 'attachmenttype')];
		if (data === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) throw refused.format('Attachment data', data.slice(0, 20));
		if (desk.sql.one('SELECT 1 FROM sin_files WHERE company = ? AND supdoc = ? AND name = ? AND type = ?', company.id, id, name, type) !== undefined) throw refused.rule(`The attachment '${id}' already holds a file named ${name}.${type}.`);
		desk.sql.insert('sin_files', { id: desk.sql.next('file', 1), company: company.id, supdoc: id, name, type, data });
	}
}

function documentNamed({ desk, company }: Call, id: string): Stored {
	const record = desk.records.byId(company.id, 'SUPDOC', id);
	if (record === undefined) throw refused.reference('Attachment', id);
	return record;
}

/** Adds files; what is stored cannot be replaced. */
const updateDocument: Run = (call, element) => {
	permit(call, 'CO', 'UPDATE', 'SUPDOC', 'read');
	const record = documentNamed(call, textOf(element, 'supdocid'));
	const [name, description] = [textOf(element, 'supdocname'), textOf(element, 'supdocdescription')];
	call.desk.records.change(record, { ...(name === '' ? {} : { SUPDOCNAME: name }), ...(description === '' ? {} : { DESCRIPTION: description }) }, call.user.id);
	addFiles(call, record.id, element);
	return tag('key', record.id);
};

const deleteDocument: Run = (call, { attributes }) => {
	permit(call, 'CO', 'DELETE', 'SUPDOC', 'read');
	const record = documentNamed(call, attributes.key ?? '');
	call.desk.records.remove(record);
	call.desk.sql.run('DELETE FROM sin_files WHERE company = ? AND supdoc = ?', call.company.id, record.id);
	return tag('key', record.id);
};

export const FILE_FUNCTIONS: Readonly<Record<string, Run>> = {
	create_supdocfolder: createFolder, create_supdoc: createDocument, update_supdoc: updateDocument, delete_supdoc: deleteDocument,
};
