import { sleep } from 'n8n-workflow';
import { asBooksError, BooksError } from '../core/errors';
import { isRepetition } from './errors';

const ROUNDS = 3;
const PAUSE_MS = 500;

/**
 * One change, until the books show it. After a lost answer, or where Intacct says that it has carried out the same before,
 * they are asked before anything is sent again.
 * @param isDone asks the books
 * @param send is given the round, which makes its control id
 */
export async function surely(send: (round: number) => Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
	for (let round = 0; ; round++) {
		const answer = await send(round).catch(asBooksError);
		if (!(answer instanceof BooksError)) return;
		const isOpen = answer.facts.outcomeUnknown === true || isRepetition(answer);
		if (!isOpen) throw answer;
		if (await isDone()) return;
		if (round >= ROUNDS) throw answer;
		await sleep(PAUSE_MS * 2 ** round);
	}
}
