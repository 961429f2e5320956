import type { Store } from './store';

export interface Member {
	email: string;
	role: string;
	submitsTo: string;
	employeeID: string;
	payrollID: string;
	customField1: string;
	customField2: string;
}

export interface Person {
	email: string;
	accountID: number;
	firstName: string;
	lastName: string;
	fullName: string;
}

export function person(store: Store, email: string): Person {
	const row = store.one('SELECT * FROM exp_accounts WHERE email = ?', email);
	const firstName = String(row?.first_name ?? '');
	const lastName = String(row?.last_name ?? '');
	const fullName = [firstName, lastName].filter((part) => part !== '').join(' ') || email;
	return { email, accountID: Number(row?.account_id ?? 0), firstName, lastName, fullName };
}

/** Adds the account if it is new; names that are given replace the old ones. */
export function saveAccount(store: Store, email: string, names: { firstName?: string; lastName?: string; domainAdmin?: boolean } = {}): void {
	if (!store.one('SELECT 1 FROM exp_accounts WHERE email = ?', email)) {
		store.insert('exp_accounts', { email, account_id: store.next('account', 18_240_511) });
	}
	if (names.firstName !== undefined) store.run('UPDATE exp_accounts SET first_name = ? WHERE email = ?', names.firstName, email);
	if (names.lastName !== undefined) store.run('UPDATE exp_accounts SET last_name = ? WHERE email = ?', names.lastName, email);
	if (names.domainAdmin !== undefined) {
		store.run('UPDATE exp_accounts SET domain_admin = ? WHERE email = ?', Number(names.domainAdmin), email);
	}
}

export function members(store: Store, policyID: string): Member[] {
	return store.all('SELECT * FROM exp_members WHERE policy_id = ? ORDER BY rowid', policyID).map((row) => ({
		email: String(row.email), role: String(row.role), submitsTo: String(row.submits_to), employeeID: String(row.employee_id),
		payrollID: String(row.payroll_id), customField1: String(row.custom_field1), customField2: String(row.custom_field2),
	}));
}

export function saveMember(store: Store, policyID: string, member: Partial<Member> & { email: string }): void {
	saveAccount(store, member.email);
	store.run("INSERT OR IGNORE INTO exp_members (policy_id, email, role) VALUES (?, ?, 'user')", policyID, member.email);
	const columns = {
		role: member.role, submits_to: member.submitsTo, employee_id: member.employeeID, payroll_id: member.payrollID,
		custom_field1: member.customField1, custom_field2: member.customField2,
	};
	for (const [column, value] of Object.entries(columns)) {
		if (value === undefined) continue;
		store.run(`UPDATE exp_members SET ${column} = ? WHERE policy_id = ? AND email = ?`, value, policyID, member.email);
	}
}

/** "admin", "auditor", "user", or undefined for someone outside of the workspace. */
export function roleIn(store: Store, policyID: string, email: string): string | undefined {
	const row = store.one('SELECT role FROM exp_members WHERE policy_id = ? AND email = ?', policyID, email);
	return row && String(row.role);
}

/** The workspace in which someone's new reports are opened: the first that they belong to. */
export function homePolicy(store: Store, email: string): string | undefined {
	const row = store.one(
		'SELECT p.id FROM exp_members m JOIN exp_policies p ON p.id = m.policy_id WHERE m.email = ? ORDER BY p.position LIMIT 1',
		email,
	);
	return row && String(row.id);
}
