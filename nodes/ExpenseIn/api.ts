import { liesBelow } from '../core/address';
import { BooksError } from '../core/errors';
import type { Http, HttpAnswer, HttpRequest } from '../core/http';
import type { RawRequest } from '../core/session';
import type { Contract, DocumentKind, Kind } from './contract';
import { errorOf, unreadable } from './errors';
import { parseExact, stringifyExact, textOf } from './json';
import { isWire, keyOf, member, type Wire } from './wire';

export type Query = Record<string, string | number | undefined>;

export interface ReceiptFile {
	content: Buffer;
	mimeType?: string;
}

/** Times that a list is read again from its start because it changed while it was read. */
const ROUNDS = 3;

/** The wire: verb, path, shape. What the records mean is told elsewhere, what the paths are in contract.ts. */
export class ExpenseIn {
	readonly baseUrl: string;

	constructor(
		private readonly http: Http,
		readonly contract: Contract,
		readonly connection: string,
		baseUrl: string,
	) {
		this.baseUrl = baseUrl.replace(/\/+$/, '');
	}

	get waits(): ReadonlyMap<string, number> {
		return this.http.waits;
	}

	/**
	 * Every record once, page by page. A list that changes while it is read shifts records past a page's edge, so where
	 * the server tells how many there are, they are looked for until that many came.
	 */
	async *pages(kind: Kind, query: Query = {}): AsyncGenerator<Wire[]> {
		const { paging, paths } = this.contract;
		const paged = paging.style !== 'none' && paging.kinds.includes(kind);
		const seen = new Set<string>();
		for (let round = 1, page = 0, got = 0; ; page++) {
			const at = paging.style === 'offset' ? got : paging.first + page;
			const asked = paged ? { ...query, [paging.page]: at, [paging.size]: paging.records } : query;
			const answer = await this.read({ method: 'GET', url: this.url(paths[kind]), query: asked });
			const records = this.listIn(answer.body);
			const fresh = records.filter((record) => this.isNew(kind, record, seen));
			if (fresh.length > 0) yield fresh;
			got += records.length;
			const total = Number(answer.headers[paging.total] ?? NaN);
			const counted = Number.isFinite(total);
			// More than asked for is a whole list; where nobody counts, a short page or one without news is the last.
			const last = counted ? got >= total : records.length < paging.records || fresh.length === 0;
			if (!paged || records.length > paging.records || (!counted && last)) return;
			if (!last && records.length > 0) continue;
			if (seen.size >= total) return;
			if (round++ >= ROUNDS) throw moving();
			[page, got] = [-1, 0];
		}
	}

	async one(kind: Kind, id: string): Promise<Wire> {
		const { body } = await this.read({ method: 'GET', url: this.url(`${this.contract.paths[kind]}/${encodeURIComponent(id)}`) });
		return recordIn(body, false);
	}

	async create(kind: Kind, record: Wire): Promise<Wire> {
		return recordIn((await this.write('POST', this.contract.paths[kind], record, false)).body, true);
	}

	/** The whole record goes out: a strict server clears what is left out. The same record twice has no second effect. */
	async update(kind: Kind, id: string, record: Wire): Promise<Wire> {
		const path = `${this.contract.paths[kind]}/${encodeURIComponent(id)}`;
		const { body } = await this.write(this.contract.update, path, record, true);
		return isWire(body) ? body : record;
	}

	/** Marks are idempotent, so a lost answer is simply asked for again. */
	async mark(kind: DocumentKind, route: 'export' | 'exportFailed', body: Wire): Promise<void> {
		await this.write('POST', `${this.contract.paths[kind]}${this.contract.routes[route]}`, body, true);
	}

	async receipts(kind: DocumentKind, id: string): Promise<Wire[]> {
		const path = `${this.contract.paths[kind]}/${encodeURIComponent(id)}${this.contract.routes.receipts}`;
		return this.listIn((await this.read({ method: 'GET', url: this.url(path) })).body);
	}

