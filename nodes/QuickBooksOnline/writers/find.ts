import type { Posted } from '../../core/ledger';
import { negate } from '../../core/money';
import type { Qbo } from '../api';
import { postedOf } from '../posted';
import { isIn } from '../query';
import { readAll } from '../read';
import { isVoided, keyOfNote, numberOfKey } from '../shapes/keys';
import type { QboTransaction, TransactionEntity } from '../types';

/** A document that is looked for: by its key, and by the numbers under which it may stand. */
export interface Sought {
	key: string;
	/** Beside the number that the key gives. */
	numbers?: string[];
}

export interface Found {
	held: Map<string, Posted & { entity: TransactionEntity }>;
	/** Keys under which something voided stands: QuickBooks may call a new one of the same number a duplicate. */
	voided: Set<string>;
}

/**
 * Which keys the books hold already: some hundred numbers per statement, many statements per call. Deleted transactions
 * are not in the books any more; voided ones do not count. One of the same number whose memo ends in another key, or in
 * none though the number is not the key itself, is somebody else's.
 */
export async function findByNumber(qbo: Qbo, entities: readonly TransactionEntity[], sought: Sought[], field: 'DocNumber' | 'PaymentRefNum' = 'DocNumber'): Promise<Found> {
	const numbers = sought.flatMap(({ key, numbers: more = [] }) => [numberOfKey(key), ...more]);
	const found: Found = { held: new Map(), voided: new Set() };
	for (const entity of entities) {
		const selections = isIn(field, numbers).map((condition) => ({ entity, where: [condition] }));
		keepOurs(found, qbo, entity, sought, await readAll<QboTransaction>(qbo, selections));
	}
	return found;
}

/** Sorts transactions by the key that each carries. */
export function keepOurs({ held, voided }: Found, qbo: Qbo, entity: TransactionEntity, sought: Sought[], rows: QboTransaction[]): void {
	const byKey = new Map(sought.map(({ key }) => [key.toLowerCase(), key]));
	for (const row of rows) {
		const noted = keyOfNote(row.PrivateNote);
		// A person may have cleared the memo; a number that is a whole key still tells.
		const key = byKey.get((noted ?? row.DocNumber ?? row.PaymentRefNum ?? '').toLowerCase());
		if (isVoided(row)) {
			const dead = key ?? sought.find((one) => numberOfKey(one.key) === (row.DocNumber ?? row.PaymentRefNum))?.key;
			if (dead !== undefined) voided.add(dead);
		} else if (key !== undefined && !held.has(key)) held.set(key, { ...postedOf(entity, row, qbo.appUrl), key, entity });
	}
}

/** Another sign than the source has now is a change that a person has to look at, not an honest find. */
export function turnedTotal(posted: Posted, isTurned: boolean): Posted {
	if (!isTurned || posted.total === undefined) return posted;
	const { total, subTotal } = posted;
	return { ...posted, total: negate(total), subTotal: subTotal === undefined ? undefined : negate(subTotal) };
}
