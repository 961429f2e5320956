import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../desk';
import { KINDS } from '../state/kinds';
import { type Kept, type Of, recordById } from '../state/records';
import { readSettings } from '../state/settings';
import type { Body } from '../state/store';
import { ApiError, badRequest, conflict, JSON_TYPE, stale, unknownState } from './errors';

const DAY = 86_400_000;

export function objectOf(body: unknown): Body {
	if (typeof body !== 'object' || body === null || Array.isArray(body) || Buffer.isBuffer(body)) throw badRequest('The body must be a JSON object.');
	return body as Body; // just checked
}

/** Failures that only Work knows, where one waits for this request. */
export function strike({ store }: Desk, request: FastifyRequest): void {
	const take = (kind: string) => store.frame.faults.take('work', kind, request) !== undefined;
	if (take('stale-version')) throw stale(2);
	if (take('feature-off')) throw new ApiError(403, 'feature_not_enabled', 'The plan of this company lacks this.');
	if (take('unknown-state')) throw unknownState('United States');
	if (take('key-revoked')) throw new ApiError(401, 'key_revoked', 'This API key was revoked.');
}

/** `If-Match: "<version>"`, where it is sent. */
export function needVersion({ store }: Desk, request: FastifyRequest, of: Of, id: string): void {
	const wanted = request.headers['if-match'];
	if (wanted === undefined) return;
	const { version } = recordById(store, of, id);
	if (wanted.replaceAll('"', '') !== String(version)) throw stale(version);
}

/**
 * A POST that makes a record: 201 with its address. Under an idempotency key the same body gets the kept answer for a
 * day, and another body is refused.
 */
export async function create(desk: Desk, request: FastifyRequest, reply: FastifyReply, of: Of, make: () => Kept): Promise<FastifyReply> {
	const { store } = desk;
	const key = request.headers['idempotency-key'];
	const asked = createHash('sha256').update(`${request.url}\n`).update(request.rawBody ?? '').digest('hex');
	if (typeof key === 'string' && readSettings(store).idempotency) {
		const kept = store.one('SELECT * FROM wrk_replays WHERE company = ? AND key = ? AND at > ?', of.company, key, store.now() - DAY);
		if (kept !== undefined) {
			if (kept.request !== asked) throw conflict('idempotency_conflict', 'This idempotency key was used for another request.');
			reply.headers({ 'idempotent-replayed': 'true', location: String(kept.location) });
			return await reply.code(Number(kept.status)).type(JSON_TYPE).send(String(kept.answer));
		}
	}
	const { answer, location } = store.atomically(() => {
		const record = make();
		const made = { answer: JSON.stringify(record), location: `/work/v1/${KINDS[of.kind].path}/${record.id}` };
		if (typeof key === 'string') {
			store.run(
				'INSERT OR REPLACE INTO wrk_replays (company, key, request, status, location, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
				of.company, key, asked, 201, made.location, made.answer, store.now(),
			);
		}
		return made;
	});
	return await reply.code(201).header('location', location).type(JSON_TYPE).send(answer);
}
