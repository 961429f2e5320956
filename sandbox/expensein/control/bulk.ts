import type { FastifyInstance } from 'fastify';
import { createExpense, type NewExpense } from '../state/expenses';
import { createRecord, records } from '../state/records';
import type { Store } from '../state/store';
import type { Body } from '../state/validate';

interface Many {
	count: number;
	/** Begins each reference and name. */
	prefix?: string;
}

/** Many at once, made up here: what a test of size needs without sending it. */
export function bulkRoutes(app: FastifyInstance, store: Store): void {
	/** {count, prefix?}: suppliers "<prefix>00001" and so on. */
	app.post<{ Body: Many }>('/suppliers/bulk', ({ body: { count, prefix = 'SUP' } }) =>
		store.atomically(() => {
			let made = 0;
			for (const at of store.stamps(count)) {
				made += 1;
				const number = String(made).padStart(5, '0');
				createRecord(store, 'supplier', { name: `${prefix} supplier ${number} Ltd`, reference: `${prefix}${number}`, currency: 'GBP' }, { at });
			}
			return { created: made };
		}),
	);

	/** {count, status?, section?, receipts?}: expenses of the users with a reference, over the categories with one, 1.00 to 500.99. */
	app.post<{ Body: Many & Pick<NewExpense, 'status' | 'section' | 'receipts'> }>('/expenses/bulk', ({ body: { count, status = 'Approved', section, receipts } }) =>
		store.atomically(() => {
			const users = namesOf(records(store, 'user'));
			const categories = namesOf(records(store, 'category'));
			const departments = namesOf(records(store, 'department'));
			const numbers: string[] = [];
			for (const at of store.stamps(count)) {
				const turn = numbers.length;
				const gross = `${1 + (turn % 500)}.${String((turn * 7) % 100).padStart(2, '0')}`;
				const line = { category: pick(categories, turn), department: pick(departments, turn), tax: turn % 3 === 0 ? 'V0' : 'V20', gross };
				const merchant = `Merchant ${turn % 97}`;
				numbers.push(createExpense(store, { status, section, receipts, user: pick(users, turn), merchant, lines: [line] }, at).number);
			}
			return { created: numbers.length, first: numbers[0] ?? null, last: numbers.at(-1) ?? null };
		}),
	);
}

/** References of the active records that have one without blanks around. */
function namesOf(list: Body[]): string[] {
	return list.flatMap(({ reference, isActive }) => (typeof reference === 'string' && reference === reference.trim() && isActive !== false ? [reference] : []));
}

function pick(list: readonly string[], turn: number): string | undefined {
	return list[turn % Math.max(1, list.length)];
}
