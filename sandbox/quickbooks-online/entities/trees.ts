import type { Books } from '../books/books';
import { type Body, type Kept, valueOf } from '../state/records';
import { business, fault, required } from '../wire/faults';
import type { Draft, Entity } from './types';

export interface Tree {
	entity: string;
	/** The flag that says "this one is below another": "SubAccount". */
	sub: string;
	/** Signs that a name must not have. */
	forbidden: RegExp;
}

/** Name, place below a parent, and state of a list with levels: Account, Class, Department, Item. */
export function treeFields({ books, fields, before }: Draft, { entity, sub, forbidden }: Tree): Body {
	if (typeof fields.Name !== 'string' || fields.Name.trim() === '') throw required('Name');
	const clean = fields.Name.trim();
	if (forbidden.test(clean)) throw fault(2040, `Invalid String : The name of this record must not contain ${forbidden.source}`, 'Name');
	const parentId = valueOf(fields.ParentRef);
	if (fields[sub] === true && parentId === undefined) throw fault(6150, 'Parent reference missing', 'ParentRef');
	if (before !== undefined && parentId === before.Id) throw business('A record cannot be its own parent.');
	const active = fields.Active !== false;
	const plain = clean.replace(/ \(deleted\)$/i, '');
	const name = active ? plain : `${plain} (deleted)`;
	for (const other of books.records.byName(entity, name)) {
		if (other.Id === before?.Id || valueOf(other.ParentRef) !== parentId) continue;
		throw fault(6240, `The name supplied already exists. : Another ${entity.toLowerCase()} is already using this name. Please use a different name. Id=${other.Id}`, '');
	}
	return { ...fields, Name: name, Active: active, [sub]: parentId !== undefined, FullyQualifiedName: qualified(books, entity, parentId, plain) };
}

function qualified(books: Books, entity: string, parent: string | undefined, name: string): string {
	const above = books.records.get(entity, parent);
	return above === undefined ? name : `${String(above.FullyQualifiedName)}:${name}`;
}

/** The paths of all that stands below follow a record that is renamed or moved. */
export function renameBelow(books: Books, entity: string, record: Kept): void {
	const children = books.records.all(entity, "json_extract(body, '$.ParentRef.value') = ?", record.Id);
	for (const child of children) {
		const name = String(child.DisplayName ?? child.Name).replace(/ \(deleted\)$/i, '');
		const FullyQualifiedName = `${String(record.FullyQualifiedName)}:${name}`;
		if (FullyQualifiedName === child.FullyQualifiedName) continue;
		books.records.patch(entity, child.Id, { FullyQualifiedName, ParentRef: { value: record.Id, name: record.FullyQualifiedName } });
		renameBelow(books, entity, { ...child, FullyQualifiedName });
	}
}

/** A plain list of names without levels: Term, PaymentMethod. */
export function plainName({ books, fields, before }: Draft, entity: Entity['name']): Body {
	if (typeof fields.Name !== 'string' || fields.Name.trim() === '') throw required('Name');
	const name = fields.Name.trim();
	if (books.records.byName(entity, name).some(({ Id }) => Id !== before?.Id)) {
		throw fault(6240, `The name supplied already exists. : Another ${entity.toLowerCase()} is already using this name. Please use a different name.`, '');
	}
	return { ...fields, Name: name, Active: fields.Active !== false };
}
