import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted } from '../../core/ledger';
import type { Qbo } from '../api';
import { afterAll, batch, isOlder } from '../batch';
import { holderOf } from '../errors';
import { postedOf } from '../posted';
import { isIn } from '../query';
import { readAll } from '../read';
import { keyOfNote } from '../shapes/keys';
import type { QboTransaction, TransactionEntity } from '../types';

/** A document in QuickBooks' shape, ready to be sent. */
export interface Ready {
	key: string;
	entity: TransactionEntity;
	record: QboTransaction;
	warnings: string[];
	/** Something voided stands under its number, which is no duplicate. */
	numberIsFree?: boolean;
}

/**
 * Creates documents: one call, an outcome for each, in order. Two answers are looked at once more. A duplicate number
 * may be the document itself, made by another process meanwhile. And QuickBooks repeats its first answer to a request id
 * for as long as it remembers: what it names may have been deleted since.
 * @param asked QuickBooks' time when the books were asked for these documents: an older one among the answers is such a
 *   repetition
 */
export async function sendAll(qbo: Qbo, ready: Ready[], attempt: number, asked: number | undefined): Promise<Array<Outcome<Posted>>> {
	const answers = await create(qbo, ready, String(attempt));
	await lookAgain(qbo, ready, answers, attempt, asked).catch(afterAll);
	return ready.map(({ entity, warnings }, place): Outcome<Posted> => {
		const answer = answers[place] as QboTransaction | BooksError;
		if (answer instanceof BooksError) return failed(answer);
		return ok({ ...postedOf(entity, answer, qbo.appUrl), ...(warnings.length === 0 ? {} : { warnings }) });
	});
}

async function lookAgain(qbo: Qbo, ready: Ready[], answers: Array<QboTransaction | BooksError>, attempt: number, asked: number | undefined): Promise<void> {
	const gone = await goneOf(qbo, ready, answers, asked);
	if (gone.length > 0) {
		const ids = gone.map((place) => (answers[place] as QboTransaction).Id).join(' ');
		const again = await create(qbo, gone.map((place) => ready[place] as Ready), `${attempt} in place of ${ids}`);
		gone.forEach((place, index) => (answers[place] = again[index] as QboTransaction | BooksError));
	}
	await adopt(qbo, ready, answers);
}

async function create(qbo: Qbo, ready: Ready[], attempt: string): Promise<Array<QboTransaction | BooksError>> {
	return await batch<QboTransaction>(qbo, ready.map(({ entity, record, numberIsFree }) => ({
		operation: 'create', entity, record, ...(numberIsFree === true ? { options: 'allowduplicatedocnum' } : {}),
	})), attempt);
}

/** Places of answers that name a document which was made before the books were asked and is not there any more. */
async function goneOf(qbo: Qbo, ready: Ready[], answers: Array<QboTransaction | BooksError>, asked: number | undefined): Promise<number[]> {
	const old = answers.flatMap((answer, place) => (!(answer instanceof BooksError) && isOlder(answer.MetaData?.CreateTime, asked) ? [place] : []));
	if (old.length === 0) return [];
	const alive = new Set<string>();
	for (const entity of new Set(old.map((place) => (ready[place] as Ready).entity))) {
		const ids = old.filter((place) => ready[place]?.entity === entity).map((place) => (answers[place] as QboTransaction).Id ?? '');
		const rows = await readAll<QboTransaction>(qbo, isIn('Id', ids).map((condition) => ({ entity, where: [condition] })));
		for (const { Id } of rows) alive.add(`${entity} ${Id}`);
	}
	return old.filter((place) => !alive.has(`${ready[place]?.entity} ${(answers[place] as QboTransaction).Id}`));
}

/** A number that is taken by the very document is an answer, too. */
async function adopt(qbo: Qbo, ready: Ready[], answers: Array<QboTransaction | BooksError>): Promise<void> {
	for (const [place, answer] of answers.entries()) {
		const id = answer instanceof BooksError ? holderOf(answer) : undefined;
		const { entity, key } = ready[place] as Ready;
		if (id === undefined) continue;
		const [held] = await readAll<QboTransaction>(qbo, isIn('Id', [id]).map((condition) => ({ entity, where: [condition] })));
		if (held !== undefined && keyOfNote(held.PrivateNote)?.toLowerCase() === key.toLowerCase()) answers[place] = held;
	}
}
