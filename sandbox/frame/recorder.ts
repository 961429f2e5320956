import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DatabaseSync } from 'node:sqlite';
import { readableForm, redactHeaders, redactText, redactUrl } from './redact';
import { routeOf } from './route';
import type { Clock, RecordedRequest, System } from './types';

/** Characters of a body that are kept: a full batch of documents fits, a receipt need not. */
const LONGEST_BODY = 512 * 1024;
/** Requests whose bodies are kept; older ones keep their line. */
const BODIES_KEPT = 2000;

const TABLE = `CREATE TABLE IF NOT EXISTS frame_requests (
	id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, system TEXT NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL,
	route TEXT NOT NULL, status INTEGER, ms INTEGER NOT NULL, headers TEXT, request_body TEXT, response_body TEXT
) STRICT; CREATE INDEX IF NOT EXISTS frame_requests_route ON frame_requests (system, route)`;

const BRIEF = 'id, at, system, method, url, route, status, ms';

export interface RequestCount {
	total: number;
	byRoute: Record<string, number>;
}

/** Keeps what each emulated system was asked and what it answered, without secrets. */
export class Recorder {
	constructor(
		private readonly db: DatabaseSync,
		private readonly clock: Clock,
	) {
		db.exec(TABLE);
	}

	/** Records every request to a system, also those that were dropped. */
	watch(app: FastifyInstance, systemOf: (url: string) => System | undefined): void {
		app.addHook('onRequest', (request, reply, done) => {
			const system = systemOf(request.url);
			if (system === undefined) return done();
			const at = new Date(this.clock.now()).toISOString();
			const start = performance.now();
			// "close" comes after an answer and after a dropped connection alike.
			reply.raw.once('close', () => {
				const status = reply.raw.writableFinished ? reply.raw.statusCode : null;
				const ms = Math.round(performance.now() - start);
				this.add(request, { at, system: system.name, status, ms, responseBody: answers.get(request) });
			});
			done();
		});
		const answers = new WeakMap<FastifyRequest, string>();
		app.addHook('onSend', (request, reply, payload, done) => {
			if (systemOf(request.url)) answers.set(request, bodyText(payload, String(reply.getHeader('content-type') ?? '')));
			done(null, payload);
		});
	}

	/** Newest first. `limit` is 100 unless set; `brief` leaves out bodies and headers. */
	list(filter: { system?: string; limit?: number; after?: number; brief?: boolean } = {}): RecordedRequest[] {
		const rows = this.db
			.prepare(
				`SELECT ${filter.brief ? BRIEF : '*'} FROM frame_requests WHERE (:system IS NULL OR system = :system) AND id > :after
				 ORDER BY id DESC LIMIT :limit`,
			)
			.all({ system: filter.system ?? null, after: filter.after ?? 0, limit: filter.limit ?? 100 });
		return rows.map(readRow);
	}

	find(id: number): RecordedRequest | undefined {
		const row = this.db.prepare('SELECT * FROM frame_requests WHERE id = ?').get(id);
		return row && readRow(row);
	}

	count(system?: string): RequestCount {
		const rows = this.db
			.prepare(
				`SELECT route, count(*) AS calls FROM frame_requests WHERE (:system IS NULL OR system = :system)
				 GROUP BY route ORDER BY calls DESC, route`,
			)
			.all({ system: system ?? null });
		const byRoute = Object.fromEntries(rows.map((row) => [String(row.route), Number(row.calls)]));
		return { total: Object.values(byRoute).reduce((sum, calls) => sum + calls, 0), byRoute };
	}

	clear(): void {
		this.db.exec('DELETE FROM frame_requests');
	}

	private add(request: FastifyRequest, entry: Pick<RecordedRequest, 'at' | 'system' | 'status' | 'ms' | 'responseBody'>): void {
		// The process is on its way out when the database is already shut; there is nobody left to read the entry.
		if (!this.db.isOpen) return;
		const url = redactUrl(request.url);
		const body = bodyText(request.rawBody, request.headers['content-type'] ?? '');
		const { lastInsertRowid } = this.db
			.prepare(
				`INSERT INTO frame_requests (at, system, method, url, route, status, ms, headers, request_body, response_body)
				 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			)
			.run(
				entry.at, entry.system, request.method, url, request.routeLabel ?? routeOf(request.method, url), entry.status,
				entry.ms, JSON.stringify(redactHeaders(request.headers)), body, entry.responseBody ?? null,
			);
		const id = Number(lastInsertRowid);
		if (id % 100 === 0) {
			this.db
				.prepare('UPDATE frame_requests SET request_body = NULL, response_body = NULL WHERE id BETWEEN ? AND ?')
				.run(id - BODIES_KEPT - 200, id - BODIES_KEPT);
		}
	}
}

/** A body as text that may be shown: forms readable, secrets hidden, files only named. */
function bodyText(body: unknown, contentType: string): string {
	if (body === undefined || body === null) return '';
	const bytes = Buffer.isBuffer(body) ? body : typeof body === 'string' ? Buffer.from(body) : undefined;
	if (bytes === undefined) return '[stream]';
	if (/^(image|audio|video)\/|pdf|octet-stream|zip|multipart/i.test(contentType)) return `[${bytes.length} bytes of ${contentType}]`;
	const text = bytes.subarray(0, LONGEST_BODY).toString('utf8');
	const clean = /x-www-form-urlencoded/i.test(contentType) ? readableForm(text) : redactText(text);
	return bytes.length > LONGEST_BODY ? `${clean}\n[cut: ${bytes.length} bytes in all]` : clean;
}

function readRow(row: Record<string, unknown>): RecordedRequest {
	return {
		id: Number(row.id), at: String(row.at), system: String(row.system), method: String(row.method), url: String(row.url),
		route: String(row.route), status: row.status === null ? null : Number(row.status), ms: Number(row.ms),
		headers: isGone(row.headers) ? undefined : (JSON.parse(String(row.headers)) as Record<string, string>),
		requestBody: isGone(row.request_body) ? undefined : String(row.request_body),
		responseBody: isGone(row.response_body) ? undefined : String(row.response_body),
	};
}

function isGone(value: unknown): boolean {
	return value === null || value === undefined;
}
