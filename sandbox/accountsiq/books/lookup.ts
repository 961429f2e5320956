import type { Call } from '../state/call';
import type { Stored } from '../state/records';
import { Refused } from '../wire/faults';
import { text } from '../wire/shapes';
import { checkCode } from './checks';

export type Ledger = 'Sales' | 'Purchases' | 'General';

export function accountKind(ledger: Ledger): 'customer' | 'supplier' {
	return ledger === 'Sales' ? 'customer' : 'supplier';
}

/** The supplier or customer of a document. */
export function accountOf({ records, entity }: Call, ledger: Ledger, code: string | null): Stored {
	const subject = ledger === 'Sales' ? 'CUSTOMER_CODE' : 'SUPPLIER_CODE';
	const checked = checkCode(code, subject);
	const account = records.get(entity.id, accountKind(ledger), checked);
	if (account === undefined) throw new Refused(`${subject}_DOES_NOT_EXIST`, `${checked} does not exist.`);
	return account;
}

/** Refuses a supplier or customer that takes no documents any more. */
export function activeAccountOf(call: Call, ledger: Ledger, code: string | null): Stored {
	const account = accountOf(call, ledger, code);
	if (account.body.IsActive === false) {
		throw new Refused(`${ledger === 'Sales' ? 'CUSTOMER' : 'SUPPLIER'}_IS_NOT_ACTIVE`, `${account.code} is not active.`);
	}
	return account;
}

/** An account of the chart that lines may hit; departments are checked beside it, since the account decides about them. */
export function postingAccount(call: Call, code: string, department: string | null, where = ''): Stored {
	const checked = checkCode(code, 'GLACCOUNT_CODE', where);
	const account = call.records.get(call.entity.id, 'account', checked);
	const takesLines = account?.body.AccountType === 'Posting' || account?.body.AccountType === 'VAT';
	if (account === undefined || !takesLines || account.body.IsActive === false) {
		throw new Refused('GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', `${where}Account ${checked} does not exist or takes no postings.`);
	}
	const biCode = departmentOf(call, department, where);
	if (account.body.IsDepartmental !== true) return account;
	if (biCode === undefined) throw new Refused('GLACCOUNT_NO_DEPARTMENT_IS_DEPARTMENTAL', `${where}Account ${checked} needs a BI code.`);
	if (biCode.body.IsActive === false) throw new Refused('DEPARTMENT_ID_IS_NOT_ACTIVE', `${where}BI code ${biCode.code} is not active.`);
	return account;
}

export function departmentOf({ records, entity }: Call, code: string | null, where = ''): Stored | undefined {
	if (code === null) return undefined;
	const checked = checkCode(code, 'DEPARTMENT_ID', where);
	const department = records.get(entity.id, 'department', checked);
	if (department === undefined) throw new Refused('DEPARTMENT_ID_DOES_NOT_EXIST', `${where}BI code ${checked} does not exist.`);
	return department;
}

export function taxOf({ records, entity }: Call, code: string | null, where = ''): Stored {
	const checked = checkCode(code, 'TAX_CODE', where);
	const tax = records.get(entity.id, 'tax', checked);
	if (tax === undefined) throw new Refused('TAX_CODE_DOES_NOT_EXIST', `${where}Tax code ${checked} does not exist.`);
	return tax;
}

/** Sundries name a tax by its id. The code is taken too, since no page tells the two apart. */
export function taxById(call: Call, id: string, where = ''): Stored {
	const tax = call.records.list(call.entity.id, 'tax').find(({ body }) => text(body, 'ID') === id);
	return tax ?? taxOf(call, id, where);
}

/** A bank by the GL code of its account. */
export function bankOf({ records, entity }: Call, code: string | null, where = ''): Stored {
	const checked = checkCode(code, 'BANK_ACCOUNT_CODE', where);
	const bank = records.get(entity.id, 'bank', checked);
	if (bank === undefined) throw new Refused('BANK_ACCOUNT_DOES_NOT_EXIST', `${where}There is no bank with account ${checked}.`);
	return bank;
}

export function currencyOf({ records, entity }: Call, code: string | null): Stored {
	const checked = checkCode(code, 'CURRENCY_CODE');
	const currency = records.get(entity.id, 'currency', checked);
	if (currency === undefined) throw new Refused('CURRENCY_CODE_DOES_NOT_EXIST', `Currency ${checked} does not exist.`);
	return currency;
}
