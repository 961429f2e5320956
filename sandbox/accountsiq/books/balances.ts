import { fromCents, toText } from '../../frame/money';
import type { Call } from '../state/call';
import type { Entity } from '../state/entities';

/** Debits less credits over the whole books, in base currency; "0.00" unless the emulator is wrong. */
export function trialBalance({ store }: Pick<Call, 'store'>, { id }: Entity): string {
	const row = store.one('SELECT coalesce(sum(base), 0) AS total FROM aiq_lines WHERE entity = ?', id);
	return toText(fromCents(Number(row?.total ?? 0)));
}

/** Whole cents in base currency by account, debits positive. `until`: of lines up to the end of this period. */
export function balancesOf({ store }: Pick<Call, 'store'>, { id }: Entity, until?: number): Map<string, number> {
	const rows = store.all('SELECT gl, sum(base) AS total FROM aiq_lines WHERE entity = ? AND period <= ? GROUP BY gl', id, until ?? Number.MAX_SAFE_INTEGER);
	return new Map(rows.map(({ gl, total }) => [String(gl), Number(total)]));
}
