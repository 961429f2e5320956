import { liesBelow } from '../core/address';
import { BooksError } from '../core/errors';
import type { Http, HttpAnswer, HttpRequest } from '../core/http';
import type { RawRequest } from '../core/session';
import type { Contract, WireKind } from './contract';
import { errorOf, unreadable } from './errors';
import { at, fromVendor, instantOf, isWire, textOf, toVendor, type Wire } from './wire';

/** Filters by the contract's names for them. */
export type Filters = Partial<Record<keyof Contract['query'], string>>;

interface Place {
	connection: string;
	baseUrl: string;
	timeoutSeconds?: number;
}

export interface Created {
	record: Wire;
	/** Work repeated an earlier answer to the same key. */
	replayed: boolean;
}

/** The wire: verb, path, shape. What the records mean is told elsewhere, what the paths are in contract.ts. */
export class Work {
	constructor(
		private readonly http: Http,
		readonly contract: Contract,
		private readonly place: Place,
	) {}

	get connection(): string {
		return this.place.connection;
	}
	get waits(): ReadonlyMap<string, number> {
		return this.http.waits;
	}

	async company(): Promise<Wire> {
		const { body } = await this.ask({ method: 'GET', url: this.url(this.contract.paths.company) });
		return fromVendor(this.contract, 'company', recordIn(body, false));
	}

	/**
	 * Every record once, page by page, oldest change first. A record that is edited while the list is read goes to its
	 * end and shifts an unread one past the page's edge, so the next page is asked for by the last change mark; only a
	 * page filled by a single second, or a list without marks, goes on by numbers.
	 */
	async *pages(kind: WireKind, filters: Filters = {}): AsyncGenerator<Wire[]> {
		const { list, features } = this.contract;
		const seen = new Set<string>();
		let since = filters.modifiedSince;
		for (let page = 0, got = 0; ; ) {
			const answer = await this.page(kind, { ...filters, modifiedSince: since }, page, got);
			const fresh = answer.records.filter((record) => isNew(record, seen));
			if (fresh.length > 0) yield fresh;
			if (!answer.more || answer.records.length === 0 || list.style === 'none') return;
			const next = features.modifiedSince && this.contract.query.modifiedSince !== '' ? lastMark(answer.records) : undefined;
			if (next !== undefined && next !== since) {
				[since, page, got] = [next, 0, 0];
			} else {
				page += 1;
				got += answer.records.length;
			}
		}
	}

	async all(kind: WireKind, filters: Filters = {}): Promise<Wire[]> {
		const records: Wire[] = [];
		for await (const page of this.pages(kind, filters)) records.push(...page);
		return records;
	}

	async one(kind: WireKind, id: string): Promise<Wire> {
		const { body } = await this.ask({ method: 'GET', url: this.url(this.pathOf(kind, id)) });
		return fromVendor(this.contract, kind, recordIn(body, false));
	}

	/** @param key the same key and record twice make one record, where Work keeps keys */
	async create(kind: WireKind, record: Wire, key: string): Promise<Created> {
		const { features, headers, paths } = this.contract;
		const keyed = features.idempotency && headers.idempotency !== '' ? { [headers.idempotency]: key } : {};
		const answer = await this.write('POST', paths[kind], toVendor(this.contract, kind, record), keyed, false);
		const replayed = textOf(answer.headers['idempotent-replayed']) === 'true';
		return { record: fromVendor(this.contract, kind, recordIn(answer.body, true)), replayed };
	}

	/**
	 * The given fields alone (PATCH), or the whole record (PUT). With the version a change meanwhile is refused; repeated
	 * after a lost answer it has no second effect.
	 */
	async change(method: 'PATCH' | 'PUT', kind: WireKind, id: string, record: Wire, version?: unknown): Promise<Wire> {
		const { features, headers } = this.contract;
		const versioned = features.versions && headers.version !== '' && version !== undefined ? { [headers.version]: `"${String(version)}"` } : {};
		const { body } = await this.write(method, this.pathOf(kind, id), toVendor(this.contract, kind, record), versioned, true);
		return fromVendor(this.contract, kind, recordIn(body, true));
	}

	/** A void record stays void, so a lost answer is simply asked for again. */
	async void(kind: 'invoice' | 'payment', id: string): Promise<Wire> {
		const { body } = await this.write('POST', `${this.pathOf(kind, id)}${this.contract.routes.void}`, {}, {}, true);
		return fromVendor(this.contract, kind, recordIn(body, true));
	}

	/** Notes the record's id in another system, or clears it. */
	async setExternalRef(kind: WireKind, id: string, system: string, external: Wire | null): Promise<void> {
		const path = `${this.pathOf(kind, id)}${this.contract.routes.externalRef.replace('{system}', encodeURIComponent(system))}`;
		if (external === null) await this.ask({ method: 'DELETE', url: this.url(path), repeatable: true });
		else await this.write('PUT', path, external, {}, true);
	}

