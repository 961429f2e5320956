import { logRow, type LogRow } from './columns';
import type { Told } from './result';

/** What was done with it, what holds it, what went wrong: the later word counts, and a failure stays. */
const RANK: Readonly<Record<Told['result'], number>> = { expected: 0, ok: 1, held: 2, failed: 3 };

/**
 * One row for each document, from all that a run's nodes told of it: what the source expects, what the books answered,
 * and what failed afterwards, such as a receipt.
 */
export function rowsOf(told: readonly Told[], run: Pick<LogRow, 'at' | 'sync' | 'execution'>): LogRow[] {
	const documents = new Map<string, Told[]>();
	for (const one of told) {
		const name = one.key === '' ? `source ${one.source.join(',')}` : one.key;
		const list = documents.get(name);
		if (list === undefined) documents.set(name, [one]);
		else list.push(one);
	}
	return [...documents.values()].map((list) => logRow({ ...run, ...rowOf(list) }));
}

function rowOf(list: Told[]): Partial<LogRow> {
	const sorted = [...list].sort((a, b) => RANK[a.result] - RANK[b.result]);
	const worst = sorted[sorted.length - 1] as Told;
	const done = sorted.find(({ result }) => result === 'ok');
	const first = <N extends keyof Told>(name: N) => list.map((one) => one[name]).find((value) => value !== undefined);
	const amount = first('amount') ?? '';
	const what = {
		key: worst.key, kind: first('kind') ?? '', source: [...new Set(list.flatMap(({ source }) => source))].join(', '),
		amount, booksAmount: signedAs(amount, first('booksAmount') ?? ''), currency: first('currency') ?? '',
		booksId: first('booksId') ?? '', number: first('number') ?? '', link: first('link') ?? '', changes: first('changes') ?? '',
	};
	if (worst.result === 'expected') {
		return { ...what, action: 'failed', result: 'failed', category: 'waiting', reason: 'The run told nothing of this document.', hint: 'The next run looks again.', retryable: 'yes' };
	}
	const { result, category = '', reason = '', hint = '' } = worst;
	return {
		...what, action: done?.action ?? worst.action ?? '', result, category, reason, hint,
		retryable: result === 'failed' ? (worst.retryable === true ? 'yes' : 'no') : '',
	};
}

/** Books tell totals without a sign; which way the money went is known by the document. */
function signedAs(amount: string, booksAmount: string): string {
	return amount.startsWith('-') && booksAmount !== '' && !booksAmount.startsWith('-') ? `-${booksAmount}` : booksAmount;
}
