import { checkCode, checkLength, LONGEST_CODE, momentText } from '../books/checks';
import { accountKind, accountOf, bankOf, currencyOf, departmentOf, type Ledger, taxOf } from '../books/lookup';
import type { Call } from '../state/call';
import type { Stored } from '../state/records';
import { Refused } from '../wire/faults';
import { type Operation, reads, writes } from '../wire/operation';
import { type Data, part, shapeNamed, text, textOrNull } from '../wire/shapes';
import { newAccount } from './defaults';
import { checkVersion } from './items';

/** Texts that may be longer than 50 characters. */
const LONG = new Set(['Notes', 'WebAddress']);

function writesOf(ledger: Ledger, one: 'Supplier' | 'Customer'): Operation[] {
	const parameter = one.toLowerCase();
	const save = (call: Call) => saveAccount(call, ledger, part(call.parameters, parameter), call.parameters.create === true);
	// The small letter in one of the two is the vendor's.
	const withCode = one === 'Supplier' ? 'UpdateSupplierGetBackSupplierCode' : 'UpdateCustomerGetbackCustomerCode';
	return [
		reads(`GetNew${one}FromDefaults`, '', one, ({ entity, store }) => ({ Result: { ...newAccount(entity, ledger), CreationDate: momentText(store.now()) } })),
		writes(`Update${one}`, `${parameter}:${one} create:b`, 'b', '', (call) => {
			save(call);
			return { Result: true };
		}),
		writes(withCode, `${parameter}:${one} create:b`, 'string', '', (call) => ({ Result: save(call).code })),
		writes(`Delete${one}ByCode`, `${parameter}Code`, '', '', (call) => {
			removeAccount(call, ledger, accountOf(call, ledger, textOrNull(call.parameters, `${parameter}Code`)));
			return {};
		}),
		writes(`Delete${one}ById`, `${parameter}Id`, '', '', (call) => {
			const id = text(call.parameters, `${parameter}Id`);
			const account = call.records.byId(call.entity.id, accountKind(ledger), Number(id));
			if (account === undefined) throw new Refused('NOT_FOUND', `There is no ${parameter} with id ${id}.`);
			removeAccount(call, ledger, account);
			return {};
		}),
	];
}

export const accountWrites: Operation[] = [...writesOf('Purchases', 'Supplier'), ...writesOf('Sales', 'Customer')];

/** Creates or replaces as a whole: what is left out is cleared. */
function saveAccount(call: Call, ledger: Ledger, sent: Data | null, create: boolean): Stored {
	const { records, entity } = call;
	const kind = accountKind(ledger);
	const subject = ledger === 'Sales' ? 'CUSTOMER' : 'SUPPLIER';
	if (sent === null) throw new Refused(`${subject}_IS_NULL`, `The ${kind} is missing.`);
	const code = checkCode(textOrNull(sent, 'Code'), `${subject}_CODE`);
	const before = records.get(entity.id, kind, code);
	if (create && before !== undefined) throw new Refused(`${subject}_CODE_ALREADY_EXISTS`, `${code} exists.`);
	if (!create) checkVersion(call, before ?? accountOf(call, ledger, code), sent);
	if (text(sent, 'Name').trim() === '') throw new Refused(`${subject}_NAME_IS_EMPTY`, 'The name is empty.');
	for (const { name, type } of shapeNamed(kind === 'supplier' ? 'Supplier' : 'Customer').fields) {
		if (type === 'text' && !LONG.has(name)) checkLength(text(sent, name), `${subject}_${name.toUpperCase()}`, LONGEST_CODE);
	}
	if (text(sent, 'AreaID') === '') throw new Refused(`${subject}_AREAID_IS_EMPTY`, 'The area is empty.');
	bankOf(call, textOrNull(sent, 'BankAccountCode'));
	if (text(sent, 'AccountReferralID') !== '') throw new Refused(`${subject}_ACCOUNTREFERRALID_MUST_BE_EMPTY`, 'AccountReferralID must be blank.');
	const currency = currencyOf(call, textOrNull(sent, 'CurrencyCode')).code;
	if (before !== undefined && currency !== before.body.CurrencyCode && isUsed(call, ledger, code)) {
		throw new Refused('CURRENCY_CANNOT_BE_CHANGED', `${code} has transactions.`);
	}
	if (text(sent, 'DefaultTaxCode') !== '') taxOf(call, text(sent, 'DefaultTaxCode'));
	if (text(sent, 'DepartmentID') !== '') departmentOf(call, text(sent, 'DepartmentID'));
	const { AccountID: _id, RowVersionNumber: _version, CreationDate: _created, ...fields } = sent;
	const control = text(sent, 'ControlGLAccountCode') === '' ? newAccount(entity, ledger).ControlGLAccountCode : sent.ControlGLAccountCode;
	const isControl = records.get(entity.id, 'account', String(control))?.body.AccountType === 'Control';
	if (!isControl) throw new Refused('GLACCOUNT_CODE_DOES_NOT_EXIST', `${String(control)} is no control account.`);
	const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
	return records.put(entity.id, kind, code, { ...filled, LedgerType: ledger, ControlGLAccountCode: control, AuthorUserID: before?.body.AuthorUserID ?? call.author });
}

function isUsed({ store, entity }: Call, ledger: Ledger, code: string): boolean {
	return store.one('SELECT 1 FROM aiq_transactions WHERE entity = ? AND ledger = ? AND account = ? LIMIT 1', entity.id, ledger, code) !== undefined;
}

function removeAccount(call: Call, ledger: Ledger, { code }: Stored): void {
	if (isUsed(call, ledger, code)) throw new Refused('ACCOUNT_HAS_TRANSACTIONS', `${code} has transactions and cannot be deleted.`);
	call.records.remove(call.entity.id, accountKind(ledger), code);
}
