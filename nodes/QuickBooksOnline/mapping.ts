import { BooksError } from '../core/errors';
import type { Ref } from '../core/model/documents';
import { calledIn, folded } from '../core/pick';
import { isActive, type Rules } from './lists';
import type { QboAccount, QboItem, QboNamed, QboRecord, QboTaxCode } from './types';

export interface Place {
	line?: number;
	field: string;
}

interface Listed extends QboRecord {
	Name?: string;
	FullyQualifiedName?: string;
}

/** QuickBooks puts a mark behind the name of what was made inactive. */
const bare = (name: string | undefined): string => folded((name ?? '').replace(/ \(deleted\)$/i, ''));

/**
 * The one record that a reference names: by id, else code, else name, whichever it has first. A name with a colon is a
 * whole path ("Travel:Hotels"); one without may belong to a record below another.
 * @param word for people: "account"
 */
export function listed<T extends Listed>(records: T[], ref: Ref, word: string, place: Place, codeOf?: (record: T) => string | undefined): T | BooksError {
	const path = (text: string) => text.split(':').map((part) => part.trim()).join(':');
	const fits = (record: T): boolean => {
		if (ref.id !== undefined) return record.Id === ref.id;
		if (ref.code !== undefined && codeOf !== undefined) return folded(codeOf(record) ?? '') === folded(ref.code);
		const name = ref.code ?? ref.name ?? '';
		if (name.includes(':')) return folded(record.FullyQualifiedName ?? '') === folded(path(name));
		return bare(record.Name) === folded(name);
	};
	const all = records.filter(fits);
	const active = all.filter(isActive);
	// Of two that share a name, the one that is nobody's child is meant by the bare name.
	const exact = active.filter(({ FullyQualifiedName, Name }) => FullyQualifiedName === undefined || FullyQualifiedName === Name);
	const hit = active.length === 1 ? active[0] : exact.length === 1 ? exact[0] : undefined;
	if (hit !== undefined) return hit;
	if (active.length > 1) {
		const paths = active.map(({ FullyQualifiedName, Name }) => FullyQualifiedName ?? Name).join(', ');
		return unmapped(`QuickBooks has more than one ${word} ${calledIn(ref)}: ${paths}.`, 'Name it with its parents, divided by colons.', place);
	}
	if (all.length > 0) return unmapped(`The ${word} ${calledIn(ref)} is inactive.`, 'Make it active in QuickBooks, or map to another one.', place);
	return unmapped(`The ${word} ${calledIn(ref)} is not in QuickBooks.`, 'Create it in QuickBooks, or map to another one.', place);
}

const numberOf = ({ AcctNum }: QboAccount) => AcctNum;

/** The account of a line. Control accounts of debtors and creditors take lines of journals only. */
export function lineAccount(accounts: QboAccount[], ref: Ref, line: number, journal: boolean): QboAccount | BooksError {
	const place = { line, field: 'account' };
	const account = listed(accounts, ref, 'account', place, numberOf);
	if (account instanceof BooksError || journal || !/^Accounts (Payable|Receivable)$/.test(account.AccountType ?? '')) return account;
	return unmapped(`The account ${account.Name} collects what is owed and takes no lines.`, 'Map the line to another account.', place);
}

/** The bank or card account that money comes from or goes to. */
export function bankAccount(accounts: QboAccount[], ref: Ref): QboAccount | BooksError {
	const place = { field: 'bankAccount' };
	const account = listed(accounts, ref, 'account', place, numberOf);
	if (account instanceof BooksError || account.AccountType === 'Bank' || isCard(account)) return account;
	return unmapped(`The account ${account.Name} is no bank or card account.`, 'Choose a bank or credit card account of QuickBooks.', place);
}

/** Where a customer's payment goes: a bank account, or one that money waits on ("Undeposited Funds"). */
export function depositAccount(accounts: QboAccount[], ref: Ref): QboAccount | BooksError {
	const place = { field: 'bankAccount' };
	const account = listed(accounts, ref, 'account', place, numberOf);
	if (account instanceof BooksError || account.AccountType === 'Bank' || account.AccountType === 'Other Current Asset') return account;
	return unmapped(`The account ${account.Name} takes no payments.`, 'Choose a bank account, or Undeposited Funds.', place);
}

export const isCard = ({ AccountType }: QboAccount): boolean => AccountType === 'Credit Card';

