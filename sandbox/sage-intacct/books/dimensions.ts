import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { Refused, refused } from '../wire/errors';

interface Dimension {
	field: string;
	object: string;
	label: string;
	/** Field of the account that makes it compulsory. */
	required: string;
}

const STANDARD: readonly Dimension[] = [
	{ field: 'LOCATIONID', object: 'LOCATION', label: 'Location', required: 'REQUIRELOC' }, { field: 'DEPARTMENTID', object: 'DEPARTMENT', label: 'Department', required: 'REQUIREDEPT' },
	{ field: 'PROJECTID', object: 'PROJECT', label: 'Project', required: 'REQUIREPROJECT' }, { field: 'TASKID', object: 'TASK', label: 'Task', required: 'REQUIRETASK' },
	{ field: 'CUSTOMERID', object: 'CUSTOMER', label: 'Customer', required: 'REQUIRECUSTOMER' }, { field: 'VENDORID', object: 'VENDOR', label: 'Vendor', required: 'REQUIREVENDOR' },
	{ field: 'EMPLOYEEID', object: 'EMPLOYEE', label: 'Employee', required: 'REQUIREEMPLOYEE' }, { field: 'ITEMID', object: 'ITEM', label: 'Item', required: 'REQUIREITEM' },
	{ field: 'CLASSID', object: 'CLASS', label: 'Class', required: 'REQUIRECLASS' }, { field: 'COSTTYPEID', object: 'COSTTYPE', label: 'Cost type', required: '' },
];

export function dimensionsOf({ company }: Pick<Call, 'company'>): readonly Dimension[] {
	const own = company.dimensions.map(({ object, label }) => ({ field: `GLDIM${object}`, object, label, required: `REQUIREGLDIM${object}` }));
	return [...STANDARD, ...own];
}

export function accountNamed({ desk, company }: Call, number: string): Stored {
	const account = desk.records.byId(company.id, 'GLACCOUNT', number);
	if (account === undefined) throw refused.reference('Account', number);
	if (account.body.STATUS !== 'active') throw refused.inactive('Account', number);
	return account;
}

/** Every dimension of a line known and active, all that the account asks for there, and no relationship broken. */
export function checkDimensions(call: Call, line: Body, account: Stored): void {
	const { desk, company } = call;
	for (const { field, object, label, required } of dimensionsOf(call)) {
		const value = line[field] ?? '';
		if (value === '') {
			if (account.body[required] === 'true') throw new Refused('BL03000018', `This transaction is missing the ${label} dimension for the Account ${account.id}`);
			continue;
		}
		const own = field.startsWith('GLDIM');
		const found = own ? desk.records.get(company.id, object, Number(value)) : desk.records.byId(company.id, object, value);
		if (found === undefined) throw refused.reference(label, value);
		if ((found.body.STATUS ?? 'active') !== 'active') throw refused.inactive(label, value);
		if (object === 'TASK' && found.body.PROJECTID !== line.PROJECTID) throw refused.rule(`Task '${value}' does not belong to the project '${line.PROJECTID ?? ''}'.`);
	}
	if ((line.COSTTYPEID ?? '') !== '' && (line.TASKID ?? '') === '') throw refused.missing('Task');
	for (const { when, then } of company.relationships) {
		if (line[when[0]] !== when[1] || (line[then[0]] ?? then[1]) === then[1]) continue;
		const label = dimensionsOf(call).find(({ field }) => field === then[0])?.label ?? then[0];
		throw refused.rule(`${label} must be ${then[1]}. This value is auto-filled`);
	}
}

/** The entity at the root of a location; undefined where the location is not known. */
export function entityOf({ desk, company }: Call, location: string): Stored | undefined {
	let at = desk.records.byId(company.id, 'LOCATION', location);
	for (let hops = 0; at !== undefined && hops < 20; hops += 1) {
		const entity = desk.records.byId(company.id, 'LOCATIONENTITY', at.id);
		if (entity !== undefined) return entity;
		at = at.body.PARENTID === undefined ? undefined : desk.records.byId(company.id, 'LOCATION', at.body.PARENTID);
	}
	return undefined;
}

/** The entity that a line is posted in, "" in a company without any. */
export function postedIn(call: Call, line: Body): string {
	if (!call.company.multiEntity) return '';
	const location = line.LOCATIONID ?? '';
	if (location === '') {
		if (call.entity !== '') return call.entity;
		throw new Refused('BL03000018', 'This transaction is missing the Location dimension', { correction: 'Select a location for each line.' });
	}
	const entity = entityOf(call, location);
	if (entity === undefined) throw refused.reference('Location', location);
	if (call.entity !== '' && entity.id !== call.entity) throw refused.rule(`Location '${location}' does not belong to the entity '${call.entity}'.`);
	return entity.id;
}

export function currencyOf({ desk, company }: Call, entity: string): string {
	return entity === '' ? company.base : (desk.records.byId(company.id, 'LOCATIONENTITY', entity)?.body.CURRENCY ?? company.base);
}
