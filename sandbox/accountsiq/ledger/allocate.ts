import { exact } from '../../frame/money';
import { cents, checkLength, dayOf, LONGEST_CODE } from '../books/checks';
import { accountKind, type Ledger } from '../books/lookup';
import { isClosed, periodOn } from '../books/periods';
import { post, toBase, type Type } from '../books/post';
import { CONTROLS } from '../reference/defaults';
import type { Call } from '../state/call';
import { nextNumber } from '../state/settings';
import type { Row } from '../state/store';
import { Refused } from '../wire/faults';
import { type Operation, oneByOne, writes } from '../wire/operation';
import { NO_DATE } from '../wire/read';
import { type Data, numbers, text, textOrNull, whole } from '../wire/shapes';
import { recordChange } from './changes';

export interface Allocation {
	one: number;
	other: number;
	reference: string | null;
	/** Decimal in the currency of the two. */
	amount: string;
	date: string;
}

export function transactionOf({ store, entity }: Call, id: number): Row {
	const row = store.one('SELECT * FROM aiq_transactions WHERE id = ? AND entity = ?', id, entity.id);
	if (row === undefined) throw new Refused('NOT_FOUND', `There is no transaction ${id}.`);
	return row;
}

/** Sets a debit off against a credit of the same supplier or customer: both owe less by the amount. */
export function allocate(call: Call, { one, other, reference, amount, date }: Allocation): void {
	if (reference === null) throw new Refused('TRANSACTION_ALLOCATION_REFERENCE_IS_NULL', 'The allocation reference is missing.');
	checkLength(reference, 'TRANSACTION_ALLOCATION_REFERENCE', LONGEST_CODE);
	const value = cents(amount);
	if (value <= 0) throw new Refused('TRANSACTION_ALLOCATION_AMOUNT_CANNOT_BE_NEGATIVE_OR_ZERO', 'The amount must be above 0.');
	if (date === NO_DATE) throw new Refused('DATE_IS_OUT_OF_RANGE', 'allocationDate is missing.');
	const pair = [transactionOf(call, one), transactionOf(call, other)] as const;
	for (const row of pair) if (row.account === '') throw new Refused('TRANSACTION_IS_NOT_ALLOCATABLE', `${String(row.number)} belongs to no account.`);
	const [first, second] = pair;
	const fits = first.ledger === second.ledger && first.account === second.account && Number(first.amount) * Number(second.amount) < 0;
	if (!fits) throw new Refused('TRANSACTION_CANNOT_BE_ALLOCATED_INCOMPATIBLE_TYPES', `${String(first.type)} and ${String(second.type)} cannot be set off.`);
	for (const row of pair) {
		if (Number(row.outstanding) === 0) throw new Refused('TRANSACTION_CANNOT_ALLOCATE_FULLY_ALLOCATED_TRANSACTION', `${String(row.number)} is fully allocated.`);
		if (Math.abs(Number(row.outstanding)) < value) {
			throw new Refused('TRANSACTION_CANNOT_ALLOCATE_MORE_THAN_OUTSTANSING_AMOUNT', `${String(row.number)} has less outstanding.`);
		}
	}
	for (const row of pair) settle(call, row, -value);
	const number = nextNumber(call.store, `allocation:${call.entity.id}`, 1);
	call.store.insert('aiq_allocations', {
		entity: call.entity.id, number, one, other, amount: value, reference, date: dayOf(date), created: call.records.stamp(), author: call.author,
		difference: exchangeDifference(call, first, second, value, dayOf(date)),
	});
}

/** Moves what is outstanding towards 0 (negative) or away from it. */
function settle({ store, records }: Call, row: Row, change: number): void {
	const sign = Number(row.amount) < 0 ? -1 : 1;
	store.run('UPDATE aiq_transactions SET outstanding = outstanding + ?, modified = ? WHERE id = ?', sign * change, records.stamp(), Number(row.id));
}

/** Two documents of different rates leave a rest on the control account in base currency; it becomes a transaction of its own. */
function exchangeDifference(call: Call, first: Row, second: Row, value: number, day: string): number | null {
	const baseOf = (row: Row) => (Number(row.amount) < 0 ? -1 : 1) * toBase(call, value, String(row.rate));
	const rest = baseOf(first) + baseOf(second);
	if (exact(String(first.rate)) === exact(String(second.rate)) || rest === 0) return null;
	return postDifference(call, first, rest, day);
}

function postDifference(call: Call, row: Row, rest: number, day: string): number {
	const ledger = row.ledger as Ledger;
	const account = call.records.get(call.entity.id, accountKind(ledger), String(row.account));
	const description = 'Exchange difference on allocation';
	const id = post(call, {
		type: ledger === 'Sales' ? 'SX' : 'PX', ledger, account, day, reference: '', description, currency: call.entity.currency, rate: '1',
		lines: [{ gl: CONTROLS.fluctuation, part: 'Net', amount: rest, description }],
		balancing: { gl: account === undefined ? CONTROLS[ledger] : text(account.body, 'ControlGLAccountCode'), part: 'Control', description },
	});
	call.store.run('UPDATE aiq_transactions SET outstanding = 0 WHERE id = ?', id);
	return id;
}