/** The item of a line. Categories and bundles are no items of their own. */
export function lineItem(items: QboItem[], ref: Ref, line: number): QboItem | BooksError {
	const place = { line, field: 'item' };
	return listed(items.filter(({ Type }) => Type !== 'Category' && Type !== 'Group'), ref, 'item', place, ({ Sku }) => Sku);
}

/** QuickBooks books sales by items: the one that books to this account stands for it. */
export function itemForAccount(items: QboItem[], account: QboAccount, line: number): QboItem | BooksError {
	const found = items.filter((item) => isActive(item) && item.Type === 'Service' && item.IncomeAccountRef?.value === account.Id);
	const [item] = found.sort((a, b) => Number(a.Id) - Number(b.Id));
	if (item !== undefined) return item;
	return unmapped(`No service item of QuickBooks books to the account ${account.Name}.`, 'Name the item of the line, or create a service item with this income account.', { line, field: 'item' });
}

export function lineTaxCode(codes: QboTaxCode[], ref: Ref, line: number): QboTaxCode | BooksError {
	// An account tells the tax code that it suggests by its ID alone, which an import may have taken over as a code.
	const meansId = ref.id === undefined && ref.code !== undefined && codes.some(({ Id }) => Id === ref.code) && !codes.some(({ Name }) => Name === ref.code);
	return listed(codes, meansId ? { id: ref.code } : ref, 'tax code', { line, field: 'taxRate' });
}

/** What a dimension of a document is in QuickBooks. */
export interface Dimensions {
	classId?: string;
	departmentId?: string;
	/** Values of the company's own fields, by their number. */
	custom?: Record<string, string>;
}

/** Ids of values carry their dimension: classes and departments have numbers of their own. */
export const dimensionId = (dimension: 'class' | 'department', id: string): string => `${dimension}/${id}`;

export function lineDimensions(
	lists: { classes: QboNamed[]; departments: QboNamed[]; rules: Rules },
	choices: Array<{ dimension?: Ref; value: Ref }>,
	line: number,
): Dimensions | BooksError {
	const place = { line, field: 'dimensions' };
	const found: Dimensions = {};
	for (const { dimension, value } of choices) {
		const [, named, id] = /^(class|department)\/(.+)$/.exec(value.id ?? '') ?? [];
		const ref = id === undefined ? value : { id };
		const kind = named ?? (dimension === undefined ? undefined : dimensionOf(dimension, lists.rules));
		if (dimension !== undefined && kind === undefined) {
			return unmapped(`The dimension ${calledIn(dimension)} is not in QuickBooks.`, 'It has classes, departments (locations) and the fields of sales forms.', place);
		}
		const problem = take(found, kind, ref, lists, place);
		if (problem !== undefined) return problem;
	}
	return found;
}

function take(
	found: Dimensions,
	kind: string | undefined,
	ref: Ref,
	{ classes, departments }: { classes: QboNamed[]; departments: QboNamed[] },
	place: Place,
): BooksError | undefined {
	if (kind !== undefined && kind !== 'class' && kind !== 'department') {
		found.custom = { ...found.custom, [kind]: ref.name ?? ref.code ?? ref.id ?? '' };
		return undefined;
	}
	const asClass = kind === 'department' ? undefined : listed(classes, ref, 'class', place);
	const asDepartment = kind === 'class' ? undefined : listed(departments, ref, 'department', place);
	const hits = [asClass, asDepartment].filter((hit): hit is QboNamed => hit !== undefined && !(hit instanceof BooksError));
	if (hits.length > 1) return unmapped(`${calledIn(ref)} is a class and a department.`, 'Name the dimension as well.', place);
	const [hit] = hits;
	if (hit === undefined) return (asClass ?? asDepartment) as BooksError; // neither is a record, so both that were asked are errors
	const member = hit === asClass ? 'classId' : 'departmentId';
	if (found[member] !== undefined && found[member] !== hit.Id) return unmapped(`A line takes one ${hit === asClass ? 'class' : 'department'}.`, 'Remove one of the two.', place);
	found[member] = hit.Id;
	return undefined;
}

/** "class", "department", or the number of one of the company's own fields. */
export function dimensionOf({ id, code, name }: Ref, { customFields }: Rules): string | undefined {
	const wanted = folded(id ?? code ?? name ?? '');
	if (wanted === 'class' || wanted === 'classes') return 'class';
	if (['department', 'departments', 'location', 'locations'].includes(wanted)) return 'department';
	return [...customFields].find(([, field]) => folded(field) === wanted)?.[0];
}

export function unmapped(message: string, hint: string, place: Place): BooksError {
	return new BooksError({ category: 'mapping', message, hint, ...place });
}
