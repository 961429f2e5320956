import { momentText } from '../books/checks';
import { accountKind, accountOf, type Ledger } from '../books/lookup';
import { type Stored, rowVersion } from '../state/records';
import type { Call } from '../state/call';
import { type Operation, reads } from '../wire/operation';
import { type Data, part, text, textOrNull, texts } from '../wire/shapes';
import { keepText } from '../wire/write';
import { changedSince } from './watermark';

const shown = new WeakMap<Stored, Data>();

/** A supplier or customer as on the wire. A stored record is replaced, never changed, so what it shows can be kept. */
export function showAccount(stored: Stored): Data {
	const known = shown.get(stored);
	if (known !== undefined) return known;
	const { id, created, version, body } = stored;
	const made = keepText({ ...body, AccountID: id, CreationDate: momentText(created), RowVersionNumber: rowVersion(version) });
	shown.set(stored, made);
	return made;
}

/** An employee who claims expenses is a supplier of this group. */
export const EXPENSE_GROUP = 'EXPENSES';

function readsOf(ledger: Ledger, one: 'Supplier' | 'Customer', parameter: string): Operation[] {
	const kind = accountKind(ledger);
	const all = ({ records, entity }: Call) => records.list(entity.id, kind);
	const contacts = ({ records, entity }: Call, code?: string) =>
		records
			.inOrder(entity.id, 'contact')
			.filter(({ body }) => body.Ledger === ledger && (code === undefined || body.AccountCode === code))
			.map(({ body, created }): Data => ({ ...body, CreationDate: momentText(created) }));
	return [
		reads(`Get${one}List`, '', `${one}[]`, (call) => ({ Result: all(call).map(showAccount) })),
		reads(`GetActive${one}List`, '', `${one}[]`, (call) => ({
			Result: all(call).filter(({ body }) => body.IsActive !== false).map(showAccount),
		})),
		reads(`Get${one}`, parameter, one, (call) => ({ Result: showAccount(accountOf(call, ledger, textOrNull(call.parameters, parameter))) })),
		reads(`Get${one}sBy`, `query:WSGet${one}sByQuery`, `${one}[]`, (call) => {
			const query = part(call.parameters, 'query') ?? {};
			const emails = texts(query, 'Emails').map((email) => email.toLowerCase());
			const found = changedSince(call, kind, query).filter(({ body }) => {
				if (query.ExcludeExpenseSuppliers === true && body.GroupID === EXPENSE_GROUP) return false;
				return emails.length === 0 || emails.includes(text(body, 'Email').toLowerCase());
			});
			return { Result: found.map(showAccount) };
		}),
		reads(`Get${one}Contacts`, parameter, 'WSAccountContact[]', (call) => ({
			Result: contacts(call, accountOf(call, ledger, textOrNull(call.parameters, parameter)).code),
		})),
		reads(`GetAll${one}Contacts`, '', 'WSAccountContact[]', (call) => ({ Result: contacts(call) })),
	];
}

export const accountReads: Operation[] = [
	...readsOf('Purchases', 'Supplier', 'supplierCode'),
	...readsOf('Sales', 'Customer', 'customerCode'),
];
