import { atMidnight, momentText } from '../books/checks';
import type { Call } from '../state/call';
import type { Row } from '../state/store';
import { type Operation, reads } from '../wire/operation';
import { type Data, part, text, whole } from '../wire/shapes';
import { instant, MOST_TRANSACTIONS } from './query';
import { money } from './show';

const RANGE = 'fromAccountCode toAccountCode';
const PAGE = 'skip:i limit:i';

function between(name: string, from: string, to: string, column: 'date' | 'created', page: string): Operation {
	return reads(name, `ledger ${from}:d ${to}:d ${RANGE}${page === '' ? '' : ` ${page}`}`, 'WSAllocationSummaryDTO[]', (call) => {
		const read = (parameter: string) => (column === 'date' ? text(call.parameters, parameter).slice(0, 10) : instant(text(call.parameters, parameter)));
		const found = call.store.all(
			`SELECT aiq_allocations.* FROM aiq_allocations WHERE entity = ? AND ${column} BETWEEN ? AND ? ORDER BY id`, call.entity.id, read(from), read(to),
		);
		const all = byAccount(call, found, text(call.parameters, 'ledger'), text(call.parameters, 'fromAccountCode'), text(call.parameters, 'toAccountCode'));
		const skip = whole(call.parameters, 'skip');
		const limit = page === '' ? Infinity : whole(call.parameters, 'limit');
		return { Result: all.slice(skip, skip + limit) };
	});
}

/** Who paid what: an allocation changes neither of its transactions' own fields, so it is read apart. */
export const allocationReads: Operation[] = [
	between('GetAllocationsBetween', 'since', 'until', 'date', ''),
	between('GetAllocationsBetweenPaged', 'since', 'until', 'date', PAGE),
	between('GetAllocationsBetweenWithCreationDate', 'fromCreationDate', 'toCreationDate', 'created', ''),
	between('GetAllocationsBetweenWithCreationDatePaged', 'fromCreationDate', 'toCreationDate', 'created', PAGE),
	reads('GetAllocationsByTransactionId', 'transactionId', 'WSAllocationTransactionDTO[]', (call) => {
		const id = Number(text(call.parameters, 'transactionId'));
		const row = Number.isSafeInteger(id) ? call.store.one('SELECT * FROM aiq_transactions WHERE id = ? AND entity = ?', id, call.entity.id) : undefined;
		return { Result: row === undefined ? [] : [allocationsOf(call, row)].filter(hasEntries) };
	}),
	reads('GetAllocationsForTransactionsCreatedBetween', 'query:WSGetAllocationsForTransactionsQuery', 'WSAllocationTransactionDTO[]', (call) => {
		const query = part(call.parameters, 'query') ?? {};
		const rows = call.store.all(
			`SELECT * FROM aiq_transactions WHERE entity = ?1 AND created BETWEEN ?2 AND ?3
			 AND EXISTS (SELECT 1 FROM aiq_allocations WHERE entity = ?1 AND (one = aiq_transactions.id OR other = aiq_transactions.id))
			 ORDER BY id LIMIT ${MOST_TRANSACTIONS} OFFSET ?4`,
			call.entity.id, instant(text(query, 'FromCreationDate')), instant(text(query, 'ToCreationDate')), Math.max(0, whole(query, 'Skip')),
		);
		return { Result: rows.map((row) => allocationsOf(call, row)) };
	}),
];

function hasEntries({ AllocationEntries }: Data): boolean {
	return Array.isArray(AllocationEntries) && AllocationEntries.length > 0;
}

function byAccount(call: Call, found: Row[], ledger: string, from: string, to: string): Data[] {
	const accounts = new Map<string, { row: Row; transactions: Map<number, Data> }>();
	for (const allocation of found) {
		for (const side of ['one', 'other']) {
			const row = call.store.one('SELECT * FROM aiq_transactions WHERE id = ?', Number(allocation[side]));
			if (row === undefined || row.ledger !== ledger) continue;
			const code = String(row.account);
			if ((from !== '' && code < from) || (to !== '' && code > to)) continue;
			const account = accounts.get(code) ?? { row, transactions: new Map<number, Data>() };
			accounts.set(code, account);
			const before = account.transactions.get(Number(row.id)) ?? { ...head(row), AllocationEntries: [] };
			const entries = before.AllocationEntries as Data[]; // just made above as a list
			account.transactions.set(Number(row.id), { ...before, AllocationEntries: [...entries, entry(call, allocation, Number(row.id))] });
		}
	}
	return [...accounts.values()]
		.sort((a, b) => (String(a.row.account) < String(b.row.account) ? -1 : 1))
		.map(({ row, transactions }) => ({
			AccountID: Number(row.account_id), AccountCode: String(row.account), Ledger: String(row.ledger), Allocations: [...transactions.values()],
		}));
}

function allocationsOf(call: Call, row: Row): Data {
	const id = Number(row.id);
	const found = call.store.all('SELECT * FROM aiq_allocations WHERE entity = ? AND (one = ? OR other = ?) ORDER BY id', call.entity.id, id, id);
	return { ...head(row), AllocationEntries: found.map((allocation) => entry(call, allocation, id)) };
}

function head(row: Row): Data {
	return {
		TransactionID: Number(row.id), TransactionType: String(row.type), InternalNumber: String(row.number), ExternalReference: String(row.reference),
		AccountID: Number(row.account_id), AccountCode: String(row.account),
	};
}

/** Seen from one of the two transactions. */
function entry({ store }: Call, allocation: Row, from: number): Data {
	const other = store.one('SELECT * FROM aiq_transactions WHERE id = ?', Number(allocation.one) === from ? Number(allocation.other) : Number(allocation.one)) ?? {};
	return {
		AllocatedToTransactionID: Number(other.id), AllocatedToTransactionType: String(other.type), AllocatedToInternalNumber: String(other.number),
		AllocatedToExternalReference: String(other.reference), AllocationAmount: money(allocation.amount), AllocationDate: atMidnight(String(allocation.date)),
		AllocationId: Number(allocation.id), AllocationUserId: String(allocation.author), AllocationCreationDate: momentText(Number(allocation.created)),
		AllocatedToTransactionDate: atMidnight(String(other.date)), AllocationNumber: Number(allocation.number),
	};
}
