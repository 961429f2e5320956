import { asBooksError, BooksError } from '../core/errors';
import type { Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import { write, type Qbo } from './api';
import { postedOf } from './posted';
import { isVoided } from './shapes/keys';
import { again, standing, type Standing } from './standing';
import { changeSurely } from './surely';
import type { QboTransaction, TransactionEntity } from './types';

/** What QuickBooks can void: it stays, with amounts of zero. The others are deleted. Source: Intuit, entity reference, "Void". */
const VOIDS: Partial<Record<TransactionEntity, Record<string, string>>> = {
	Invoice: { operation: 'void' },
	Payment: { operation: 'update', include: 'void' },
	BillPayment: { operation: 'update', include: 'void' },
};

/**
 * Takes a document back: invoices and payments are voided, the others deleted. Twice is no error, as far as QuickBooks
 * can tell: what was deleted is known by its ID only.
 * @param erase deletes what could be voided, too
 */
export async function remove(qbo: Qbo, kind: DocumentKind, target: Target, erase = false): Promise<Posted> {
	const first = await standing(qbo, kind, target).catch(asBooksError);
	if (first instanceof BooksError) {
		if (first.category !== 'not found' || target.id === undefined) throw first;
		return { id: target.id, kind, status: 'Deleted' };
	}
	const voiding = erase ? undefined : VOIDS[first.entity];
	if (voiding !== undefined && isVoided(first.record)) return told(qbo, first);
	return await changeSurely<Standing, Posted>(
		first,
		async (one) => (voiding === undefined ? await deleteOne(qbo, one) : await voidOne(qbo, one, voiding)),
		async () => await now(qbo, first),
		(one) => (one === undefined ? { ...told(qbo, first), status: 'Deleted' } : voiding !== undefined && isVoided(one.record) ? told(qbo, one) : undefined),
	);
}

async function deleteOne(qbo: Qbo, one: Standing): Promise<Posted> {
	await write(qbo, one.entity.toLowerCase(), versionOf(one), { operation: 'delete' });
	return { ...told(qbo, one), status: 'Deleted' };
}

async function voidOne(qbo: Qbo, one: Standing, query: Record<string, string>): Promise<Posted> {
	const { entity } = one;
	const answer = await write<Record<string, QboTransaction | undefined>>(qbo, entity.toLowerCase(), { ...versionOf(one), sparse: true }, query);
	const record = answer[entity];
	const after = record !== undefined && isVoided(record) ? { entity, record } : await again(qbo, one);
	// QuickBooks was seen to say yes and void nothing.
	if (isVoided(after.record)) return told(qbo, after);
	throw new BooksError({ category: 'validation', message: 'QuickBooks said yes, and the document stands as before.', hint: 'Void it in QuickBooks.', document: told(qbo, after).key });
}

/** Only this: a whole record sent back is refused for members that QuickBooks itself added. */
const versionOf = ({ record: { Id, SyncToken } }: Standing) => ({ Id, SyncToken });

async function now(qbo: Qbo, one: Standing): Promise<Standing | undefined> {
	return await again(qbo, one).catch((error: unknown) => {
		const reason = asBooksError(error);
		return reason.category === 'not found' ? undefined : Promise.reject(reason);
	});
}

function told(qbo: Qbo, { entity, record }: Standing): Posted {
	return postedOf(entity, record, qbo.appUrl);
}
