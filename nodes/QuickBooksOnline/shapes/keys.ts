import { createHash } from 'node:crypto';

/** The most characters of a document number. Source: Intuit, entity reference, DocNumber. */
const NUMBER = 21;
const MARK = 8;

/** The document number that a key gives: the key itself, or where it is too long its beginning and a mark of the whole. */
export function numberOfKey(key: string): string {
	if (key.length <= NUMBER) return key;
	const mark = createHash('sha256').update(key, 'utf8').digest('hex').slice(0, MARK);
	return `${key.slice(0, NUMBER - MARK - 1)}-${mark}`;
}

/** "Fuel accrual [EXP-R1-J]" carries "EXP-R1-J". */
export function keyOfNote(note: string | undefined): string | undefined {
	return /\[([^[\]]+)\]\s*$/.exec(note ?? '')?.[1];
}

/** QuickBooks writes this over, or before, the memo of what was voided. */
export const isVoided = ({ PrivateNote, TotalAmt }: { PrivateNote?: string; TotalAmt?: number }): boolean =>
	TotalAmt === 0 && /^voided\b/i.test(PrivateNote ?? '');