	receiptUrl(kind: DocumentKind, id: string, receiptId: string): string {
		const route = this.contract.routes.receipt.replace('{receiptId}', encodeURIComponent(receiptId));
		return this.url(`${this.contract.paths[kind]}/${encodeURIComponent(id)}${route}`);
	}

	async file(url: string): Promise<ReceiptFile> {
		const answer = await this.http.send({ method: 'GET', url, as: 'bytes' });
		const error = errorOf(this.contract, answer, false);
		if (error !== undefined) throw error;
		const content = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body as ArrayBuffer);
		return { content, mimeType: textOf(answer.headers['content-type']?.split(';')[0]) };
	}

	/** Any endpoint below the base address, which alone gets the key. */
	async raw({ method, path, query, headers, body }: RawRequest): Promise<unknown> {
		const url = this.url(`/${path.replace(/^\/+/, '')}`);
		const request: HttpRequest = { method, url, query, headers: { accept: 'application/json', ...headers } };
		if (body !== undefined && method !== 'GET') {
			request.body = stringifyExact(body);
			request.headers = { ...request.headers, 'content-type': 'application/json' };
		}
		return (await this.read(request)).body;
	}

	/** @throws BooksError for a path that leads elsewhere: the key must reach ExpenseIn alone */
	url(path: string): string {
		const url = `${this.baseUrl}${path}`;
		if (!/^\/[a-z]+:|^\/\//i.test(path) && this.reaches(url)) return url;
		throw new BooksError({
			message: 'The path must lie below the base address of the credential',
			category: 'validation',
			field: 'path',
			hint: 'Write a path such as "/categories".',
		});
	}

	/** Whether the key may go there. */
	reaches(url: string): boolean {
		return liesBelow(this.baseUrl, url);
	}

	private async write(method: HttpRequest['method'], path: string, body: Wire, repeatable: boolean): Promise<HttpAnswer> {
		const headers = { 'content-type': 'application/json', accept: 'application/json' };
		return await this.read({ method, url: this.url(path), headers, body: stringifyExact(body), repeatable });
	}

	private async read(request: HttpRequest): Promise<HttpAnswer> {
		const wrote = request.method !== 'GET';
		const answer = await this.http.send({ ...request, as: 'text' });
		const error = errorOf(this.contract, answer, wrote);
		if (error !== undefined) throw error;
		const body = parsed(answer.body);
		if (body === undefined) throw unreadable(wrote);
		return { ...answer, body };
	}

	/** A bare array, or the array in an object. An object without one is no empty list. */
	private listIn(body: unknown): Wire[] {
		const inside = isWire(body) ? listMember(body, this.contract.list.wrapper) : body;
		if (!Array.isArray(inside)) throw unreadable(false);
		return inside.filter(isWire);
	}

	private isNew(kind: Kind, record: Wire, seen: Set<string>): boolean {
		const id = textOf(member(record, this.contract.fields[kind].id ?? 'id'));
		if (id === undefined) throw unreadable(false);
		if (seen.has(id)) return false;
		seen.add(id);
		return true;
	}
}

/** An empty answer is none in JSON and says nothing; undefined for what cannot be read. */
function parsed(body: unknown): unknown {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	if (text.trim() === '') return null;
	try {
		return parseExact(text);
	} catch {
		return undefined;
	}
}

function listMember(body: Wire, wrapper: string): unknown {
	if (wrapper !== '') return member(body, keyOf(body, wrapper) ?? wrapper);
	const arrays = Object.values(body).filter(Array.isArray);
	return arrays.length === 1 ? arrays[0] : undefined;
}

function recordIn(body: unknown, wrote: boolean): Wire {
	if (isWire(body)) return body;
	throw unreadable(wrote);
}

function moving(): BooksError {
	return new BooksError({
		message: 'The list changed each time it was read',
		category: 'outage',
		hint: 'Run again at a quieter time.',
	});
}
