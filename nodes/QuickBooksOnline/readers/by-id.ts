import type { CanonicalRecord } from '../../core/session';
import type { Desk } from '../desk';
import { ACTIVE_OR_NOT, isIn } from '../query';
import { readAll } from '../read';
import type { QboAccount, QboItem, QboNamed, QboParty, QboRecord, QboTransaction, TransactionEntity } from '../types';
import { fromTransaction } from './documents';
import { toAccount, toItem, toNamed, toParty } from './records';

interface Told {
	/** As QuickBooks spells it. */
	entity: string;
	/** What the user may choose it as. */
	kinds: string[];
	isList: boolean;
	to(record: QboRecord, appUrl: string | undefined): CanonicalRecord;
}

const list = <T extends QboRecord>(entity: string, kinds: string[], to: (record: T) => object): Told => ({
	entity, kinds, isList: true, to: (record) => ({ ...to(record as T) }) as CanonicalRecord, // the entity's own records
});
const document = (entity: TransactionEntity, kind: string): Told => ({
	entity, kinds: [kind], isList: false, to: (record, appUrl) => fromTransaction(entity, record as QboTransaction, appUrl),
});

/** What Intuit tells of by webhooks, by its name in lower case. Source: Intuit, "Webhooks", supported entities. */
export const TOLD: Readonly<Partial<Record<string, Told>>> = {
	account: list<QboAccount>('Account', ['account'], toAccount),
	bill: document('Bill', 'bill'),
	billpayment: document('BillPayment', 'payment'),
	class: list<QboNamed>('Class', ['class'], toNamed('class')),
	creditmemo: document('CreditMemo', 'creditMemo'),
	customer: list<QboParty>('Customer', ['customer'], toParty('customer')),
	department: list<QboNamed>('Department', ['department'], toNamed('department')),
	deposit: document('Deposit', 'deposit'),
	employee: list<QboParty>('Employee', ['employee'], toParty('employee')),
	invoice: document('Invoice', 'invoice'),
	item: list<QboItem>('Item', ['item'], toItem),
	journalentry: document('JournalEntry', 'journal'),
	payment: document('Payment', 'payment'),
	paymentmethod: list<QboNamed>('PaymentMethod', ['paymentMethod'], toNamed('paymentMethod')),
	purchase: document('Purchase', 'expense'),
	term: list<QboNamed>('Term', ['term'], toNamed('term')),
	vendor: list<QboParty>('Vendor', ['supplier'], toParty('supplier')),
	vendorcredit: document('VendorCredit', 'supplierCredit'),
};

/** Records by "entity|id", in few statements. What is not there is not in the answer. */
export async function recordsById({ qbo }: Desk, wanted: Array<{ entity: string; id: string }>): Promise<Map<string, CanonicalRecord>> {
	const records = new Map<string, CanonicalRecord>();
	for (const name of new Set(wanted.map(({ entity }) => entity))) {
		const told = TOLD[name];
		if (told === undefined) continue;
		const conditions = isIn('Id', wanted.filter(({ entity }) => entity === name).map(({ id }) => id));
		const rows = await readAll<QboRecord>(qbo, conditions.map((condition) => ({ entity: told.entity, where: [condition, told.isList ? ACTIVE_OR_NOT : undefined] })));
		for (const row of rows) records.set(`${name}|${row.Id}`, told.to(row, qbo.appUrl));
	}
	return records;
}
