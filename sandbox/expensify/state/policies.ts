import { newPolicyId } from './ids';
import { saveMember } from './people';
import type { Row, Store } from './store';

export interface Policy {
	id: string;
	name: string;
	owner: string;
	currency: string;
	type: string;
	/** `{}` where none is set up. */
	tax: Tax | Record<string, never>;
}
export interface Tax {
	name: string;
	default: string;
	rates: Array<{ name: string; rate: number; rateID: string }>;
}
export interface Category {
	name: string;
	enabled: boolean;
	glCode: string;
	payrollCode: string;
	areCommentsRequired: boolean;
	commentHint: string;
	/** Whole cents; null where there is no limit. */
	maxExpenseAmount: number | null;
}
export interface Tag {
	name: string;
	enabled: boolean;
	glCode: string;
}
export interface TagList {
	name: string;
	required: boolean;
	tags: Tag[];
}
export interface ReportField {
	name: string;
	type: string;
	values: string[];
}

export function policy(store: Store, id: string): Policy | undefined {
	const row = store.one('SELECT * FROM exp_policies WHERE id = ?', id);
	return row && readPolicy(row);
}

export function policies(store: Store): Policy[] {
	return store.all('SELECT * FROM exp_policies ORDER BY position').map(readPolicy);
}

/** The owner becomes its first admin. */
export function addPolicy(store: Store, wanted: { id?: string; name: string; owner: string; currency: string; type: string }): string {
	const id = wanted.id ?? newPolicyId();
	const position = store.next('policy', 1);
	store.insert('exp_policies', { id, name: wanted.name, owner: wanted.owner, currency: wanted.currency, type: wanted.type, position });
	saveMember(store, id, { email: wanted.owner, role: 'admin' });
	return id;
}

export function setTax(store: Store, policyID: string, tax: Policy['tax']): void {
	store.run('UPDATE exp_policies SET tax = ? WHERE id = ?', JSON.stringify(tax), policyID);
}

export function categories(store: Store, policyID: string): Category[] {
	return store.all('SELECT * FROM exp_categories WHERE policy_id = ? ORDER BY position, name', policyID).map((row) => ({
		name: String(row.name), enabled: row.enabled === 1, glCode: String(row.gl_code), payrollCode: String(row.payroll_code),
		areCommentsRequired: row.comments_required === 1, commentHint: String(row.comment_hint),
		maxExpenseAmount: row.max_amount === null ? null : Number(row.max_amount),
	}));
}

/** Adds a category, or changes the named parts of the one that has this name. */
export function saveCategory(store: Store, policyID: string, change: Partial<Category> & { name: string }): void {
	const before = store.one('SELECT position FROM exp_categories WHERE policy_id = ? AND name = ?', policyID, change.name);
	const old = before ? categories(store, policyID).find(({ name }) => name === change.name) : undefined;
	const now: Category = {
		enabled: true, glCode: '', payrollCode: '', areCommentsRequired: false, commentHint: '', maxExpenseAmount: null,
		...old, ...change,
	};
	store.run(
		`INSERT OR REPLACE INTO exp_categories
		 (policy_id, name, enabled, gl_code, payroll_code, comments_required, comment_hint, max_amount, position)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		policyID, now.name, Number(now.enabled), now.glCode, now.payrollCode, Number(now.areCommentsRequired), now.commentHint,
		now.maxExpenseAmount, before ? Number(before.position) : store.next('category', 1),
	);
}

export function keepCategories(store: Store, policyID: string, names: string[]): void {
	const sql = 'DELETE FROM exp_categories WHERE policy_id = ? AND name NOT IN (SELECT value FROM json_each(?))';
	store.run(sql, policyID, JSON.stringify(names));
}

export function tagLists(store: Store, policyID: string): TagList[] {
	const tags = store.all('SELECT * FROM exp_tags WHERE policy_id = ? ORDER BY level, position', policyID);
	return store.all('SELECT * FROM exp_tag_lists WHERE policy_id = ? ORDER BY level', policyID).map((list) => ({
		name: String(list.name),
		required: list.required === 1,
		tags: tags.filter(({ level }) => level === list.level).map((row) => ({
			name: String(row.name), enabled: row.enabled === 1, glCode: String(row.gl_code),
		})),
	}));
}

/** Sets the whole of a workspace's tags. Approvers of tags that stay are kept. */
export function setTagLists(store: Store, policyID: string, lists: TagList[]): void {
	store.atomically(() => {
		const approvers = new Map(
			store.all("SELECT level, name, approver FROM exp_tags WHERE policy_id = ? AND approver <> ''", policyID)
				.map((row) => [`${String(row.level)}:${String(row.name)}`, String(row.approver)]),
		);
		store.run('DELETE FROM exp_tag_lists WHERE policy_id = ?', policyID);
		store.run('DELETE FROM exp_tags WHERE policy_id = ?', policyID);
		for (const [level, list] of lists.entries()) {
			store.insert('exp_tag_lists', { policy_id: policyID, level, name: list.name, required: Number(list.required) });
			for (const [position, tag] of list.tags.entries()) {
				const approver = approvers.get(`${level}:${tag.name}`) ?? '';
				store.run(
					'INSERT OR REPLACE INTO exp_tags (policy_id, level, name, enabled, gl_code, approver, position) VALUES (?, ?, ?, ?, ?, ?, ?)',
					policyID, level, tag.name, Number(tag.enabled), tag.glCode, approver, position,
				);
			}
		}
	});
}

export function reportFields(store: Store, policyID: string): ReportField[] {
	return store.all('SELECT * FROM exp_fields WHERE policy_id = ? ORDER BY position', policyID).map((row) => ({
		name: String(row.name), type: String(row.type), values: JSON.parse(String(row.field_values)) as string[],
	}));
}

export function saveReportField(store: Store, policyID: string, field: ReportField): void {
	const before = store.one('SELECT position FROM exp_fields WHERE policy_id = ? AND name = ?', policyID, field.name);
	store.run(
		'INSERT OR REPLACE INTO exp_fields (policy_id, name, type, field_values, position) VALUES (?, ?, ?, ?, ?)',
		policyID, field.name, field.type, JSON.stringify(field.values), before ? Number(before.position) : store.next('field', 1),
	);
}

export function keepReportFields(store: Store, policyID: string, names: string[]): void {
	const sql = 'DELETE FROM exp_fields WHERE policy_id = ? AND name NOT IN (SELECT value FROM json_each(?))';
	store.run(sql, policyID, JSON.stringify(names));
}

function readPolicy(row: Row): Policy {
	return {
		id: String(row.id), name: String(row.name), owner: String(row.owner), currency: String(row.currency), type: String(row.type),
		tax: JSON.parse(String(row.tax)) as Policy['tax'],
	};
}
