import { asBooksError, BooksError } from '../core/errors';
import { compare, isZero, type Amount } from '../core/money';
import type { XmlElement } from '../core/xml';
import { call, type AccountsIq } from './api';
import { named } from './readers/named';
import { midnight } from './shapes/documents';
import { amountOf, idOf } from './transactions';

/** One transaction, by its id. */
export async function transactionById(aiq: AccountsIq, id: string): Promise<XmlElement> {
	const found = await named(aiq, [], { id });
	if (found !== undefined) return found;
	throw new BooksError({ category: 'not found', message: `AccountsIQ holds no transaction ${id}`, hint: 'Check the entity and the id.' });
}

export interface Allocated {
	action: 'allocated' | 'found';
	amount: Amount;
}

/**
 * Settles two transactions against each other. What is settled already is left alone, so that a second time does no
 * harm; after a lost answer what is outstanding tells whether it was done.
 * @param amount empty for as much as both have outstanding
 */
export async function allocate(aiq: AccountsIq, ids: readonly [string, string], reference: string, day: string, amount?: Amount): Promise<Allocated> {
	const [one, other] = [await transactionById(aiq, ids[0]), await transactionById(aiq, ids[1])];
	const [open, openToo] = [amountOf(one, 'OutstandingAmount') ?? '0', amountOf(other, 'OutstandingAmount') ?? '0'];
	const possible = compare(open, openToo) < 0 ? open : openToo;
	if (isZero(possible)) return { action: 'found', amount: '0' };
	const wanted = amount ?? possible;
	if (compare(wanted, possible) > 0) {
		throw new BooksError({
			category: 'validation', field: 'amount', message: `Only ${possible} is outstanding, not ${wanted}`, hint: 'Settle no more than what both have outstanding.',
		});
	}
	const content = {
		transactionID_1: idOf(one), transactionID_2: idOf(other), allocationReference: reference, allocationAmount: wanted, allocationDate: midnight(day),
	};
	const answer = await call(aiq, 'AllocateTransactions', content, { write: true }).catch(asBooksError);
	if (answer instanceof BooksError) {
		if (answer.facts.outcomeUnknown !== true) throw answer;
		const now = amountOf(await transactionById(aiq, ids[0]), 'OutstandingAmount') ?? '0';
		if (compare(now, open) === 0) throw answer;
	}
	return { action: 'allocated', amount: wanted };
}
