import type { Element } from '../../frame/xml';
import { type Input, readInput } from '../documents/input';
import { deleteJournal, writeJournal } from '../documents/journal';
import { kindOf } from '../documents/kinds';
import { pay, PAYMENTS } from '../documents/payments';
import { deleteDocument, writeDown } from '../documents/reverse';
import { changeable, inputOf, writeDocument } from '../documents/subledger';
import { type ObjectType, objectOf } from '../objects/catalogue';
import { createMaster, deleteMaster, findFor, updateMaster } from '../objects/master';
import { permitted } from '../objects/permissions';
import type { Call } from '../state/desk';
import type { Stored } from '../state/records';
import { readSettings } from '../state/settings';
import { Refused, refused, schemaError } from '../wire/errors';
import { textOf } from '../wire/request';
import { around, tag } from '../wire/response';

/** Fields of a posted document that may change without posting it again. */
const HARMLESS = new Set(['RECORDNO', 'SUPDOCID', 'DESCRIPTION', 'DOCNUMBER', 'PAYMENTPRIORITY', 'ONHOLD', 'RECPAYMENTDATE', 'REFERENCENO', 'HISTORY_COMMENT', 'WHENDUE', 'ACTION']);

export function runCreate(call: Call, { children }: Element): string {
	const { batch } = readSettings(call.desk.sql);
	if (children.length === 0) throw schemaError("Element 'create': Missing child element(s).");
	if (children.length > batch) throw refused.processing(`At most ${batch} objects can stand in one create.`);
	return written(call, children.map((element) => one(call, element, 'CREATE', (type) => {
		const input = readInput(call, element, type);
		const kind = kindOf(type.name);
		if (!type.writable) throw refused.permission('CREATE', type.name);
		if (type.name === 'GLBATCH') return writeJournal(call, input);
		if (kind !== undefined) return writeDocument(call, kind, input);
		const payment = PAYMENTS[type.name];
		if (payment !== undefined) return pay(call, payment, input);
		return createMaster(call, type, input);
	})));
}

export function runUpdate(call: Call, { children }: Element): string {
	return written(call, children.map((element) => one(call, element, 'UPDATE', (type) => {
		const input = readInput(call, element, type);
		const record = findFor(call, type, input.header, 'update');
		if (type.name === 'GLBATCH') return updateJournal(call, record, input);
		const kind = kindOf(type.name);
		if (kind === undefined) return updateMaster(call, type, record, input.header);
		if (record.entity !== call.entity) changeable(call, kind, record);
		// An update submits a draft unless it says otherwise.
		const staysDraft = record.body.STATE === 'Draft' && input.header.ACTION === 'Draft';
		if ((record.body.STATE !== 'Draft' || staysDraft) && isHarmless(call, type, input)) return changeHarmless(call, record, input);
		changeable(call, kind, record);
		const before = inputOf(call, kind, record);
		return writeDocument(call, kind, { header: { ...before.header, STATE: '', ...input.header, RECORDNO: '' }, lines: input.lines ?? before.lines }, record);
	})));
}

function isHarmless({ company }: Call, type: ObjectType, { header, lines }: Input): boolean {
	const custom = new Set(company.customFields.filter(({ object }) => object === type.name).map(({ name }) => name));
	return lines === undefined && Object.keys(header).every((name) => HARMLESS.has(name) || custom.has(name));
}

function changeHarmless(call: Call, record: Stored, { header }: Input): Stored {
	const { RECORDNO: _key, ACTION: _action, ...changes } = header;
	if (changes.SUPDOCID !== undefined && changes.SUPDOCID !== '' && call.desk.records.byId(call.company.id, 'SUPDOC', changes.SUPDOCID) === undefined) throw refused.reference('Attachment', changes.SUPDOCID);
	const changed = call.desk.records.change(record, changes, call.user.id, changes.REFERENCENO ?? record.id);
	call.changes.push({ event: 'set', record: changed });
	return changed;
}

function updateJournal(call: Call, record: Stored, input: Input): Stored {
	const type = objectOf(call.company, 'GLBATCH');
	if (type !== undefined && isHarmless(call, type, input)) return changeHarmless(call, record, input);
	const lines = input.lines ?? call.desk.records.lines(call.company.id, 'GLENTRY', record.recordNo).map(({ body }) => ({ fields: { ...body, EXCH_RATE_TYPE_ID: '' }, taxes: [] }));
	return writeJournal(call, { header: { ...record.body, STATE: 'Posted', ...input.header, RECORDNO: '' }, lines }, record);
}

/** With the sentence that the vendor puts after a cause. */
function one(call: Call, element: Element, operation: 'CREATE' | 'UPDATE', work: (type: ObjectType) => Stored): Stored {
	const type = permitted(call, element.name, operation, 'all');
	try {
		return work(type);
	} catch (error) {
		if (error instanceof Refused && error.problems[0]?.errorno !== 'PL04000005') throw error.wrapped(`Could not ${operation.toLowerCase()} ${type.name} record!`);
		throw error;
	}
}

function written(call: Call, records: readonly Stored[]): string {
	const shown = records.map((record) => {
		const idField = objectOf(call.company, record.object)?.idField;
		return around(record.object.toLowerCase(), (idField === 'id' ? tag('id', record.recordNo) : tag('RECORDNO', record.recordNo) + (idField === undefined ? '' : tag(idField, record.id))));
	});
	return around('data', shown.join(''), { listtype: 'objects', count: records.length });
}

/** `delete` by RECORDNO, or by id for what has one. */
export function runDelete(call: Call, element: Element): string {
	const type = permitted(call, textOf(element, 'object'), 'DELETE', 'all');
	const keys = textOf(element, 'keys').split(',').map((key) => key.trim()).filter((key) => key !== '');
	if (keys.length === 0) throw refused.missing('keys');
	for (const key of keys) {
		const byNumber = /^\d+$/.test(key) ? call.desk.records.get(call.company.id, type.name, Number(key)) : undefined;
		const record = byNumber ?? (type.idField === undefined ? undefined : call.desk.records.byId(call.company.id, type.name, key));
		if (record === undefined) throw refused.rule(`Cannot find ${type.name.toLowerCase()} with key '${key}' to delete.`);
		deleteOne(call, type, record);
	}
	return '';
}

function deleteOne(call: Call, type: ObjectType, record: Stored): void {
	const kind = kindOf(type.name);
	if (kind !== undefined) {
		deleteDocument(call, kind, record);
		return;
	}
	if (type.name === 'GLBATCH') deleteJournal(call, record);
	else if (PAYMENTS[type.name] !== undefined) throw refused.rule('A payment cannot be deleted. Void or reverse it.');
	else deleteMaster(call, type, record);
	writeDown(call, record, 'D');
	call.changes.push({ event: 'delete', record });
}

