import type { Element } from '../../frame/xml';
import { objectOf } from '../objects/catalogue';
import { permit } from '../objects/permissions';
import { valueOf } from '../objects/show';
import { visible } from '../objects/visible';
import type { Call } from '../state/desk';
import { Refused, refused } from '../wire/errors';
import { child, textOf } from '../wire/request';
import { around, tag } from '../wire/response';
import type { Run } from './catalogue';

interface Listed {
	/** Fields by their legacy names, as strings or as XML that is written already. */
	rows: Array<Record<string, string>>;
	/** Fields whose text is XML. */
	raw: ReadonlySet<string>;
}

/** `get_list`: the old way to read, in small letters. What filters is an equality at most. */
const getList: Run = (call, element) => {
	const object = element.attributes.object ?? '';
	const { rows, raw } = listed(call, object);
	const kept = rows.filter((row) => matches(row, child(element, 'filter')?.children[0]));
	const start = Number(element.attributes.start ?? 0);
	const page = kept.slice(start, start + Number(element.attributes.maxitems ?? 100));
	const shown = page.map((row) => around(object, Object.entries(row).map(([name, value]) => (raw.has(name) ? around(name, value) : tag(name, value))).join('')));
	return around('listtype', object, { start, end: Math.max(start, start + page.length - 1), total: kept.length }) + around('data', shown.join(''));
};

const getOne: Run = (call, element) => {
	const object = element.attributes.object ?? '';
	const key = element.attributes.key ?? '';
	const { rows, raw } = listed(call, object);
	const row = rows.find((one) => one.key === key || Object.values(one)[0] === key);
	if (row === undefined) throw refused.rule(`Cannot find ${object} with key '${key}'.`);
	return around('data', around(object, Object.entries(row).map(([name, value]) => (raw.has(name) ? around(name, value) : tag(name, value))).join('')));
};

function matches(row: Record<string, string>, condition: Element | undefined): boolean {
	if (condition === undefined) return true;
	if (condition.name === 'logical') {
		const parts = condition.children.map((one) => matches(row, one));
		return condition.attributes.logical_operator === 'or' ? parts.some(Boolean) : parts.every(Boolean);
	}
	const value = row[textOf(condition, 'field')] ?? '';
	const wanted = textOf(condition, 'value');
	const operator = textOf(condition, 'operator');
	if (operator === 'like') return new RegExp(`^${wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*')}$`, 'i').test(value);
	if (operator === '!=') return value !== wanted;
	if (operator === '>' || operator === '>=') return value > wanted || (operator === '>=' && value === wanted);
	if (operator === '<' || operator === '<=') return value < wanted || (operator === '<=' && value === wanted);
	return value === wanted;
}

function listed(call: Call, object: string): Listed {
	const { desk, company } = call;
	if (object === 'supdoc') {
		permit(call, 'CO', 'READ', 'SUPDOC', 'read');
		const rows = desk.records.list(company.id, 'SUPDOC').map(({ recordNo, body }) => ({
			recordno: String(recordNo), supdocid: body.SUPDOCID ?? '', supdocname: body.SUPDOCNAME ?? '', folder: body.FOLDER ?? '', description: body.DESCRIPTION ?? '',
			attachments: desk.sql.all('SELECT * FROM sin_files WHERE company = ? AND supdoc = ? ORDER BY id', company.id, body.SUPDOCID ?? '')
				.map((file) => around('attachment', tag('attachmentname', String(file.name)) + tag('attachmenttype', String(file.type)) + tag('attachmentdata', String(file.data)))).join(''),
		}));
		return { rows, raw: new Set(['attachments']) };
	}
	if (object === 'supdocfolder') {
		permit(call, 'CO', 'READ', 'SUPDOCFOLDER', 'read');
		return { rows: desk.records.list(company.id, 'SUPDOCFOLDER').map(({ body }) => ({ name: body.NAME ?? '', description: body.DESCRIPTION ?? '', parentfolder: body.PARENTFOLDER ?? '' })), raw: new Set() };
	}
	if (object === 'smarteventlog') {
		const rows = desk.sql.all('SELECT * FROM sin_events WHERE company = ? ORDER BY id', company.id)
			.map((row) => ({ recordno: String(row.id), smartevent: String(row.event), object: String(row.object), objectkey: String(row.recordno), status: row.status === null ? 'queued' : String(row.status) }));
		return { rows, raw: new Set() };
	}
	const type = objectOf(company, object);
	if (type === undefined || type.idField === undefined || type.userDefined === true) throw new Refused('XL03000010', `The object '${object}' cannot be listed.`);
	permit(call, type.module, 'READ', type.name, 'read');
	const rows = desk.records.list(company.id, type.name).filter((record) => visible(call, record, true)).map((record) => ({
		key: String(record.recordNo), ...Object.fromEntries([...type.fields.values()].map((field) => [field.name.toLowerCase(), valueOf(call, type, record, field)])),
	}));
	return { rows, raw: new Set() };
}

export const LIST_FUNCTIONS: Readonly<Record<string, Run>> = { get_list: getList, get: getOne };
