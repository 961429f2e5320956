import { escapeXml } from '../../frame/xml';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { showDay, showMoment } from '../wire/dates';
import { around, tag } from '../wire/response';
import type { Field, ObjectType } from './catalogue';
import { fieldOf, parentField } from './catalogue';
import { entityName } from './visible';

/** Raw values of the fields that no body holds. */
export function systemValue(call: Call, type: ObjectType, record: Stored, name: string): string | undefined {
	switch (name) {
		case 'RECORDNO':
		case 'id':
			return String(record.recordNo);
		case 'WHENMODIFIED':
		case 'updatedAt':
			return String(record.modified);
		case 'createdAt':
		case 'AUWHENCREATED':
			return String(record.created);
		case 'WHENCREATED':
			return type.dated ? undefined : String(record.created);
		case 'CREATEDBY':
		case 'createdBy':
			return record.author;
		case 'MODIFIEDBY':
		case 'updatedBy':
			return record.editor;
		case 'MEGAENTITYID':
			return record.entity;
		case 'MEGAENTITYKEY':
			return record.entity === '' ? '' : String(call.desk.records.byId(call.company.id, 'LOCATIONENTITY', record.entity)?.recordNo ?? '');
		case 'MEGAENTITYNAME':
			return entityName(call, record.entity);
		case 'RECORD_URL':
			return `https://www.intacct.com/ia/acct/ur.phtml?.r=${Buffer.from(`${record.company}/${record.object}/${record.recordNo}`).toString('base64url')}`;
		default:
			if (name === 'ID' && type.name === 'AUDITHISTORY') return String(record.recordNo);
			return name === parentField(type) ? String(record.parent) : undefined;
	}
}

/** A value as it stands on the wire: days month first, times by the user's clock, labels or codes. */
export function shown({ user }: Call, type: ObjectType, field: Field, raw: string, codes = false): string {
	if (raw === '') return '';
	if (field.type === 'date') return showDay(raw);
	if (field.type === 'moment') return showMoment(Number(raw), user.gmtOffset);
	return codes ? (type.codes[field.name]?.[raw] ?? raw) : raw;
}

export function valueOf(call: Call, type: ObjectType, record: Stored, field: Field, codes = false): string {
	const raw = systemValue(call, type, record, field.name) ?? record.body[field.name] ?? '';
	return shown(call, type, field, raw, codes);
}

/** Elements for the fields named, with their names as given, dots and all. */
export function flat(call: Call, type: ObjectType, record: Stored, names: readonly string[], codes = false): string {
	return names
		.map((name) => {
			const field = fieldOf(type, name);
			return field === undefined ? '' : `<${field.name}>${escapeXml(valueOf(call, type, record, field, codes))}</${field.name}>`;
		})
		.join('');
}

/** The whole record with its lines, parts of a contact within one another. */
export function nested(call: Call, type: ObjectType, record: Stored): string {
	const tree = (prefix: string): string => {
		const done = new Set<string>();
		return [...type.fields.values()]
			.filter(({ name }) => name.startsWith(prefix))
			.map((field) => {
				const rest = field.name.slice(prefix.length);
				const [head = '', tail] = rest.split('.', 2);
				if (tail === undefined) return field.name === 'TAXENTRIES' ? taxEntries(record.body) : tag(rest, valueOf(call, type, record, field));
				if (done.has(head)) return '';
				done.add(head);
				return around(head, tree(`${prefix}${head}.`));
			})
			.join('');
	};
	return tree('');
}

/** The taxes of a line, kept as JSON in the body. */
function taxEntries(body: Body): string {
	const entries = JSON.parse(body.TAXENTRIES ?? '[]') as Array<Record<string, string>>;
	return entries.length === 0 ? '' : around('TAXENTRIES', entries.map((entry) => around('TAXENTRY', Object.entries(entry).map(([name, value]) => tag(name, value)).join(''))).join(''));
}
