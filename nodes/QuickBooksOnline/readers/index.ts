import type { Ref } from '../../core/model/documents';
import { pick } from '../../core/pick';
import type { CanonicalRecord, Reader, Reading } from '../../core/session';
import type { Desk } from '../desk';
import { rulesOf } from '../lists';
import { dimensionOf } from '../mapping';
import { quoted } from '../query';
import { keyOfNote, numberOfKey } from '../shapes/keys';
import type { QboAccount, QboItem, QboNamed, QboParty, QboRecord, QboTaxCode, QboTransaction, TransactionEntity } from '../types';
import { changesOf } from './changes';
import { fromTransaction } from './documents';
import { reader, type Source } from './reader';
import { dimensions, isBank, toAccount, toCompany, toCurrency, toDimensionValue, toItem, toNamed, toParty, toTaxCode } from './records';
import { whole } from './whole';

/** What can be read from QuickBooks, each kind page by page, and by its changes where QuickBooks marks them. */
export function readersOf(desk: Desk): Reading['readers'] {
	const { qbo, lists } = desk;
	const list = <T extends QboRecord>(entity: string, to: (record: T) => object, more: Partial<Source<T>> = {}): Reader =>
		reader(desk, [{ entity, isList: true, inFeed: true, to: (record: T) => ({ ...to(record) }) as CanonicalRecord, named: nameFilter('Name'), ...more }]);
	const documents = (...entities: TransactionEntity[]): Reader => reader(desk, entities.map((entity) => transactions(desk, entity)));
	return {
		account: list<QboAccount>('Account', toAccount, { keep: (account) => !isBank(account) }),
		bankAccount: list<QboAccount>('Account', toAccount, { keep: isBank, where: "AccountType in ('Bank','Credit Card')" }),
		supplier: list<QboParty>('Vendor', toParty('supplier'), { named: nameFilter('DisplayName') }),
		customer: list<QboParty>('Customer', toParty('customer'), { named: nameFilter('DisplayName') }),
		employee: list<QboParty>('Employee', toParty('employee'), { named: nameFilter('DisplayName') }),
		item: list<QboItem>('Item', toItem, { keep: ({ Type }) => Type !== 'Category' }),
		class: list<QboNamed>('Class', toNamed('class')),
		department: list<QboNamed>('Department', toNamed('department')),
		term: list<QboNamed>('Term', toNamed('term')),
		paymentMethod: list<QboNamed>('PaymentMethod', toNamed('paymentMethod')),
		taxRate: whole(async () => {
			const rates = await lists.taxRates();
			return (await lists.taxCodes()).map((code): CanonicalRecord => ({ ...toTaxCode(rates)(code) }));
		}, async function* (since) {
			const rates = await lists.taxRates();
			yield* changesOf<QboTaxCode>(qbo, { entity: 'TaxCode', isList: true, inFeed: false, to: (code) => ({ ...toTaxCode(rates)(code) }) }, since);
		}),
		dimension: whole(async () => dimensions(await rulesOf(lists), await departmentWord(desk)).map((one) => ({ ...one }))),
		dimensionValue: whole(async (of) => await dimensionValues(desk, of)),
		currency: whole(async () => (await lists.currencies()).map((one) => ({ ...toCurrency(one) }))),
		company: whole(async () => [{ ...toCompany(await lists.company(), await rulesOf(lists), qbo.realmId) }]),
		bill: documents('Bill'),
		supplierCredit: documents('VendorCredit'),
		invoice: documents('Invoice'),
		creditMemo: documents('CreditMemo'),
		expense: documents('Purchase'),
		deposit: documents('Deposit'),
		journal: documents('JournalEntry'),
		payment: documents('Payment', 'BillPayment'),
	};
}

/** A record below another is asked for by the last part of its name; the reader looks at the rest. */
const nameFilter = (field: string): Source<QboRecord>['named'] => ({ name, code, number, key }) => {
	const text = name ?? code ?? number ?? key;
	return text === undefined ? [] : [`${field} = ${quoted(text.split(':').pop()?.trim() ?? text)}`];
};

function transactions({ qbo }: Pick<Desk, 'qbo'>, entity: TransactionEntity): Source<QboTransaction> {
	const numbered = entity === 'Payment' ? 'PaymentRefNum' : 'DocNumber';
	const ofVendor = ['Bill', 'VendorCredit', 'BillPayment'].includes(entity);
	return {
		entity,
		isList: false,
		inFeed: true,
		party: ofVendor ? 'VendorRef' : ['Invoice', 'CreditMemo', 'Payment'].includes(entity) ? 'CustomerRef' : undefined,
		named: ({ key, number, code, name }) => {
			const numbers = [key === undefined ? undefined : numberOfKey(key), number ?? code ?? name].filter((one) => one !== undefined);
			return [...new Set(numbers)].map((one) => `${numbered} = ${quoted(one)}`);
		},
		isMeant: ({ PrivateNote, DocNumber, PaymentRefNum }, { key }) =>
			key === undefined || (keyOfNote(PrivateNote) ?? DocNumber ?? PaymentRefNum ?? '').toLowerCase() === key.toLowerCase(),
		to: (transaction) => fromTransaction(entity, transaction, qbo.appUrl),
	};
}

/** QuickBooks lets a company choose its own word for departments. */
async function departmentWord({ lists }: Desk): Promise<string | undefined> {
	return (await lists.preferences()).AccountingInfoPrefs?.DepartmentTerminology;
}

async function dimensionValues(desk: Desk, of: Ref | undefined): Promise<CanonicalRecord[]> {
	const rules = await rulesOf(desk.lists);
	const all = dimensions(rules, await departmentWord(desk));
	const named = of === undefined ? undefined : (pick(all, of, { id: ({ id }) => id, name: ({ name }) => name, active: () => true })?.id ?? dimensionOf(of, rules));
	const read = async (kind: 'class' | 'department') => {
		if (of !== undefined && named !== kind) return [];
		const records = kind === 'class' ? await desk.lists.classes() : await desk.lists.departments();
		const name = all.find(({ id }) => id === kind)?.name ?? kind;
		return records.map((record): CanonicalRecord => ({ ...toDimensionValue(kind, name)(record) }));
	};
	return [...(await read('class')), ...(await read('department'))];
}
