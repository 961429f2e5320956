import { BooksError } from '../core/errors';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import { get, type Qbo } from './api';
import { isIn } from './query';
import { readAll } from './read';
import { isVoided, keyOfNote, numberOfKey } from './shapes/keys';
import type { QboTransaction, TransactionEntity } from './types';

/** Where documents of a kind may stand. */
export const ENTITIES: Readonly<Record<DocumentKind, readonly TransactionEntity[]>> = {
	bill: ['Bill', 'VendorCredit'],
	supplierCredit: ['VendorCredit'],
	invoice: ['Invoice', 'CreditMemo'],
	expense: ['Purchase', 'Deposit'],
	employeeExpense: [],
	journal: ['JournalEntry'],
	payment: ['Payment', 'BillPayment'],
};

export interface Standing {
	entity: TransactionEntity;
	record: QboTransaction;
}

/** The document as QuickBooks has it now. A voided one is told only where no live one has the name. */
export async function standing(qbo: Qbo, kind: DocumentKind, target: Target): Promise<Standing> {
	const found: Standing[] = [];
	for (const entity of ENTITIES[kind]) {
		const rows = await readAll<QboTransaction>(qbo, conditionsFor(entity, target).map((condition) => ({ entity, where: [condition] })));
		found.push(...rows.filter((record) => isMeant(record, target)).map((record) => ({ entity, record })));
		if (target.id !== undefined && found.length > 0) break;
	}
	const live = found.filter(({ record }) => !isVoided(record));
	if (live.length > 1) {
		throw new BooksError({ category: 'validation', message: `QuickBooks holds ${live.length} documents with this name.`, hint: 'Name the one meant by its ID.' });
	}
	const one = live[0] ?? found[0];
	if (one !== undefined) return one;
	throw new BooksError({
		category: 'not found', message: `QuickBooks holds no such ${kind}.`, hint: 'Check the company, and the ID, number or key. What was deleted is not there any more.', document: target.key,
	});
}

/** The same document, as it stands after somebody else has changed it. */
export async function again(qbo: Qbo, { entity, record }: Standing): Promise<Standing> {
	const answer = await get<Record<string, QboTransaction | undefined>>(qbo, `${entity.toLowerCase()}/${encodeURIComponent(record.Id ?? '')}`);
	return { entity, record: answer[entity] ?? record };
}

function conditionsFor(entity: TransactionEntity, { id, key, number, code, name }: Target): string[] {
	if (id !== undefined) return isIn('Id', [id]);
	const numbers = [key === undefined ? undefined : numberOfKey(key), number ?? code ?? name].filter((one) => one !== undefined);
	if (numbers.length === 0) throw new BooksError({ category: 'validation', message: 'The document has no ID, key or number.', hint: 'Name the document.' });
	return isIn(entity === 'Payment' ? 'PaymentRefNum' : 'DocNumber', numbers);
}

function isMeant({ PrivateNote, DocNumber, PaymentRefNum }: QboTransaction, { id, key }: Target): boolean {
	if (id !== undefined || key === undefined) return true;
	const own = DocNumber ?? PaymentRefNum ?? '';
	// Voiding takes the mark out of the memo.
	return (keyOfNote(PrivateNote) ?? own).toLowerCase() === key.toLowerCase() || own.toLowerCase() === numberOfKey(key).toLowerCase();
}