	async webhooks(): Promise<Wire[]> {
		const { body } = await this.ask({ method: 'GET', url: this.url(this.contract.paths.webhooks) });
		return listIn(body, this.contract.list.data);
	}
	async subscribe(url: string, events: string[], secret: string): Promise<Wire> {
		const { body } = await this.write('POST', this.contract.paths.webhooks, { url, events, secret }, {}, false);
		return recordIn(body, true);
	}
	async unsubscribe(id: string): Promise<void> {
		await this.ask({ method: 'DELETE', url: this.url(`${this.contract.paths.webhooks}/${encodeURIComponent(id)}`), repeatable: true });
	}

	/** Any endpoint below the base address, which alone gets the key. */
	async raw({ method, path, query, headers, body }: RawRequest): Promise<unknown> {
		const request: HttpRequest = { method, url: this.url(`/${path.replace(/^\/+/, '')}`), query, headers: { accept: 'application/json', ...headers } };
		if (body !== undefined && method !== 'GET') {
			request.body = JSON.stringify(body);
			request.headers = { ...request.headers, 'content-type': 'application/json' };
		}
		return (await this.ask(request)).body;
	}

	private async page(kind: WireKind, filters: Filters, page: number, got: number): Promise<{ records: Wire[]; more: boolean }> {
		const { list, query, features, paths } = this.contract;
		const asked: Record<string, string | number> = {};
		for (const [name, value] of Object.entries(filters)) {
			const parameter = query[name as keyof Contract['query']]; // Filters has these names alone
			if (parameter !== '' && value !== undefined && (name !== 'modifiedSince' || features.modifiedSince)) asked[parameter] = value;
		}
		if (list.style !== 'none') {
			asked[list.page] = list.style === 'offset' ? got : list.first + page;
			asked[list.size] = list.records;
		}
		const { body } = await this.ask({ method: 'GET', url: this.url(paths[kind]), query: asked });
		const records = listIn(body, list.data).map((record) => fromVendor(this.contract, kind, record));
		const more = at(body, list.more);
		return { records, more: typeof more === 'boolean' ? more : records.length >= list.records };
	}

	private async write(method: 'POST' | 'PUT' | 'PATCH', path: string, body: Wire, headers: Record<string, string>, repeatable: boolean): Promise<HttpAnswer> {
		const own = { 'content-type': 'application/json', accept: 'application/json', ...headers };
		return await this.ask({ method, url: this.url(path), headers: own, body: JSON.stringify(body), repeatable });
	}

	private async ask(request: HttpRequest): Promise<HttpAnswer> {
		const wrote = request.method !== 'GET';
		const { timeoutSeconds } = this.place;
		const answer = await this.http.send({ headers: { accept: 'application/json' }, ...request, as: 'text', timeoutSeconds });
		const error = errorOf(this.contract, answer, wrote);
		if (error !== undefined) throw error;
		return { ...answer, body: parsed(answer.body, wrote) };
	}

	private pathOf(kind: WireKind, id: string): string {
		const path = this.contract.paths[kind];
		return this.contract.recordStyle === 'key' ? `${path}(${encodeURIComponent(id)})` : `${path}/${encodeURIComponent(id)}`;
	}

	/** @throws BooksError for a path that leads elsewhere: the key must reach Work alone */
	private url(path: string): string {
		const url = `${this.place.baseUrl}${path}`;
		if (!/^\/[a-z]+:|^\/\//i.test(path) && liesBelow(this.place.baseUrl, url)) return url;
		throw new BooksError({
			message: 'The path must lie below the base address of the credential', category: 'validation', field: 'path', hint: 'Write a path such as "/clients".',
		});
	}
}

function parsed(body: unknown, wrote: boolean): unknown {
	if (typeof body !== 'string') return body;
	if (body.trim() === '') return {};
	try {
		return JSON.parse(body);
	} catch {
		throw unreadable(wrote);
	}
}

/** A single record; the old data service puts it under "d". */
function recordIn(body: unknown, wrote: boolean): Wire {
	const record = isWire(body) && isWire(body.d) ? body.d : body;
	if (!isWire(record)) throw unreadable(wrote);
	return record;
}

/** OData services put a list under "d" or under "d.results". An object without a list is no empty list. */
function listIn(body: unknown, path: string): Wire[] {
	const found = [at(body, path), at(body, `${path}.results`), body].find(Array.isArray) as unknown[] | undefined;
	if (found === undefined) throw unreadable(false);
	return found.filter(isWire);
}

function isNew({ id, version, deleted, updatedAt }: Wire, seen: Set<string>): boolean {
	if (textOf(id) === undefined) throw unreadable(false);
	const name = `${String(id)}|${String(version ?? updatedAt ?? '')}|${String(deleted ?? '')}`;
	if (seen.has(name)) return false;
	seen.add(name);
	return true;
}

/** The change mark to go on from; undefined where the records are not in the order of their changes. */
function lastMark(records: Wire[]): string | undefined {
	const marks = records.map(({ updatedAt }) => instantOf(updatedAt));
	const rising = marks.every((mark, index) => mark !== undefined && (index === 0 || (marks[index - 1] ?? '') <= mark));
	return rising ? textOf(records.at(-1)?.updatedAt) : undefined;
}