/** A discount taken at payment: a transaction against the account, allocated to the invoice. */
function discount(call: Call, { one, other, reference, amount, date }: Allocation): void {
	// The invoice is the one that was there first in its sense: a debit for sales, a credit for purchases.
	const pair = [transactionOf(call, one), transactionOf(call, other)];
	const invoice = pair.find((row) => (row.ledger === 'Sales' ? Number(row.amount) > 0 : Number(row.amount) < 0)) ?? pair[0];
	if (invoice === undefined) return;
	const ledger = invoice.ledger as Ledger;
	const account = call.records.get(call.entity.id, accountKind(ledger), String(invoice.account));
	const sign = ledger === 'Sales' ? 1 : -1;
	const type: Type = ledger === 'Sales' ? 'DS' : 'DP';
	const id = post(call, {
		type, ledger, account, day: dayOf(date), reference: reference ?? '', description: 'Discount', currency: String(invoice.currency), rate: String(invoice.rate),
		lines: [{ gl: CONTROLS.discount, part: 'Net', amount: sign * cents(amount), description: 'Discount' }],
		balancing: { gl: account === undefined ? CONTROLS[ledger] : text(account.body, 'ControlGLAccountCode'), part: 'Control', description: 'Discount' },
	});
	allocate(call, { one: Number(invoice.id), other: id, reference, amount, date });
}

/** Takes back every allocation of a transaction. */
function unallocate(call: Call, id: number): void {
	const { store, entity } = call;
	const row = transactionOf(call, id);
	const allocations = store.all('SELECT * FROM aiq_allocations WHERE entity = ? AND (one = ? OR other = ?)', entity.id, id, id);
	if (allocations.length === 0) throw new Refused('TRANSACTION_IS_NOT_ALLOCATED', `${String(row.number)} is not allocated.`);
	for (const allocation of allocations) {
		const period = periodOn(call, String(allocation.date));
		if (period === undefined || isClosed(period, row.ledger as Ledger)) {
			throw new Refused('UNALLOCATE_TRANSACTION_IN_CLOSED_PERIOD', `The allocation of ${String(allocation.date)} lies in a closed period.`);
		}
		for (const side of ['one', 'other']) settle(call, transactionOf(call, Number(allocation[side])), Number(allocation.amount));
		if (allocation.difference !== null) {
			const difference = transactionOf(call, Number(allocation.difference));
			const reversal = postDifference(call, difference, Number(difference.amount), String(difference.date));
			store.run('UPDATE aiq_transactions SET reversed = 1 WHERE id IN (?, ?)', Number(difference.id), reversal);
		}
		store.run('DELETE FROM aiq_allocations WHERE id = ?', Number(allocation.id));
	}
}

const PARAMETERS = 'transactionID_1:i transactionID_2:i allocationReference allocationAmount:n allocationDate:d';
const asked = ({ parameters }: Call): Allocation => ({
	one: whole(parameters, 'transactionID_1'), other: whole(parameters, 'transactionID_2'), reference: textOrNull(parameters, 'allocationReference'),
	amount: text(parameters, 'allocationAmount'), date: text(parameters, 'allocationDate'),
});
const each = (call: Call, work: (id: number) => void): Data => {
	const ids = numbers(call.parameters, 'transactionIDs').map((id): Data => ({ id }));
	const { statuses } = oneByOne(call, ids, ({ id }) => {
		work(Number(id));
		return Number(id);
	});
	return { Result: statuses };
};

export const allocationOperations: Operation[] = [
	writes('AllocateTransactions', PARAMETERS, '', '', (call) => {
		allocate(call, asked(call));
		return {};
	}),
	writes('AllocateTransactionsWithDiscount', `${PARAMETERS} discountAmount:n`, '', '', (call) => {
		allocate(call, asked(call));
		const amount = text(call.parameters, 'discountAmount');
		if (cents(amount) !== 0) discount(call, { ...asked(call), amount });
		return {};
	}),
	writes('UnallocateTransactions', 'transactionIDs:int[]', 'WSResultStatus[]', '', (call) => each(call, (id) => unallocate(call, id))),
	writes('DisputeTransactions', 'transactionIDs:int[] disputed:b', 'WSResultStatus[]', '', (call) =>
		each(call, (id) => recordChange(call, transactionOf(call, id), 'disputed', 'IsInDispute', call.parameters.disputed === true ? 1 : 0)),
	),
	writes('SetTransactionDueDate', 'transactionId:i dueDate:d', '', '', (call) => {
		const row = transactionOf(call, whole(call.parameters, 'transactionId'));
		recordChange(call, row, 'due', 'DueDate', dayOf(text(call.parameters, 'dueDate')));
		return {};
	}),
];
