import { type Body, type Kept } from '../state/records';
import { business, gone } from '../wire/faults';
import type { Books } from './books';

/** The fields that point at a record of each list that people can merge. */
const POINTERS: Readonly<Record<string, ReadonlySet<string>>> = {
	Vendor: new Set(['VendorRef', 'EntityRef', 'PrefVendorRef']),
	Customer: new Set(['CustomerRef', 'EntityRef', 'ParentRef']),
	Employee: new Set(['EntityRef']),
	Account: new Set(['AccountRef', 'APAccountRef', 'ARAccountRef', 'DepositToAccountRef', 'BankAccountRef', 'CCAccountRef', 'IncomeAccountRef', 'ExpenseAccountRef', 'AssetAccountRef', 'FromAccountRef', 'ToAccountRef', 'ParentRef']),
	Item: new Set(['ItemRef', 'ParentRef']),
	Class: new Set(['ClassRef', 'ParentRef']),
	Department: new Set(['DepartmentRef', 'ParentRef']),
};

/** Two records of a list become one: what pointed at the first points at the second, and the first is no more. */
export function merge(books: Books, entity: string, from: string, into: string): Kept {
	const pointers = POINTERS[entity];
	if (pointers === undefined) throw business(`Records of ${entity} cannot be merged.`);
	return books.store.atomically(() => {
		const [old, kept] = [books.records.get(entity, from), books.records.get(entity, into)];
		if (old === undefined || kept === undefined || from === into) throw gone();
		const name = String(kept.FullyQualifiedName ?? kept.DisplayName ?? kept.Name);
		repoint(books, { pointers, from, into, name, entity });
		const { realm } = books.company;
		if (entity === 'Account') books.store.run('UPDATE qbo_postings SET account = ? WHERE realm = ? AND account = ?', into, realm, from);
		books.records.bury(entity, from);
		if (entity === 'Account') books.refreshAccount(into);
		if (entity === 'Vendor' || entity === 'Customer') books.refreshParty(entity, into);
		const result = books.records.put(entity, { ...books.records.get(entity, into), Id: into });
		books.note(entity, into, 'Merge', from);
		return result;
	});
}

/** References show a record's name of today: they follow when it is renamed. */
export function renameRefs(books: Books, entity: string, { Id, FullyQualifiedName, DisplayName, Name }: Kept): void {
	const pointers = POINTERS[entity];
	if (pointers !== undefined) repoint(books, { pointers, from: Id, into: Id, name: String(FullyQualifiedName ?? DisplayName ?? Name), entity });
}

function repoint(books: Books, move: Move): void {
	const sql = 'SELECT entity, id, body FROM qbo_records WHERE realm = ? AND deleted = 0 AND body LIKE ?';
	for (const row of books.store.all(sql, books.company.realm, `%"value":"${move.from}"%`)) {
		const before = JSON.parse(String(row.body)) as Body;
		const after = moved(before, { ...move, within: String(row.entity) }) as Body; // an object stays one
		if (JSON.stringify(after) !== JSON.stringify(before)) books.records.patch(String(row.entity), String(row.id), after);
	}
}

interface Move {
	pointers: ReadonlySet<string>;
	from: string;
	into: string;
	name: string;
	entity: string;
	/** The entity of the record that is gone through; set on the way. */
	within?: string;
}

function moved(value: unknown, move: Move, key = ''): unknown {
	if (Array.isArray(value)) return value.map((one) => moved(one, move, key));
	if (typeof value !== 'object' || value === null) return value;
	const { value: id, type } = value as Body;
	// An EntityRef may point into another list, which has the same id free.
	const isOther = (typeof type === 'string' && type !== move.entity) || (key === 'ParentRef' && move.within !== move.entity);
	if (move.pointers.has(key) && id === move.from && !isOther) return { ...value, value: move.into, name: move.name };
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, moved(one, move, name)]));
}
