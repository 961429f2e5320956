import { failed, ok, type Outcome } from '../../core/errors';
import type { Posted, Writer } from '../../core/ledger';
import type { Expense } from '../../core/model/documents';
import { absolute, add, isNegative, negate } from '../../core/money';
import { textIn } from '../../core/xml-elements';
import type { Desk } from '../desk';
import { sumOf, totalOf, toSundries, type Sundry } from '../shapes/documents';
import { amountOf, posted, reversalOf } from '../transactions';
import { sendBulk, type BulkOperation } from './bulk';
import { fold, standing } from './find';
import { shapeAll } from './shape';

const SUNDRIES: BulkOperation = { operation: 'SaveSundryReceiptPaymentsGetBackTransactionIDs', list: 'entries', row: 'WSSundryReceiptPayment' };
const TYPES = ['BP', 'BR'] as const;

interface Ready {
	key: string;
	parts: Sundry[];
	posted: Omit<Posted, 'id'>;
	warnings: string[];
}

const referencesOf = ({ key, lines }: Expense): string[] => (lines.length === 1 ? [key] : lines.map((_, index) => `${key}-${index + 1}`));

/**
 * An expense with several lines is as many bank payments. It counts as held when all of them stand; where a run died in
 * between, only those that are missing are sent.
 */
export function expenseWriter(desk: Desk): Writer<Expense, Ready> {
	/** Ids by reference, as the books said last. */
	const there = new Map<string, string>();
	return {
		batchSize: 100,
		total: totalOf,
		find: async (documents) => {
			const found = await standing(desk.aiq, documents.flatMap(referencesOf), TYPES);
			const references = documents.flatMap(referencesOf).filter((one) => found.has(fold(one)));
			const back = references.length === 0 ? new Map<string, unknown[]>() : await standing(desk.aiq, references.map(reversalOf), TYPES);
			const result = new Map<string, Posted>();
			for (const document of documents) {
				const rows = referencesOf(document).map((one) => (found.get(fold(one)) ?? [])[back.get(fold(reversalOf(one)))?.length ?? 0]);
				referencesOf(document).forEach((one, index) => {
					const row = rows[index];
					if (row === undefined) there.delete(fold(one));
					else there.set(fold(one), posted(row).id);
				});
				const [first] = rows;
				if (first === undefined || rows.includes(undefined)) continue;
				const sum = add(...rows.map((row) => (row === undefined ? '0' : signed(textIn(row, 'TransactionType'), amountOf(row) ?? '0'))));
				const turned = isNegative(sumOf(document)) !== isNegative(sum);
				result.set(document.key, { ...posted(first), key: document.key, total: turned ? negate(absolute(sum)) : absolute(sum) });
			}
			return result;
		},
		prepare: async (documents, options) => await shapeAll(desk, documents, options, (resolved) => ({
			key: resolved.document.key,
			parts: toSundries(resolved, desk.aiq.sundryIsGross),
			warnings: resolved.warnings,
			posted: {
				kind: 'expense' as const, key: resolved.document.key, currency: resolved.document.currency, date: resolved.date,
				total: absolute(add(...resolved.lines.flatMap(({ net, tax }) => [net, tax]))),
			},
		})),
		send: async (batch) => {
			const parts = batch.flatMap((one) => one.parts.map((part) => ({ one, part }))).filter(({ part }) => !there.has(fold(part.reference)));
			const answers = await sendBulk(desk.aiq, SUNDRIES, parts.map(({ one, part }) => ({ wire: part.wire, kind: 'expense', posted: one.posted, warnings: one.warnings })));
			parts.forEach(({ part }, index) => {
				const answer = answers[index];
				if (answer?.ok === true) there.set(fold(part.reference), answer.value.id);
			});
			return batch.map((one) => outcomeOf(one, parts, answers, there));
		},
	};
}

/** A payment counts up what was spent. */
const signed = (type: string | undefined, amount: string): string => (type === 'BR' ? negate(amount) : amount);

function outcomeOf(
	one: Ready,
	parts: Array<{ one: Ready; part: Sundry }>,
	answers: Array<Outcome<Posted>>,
	there: ReadonlyMap<string, string>,
): Outcome<Posted> {
	const refused = answers.find((answer, index) => parts[index]?.one === one && !answer.ok);
	if (refused !== undefined && !refused.ok) return failed(refused.error);
	const [first] = one.parts;
	const id = first === undefined ? '' : (there.get(fold(first.reference)) ?? '');
	return ok({ ...one.posted, id, ...(one.warnings.length === 0 ? {} : { warnings: one.warnings }) });
}
