import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

/** A wire for node tests that answers as QuickBooks' pages show it, with as much of the books as the tests look at. */
export interface Row extends IDataObject {
	Id: string;
	SyncToken: string;
}
/** What happens to a call in place of its answer: lost before or after it was carried out, or an answer of the test's own. */
export type Mishap = 'before' | 'after' | { status: number; body: unknown; headers?: Record<string, string> };

export const REALM = '4620816365000000001';

export class Wire {
	readonly tables = new Map<string, Row[]>();
	readonly calls: Array<{ method: string; path: string; query: URLSearchParams; body: string; headers: IncomingMessage['headers'] }> = [];
	/** Asked for every call; undefined lets it pass. */
	mishap: (call: string, body: string) => Mishap | undefined = () => undefined;
	/** What a record of an entity is refused for. */
	refuse: (entity: string, record: IDataObject) => { code: string; Message: string; Detail?: string } | undefined = () => undefined;
	preferences: IDataObject = {};
	company: IDataObject = { CompanyName: 'Larch Craft', Country: 'US' };
	deleted: IDataObject[] = [];
	revoked: string[] = [];
	private readonly replies = new Map<string, { status: number; body: unknown }>();
	private serial = 100;

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Wire> {
		const server = createServer((request, response) => void wire.handle(request, response));
		const wire: Wire = new Wire(server);
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		return wire;
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}

	rows(entity: string): Row[] {
		const rows = this.tables.get(entity) ?? [];
		this.tables.set(entity, rows);
		return rows;
	}

	add(entity: string, ...records: IDataObject[]): Row[] {
		return records.map((record) => {
			const time = new Date().toISOString();
			const row: Row = { Id: String(++this.serial), SyncToken: '0', MetaData: { CreateTime: time, LastUpdatedTime: time }, ...record };
			this.rows(entity).push(row);
			return row;
		});
	}

	/** Calls below the company, e.g. "POST batch". */
	routes(): string[] {
		return this.calls.map((call) => this.routeOf(call));
	}

	private routeOf({ method, path }: { method: string; path: string }): string {
		return `${method} ${path.replace(/^\/v3\/company\/\d+\//, '')}`;
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString('latin1');
		const url = new URL(request.url ?? '/', this.origin);
		const call = { method: request.method ?? '', path: url.pathname, query: url.searchParams, body: Buffer.from(body, 'latin1').toString('utf8'), headers: request.headers };
		this.calls.push(call);
		const mishap = this.mishap(this.routeOf(call), call.body);
		if (mishap === 'before') return void request.socket.destroy();
		const answer: Exclude<Mishap, string> = typeof mishap === 'object' ? mishap : this.replayed(call);
		if (mishap === 'after') return void request.socket.destroy();
		response.writeHead(answer.status, { 'Content-Type': 'application/json', intuit_tid: '1-1', ...answer.headers });
		response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
	}

	private replayed(call: Wire['calls'][number]): { status: number; body: unknown } {
		const key = call.query.get('requestid');
		const known = key === null ? undefined : this.replies.get(key);
		const answer = known ?? this.answer(call);
		if (key !== null && answer.status === 200) this.replies.set(key, structuredClone(answer));
		return answer;
	}

	private answer({ method, path, query, body }: Wire['calls'][number]): { status: number; body: unknown } {
		if (path === '/v2/oauth2/tokens/revoke') {
			this.revoked.push(body);
			return { status: 200, body: '' };
		}
		const [, realm, route = '', id] = /^\/v3\/company\/(\d+)\/(\w+)(?:\/(.+))?$/.exec(path) ?? [];
		if (realm !== REALM) return { status: 401, body: fault('100', 'General Authentication Error') };
		if (route === 'companyinfo') return ok({ CompanyInfo: this.company });
		if (route === 'preferences') return ok({ Preferences: this.preferences });
		if (route === 'query') return wrapped(() => ({ QueryResponse: this.query(body) }));
		if (route === 'batch') return ok({ BatchItemResponse: (JSON.parse(body) as { BatchItemRequest: IDataObject[] }).BatchItemRequest.map((item) => this.item(item)) });
		if (route === 'cdc') return ok(this.feed(query));
		if (route === 'upload') return ok({ AttachableResponse: [{ Attachable: this.file(body) }] });
		const entity = [...new Set([...this.tables.keys(), 'Bill', 'Attachable'])].find((one) => one.toLowerCase() === route) ?? route;
		if (method === 'GET') return wrapped(() => ({ [entity]: this.one(entity, id ?? '') }));
		return wrapped(() => ({ [entity]: this.write(entity, JSON.parse(body) as IDataObject, query.get('include') === 'void' ? 'void' : query.get('operation')) }));
	}

	private item({ bId, operation, Query, ...rest }: IDataObject): IDataObject {
		try {
			if (typeof Query === 'string') return { bId, QueryResponse: this.query(Query) };
			const [[entity, record]] = Object.entries(rest).filter(([name]) => name !== 'optionsData') as [[string, IDataObject]];
			return { bId, [entity]: this.write(entity, record, String(operation)) };
		} catch (error) {
			return { bId, ...(error as Refusal).body };
		}
	}

	private one(entity: string, id: string): Row {
		const row = this.rows(entity).find(({ Id }) => Id === id);
		if (row !== undefined) return row;
		throw new Refusal({ code: '610', Message: 'Object Not Found', Detail: 'Object Not Found : Another user has deleted this transaction.' });
	}

	private write(entity: string, record: IDataObject, operation: string | null): IDataObject {
		const refusal = this.refuse(entity, record);
		if (refusal !== undefined) throw new Refusal(refusal);
		if (record.Id === undefined) return structuredClone(this.add(entity, withTotal(record))[0] as Row);
		const row = this.one(entity, String(record.Id));
		if (record.SyncToken !== row.SyncToken) throw new Refusal({ code: '5010', Message: 'Stale Object Error', Detail: 'Stale Object Error : You and A. User were working on this at the same time.' });
		if (operation === 'delete') {
			this.tables.set(entity, this.rows(entity).filter((one) => one !== row));
			this.deleted.push({ entity, Id: row.Id, domain: 'QBO', status: 'Deleted', MetaData: { LastUpdatedTime: new Date().toISOString() } });
			return { domain: 'QBO', status: 'Deleted', Id: row.Id };
		}
		const change = operation === 'void' ? { PrivateNote: 'Voided', TotalAmt: 0, Balance: 0, Line: [] } : record;
		Object.assign(row, change, { SyncToken: String(Number(row.SyncToken) + 1) });
		if (operation !== 'void') Object.assign(row, withTotal(row));
		(row.MetaData as IDataObject).LastUpdatedTime = new Date().toISOString();
		delete row.sparse;
		return structuredClone(row);
	}

	private query(statement: string): IDataObject {
		const [, entity = '', where = '', orderBy = '', start = '1', most = '100'] =
			/^select \* from (\w+)(?: where (.+?))?(?: orderby ([\w.]+)(?: asc)?)?(?: startposition (\d+))?(?: maxresults (\d+))?$/.exec(statement) ?? [];
		if (entity === '') throw new Refusal({ code: '4000', Message: 'Error parsing query', Detail: statement });
		const conditions = where === '' ? [] : splitAnd(where);
		const named = conditions.some((one) => one.startsWith('Active'));
		const isList = !named && this.rows(entity).some(({ Active }) => Active !== undefined);
		const rows = this.rows(entity).filter((row) => conditions.every((one) => holds(row, one)) && !(isList && row.Active === false));
		if (orderBy.startsWith('MetaData')) rows.sort((a, b) => (String(value(a, orderBy)) < String(value(b, orderBy)) ? -1 : 1));
		const shown = rows.slice(Number(start) - 1, Number(start) - 1 + Number(most));
		return shown.length === 0 ? {} : { [entity]: structuredClone(shown), startPosition: Number(start), maxResults: shown.length };
	}

	private feed(query: URLSearchParams): IDataObject {
		const since = Date.parse(query.get('changedSince') ?? '');
		const changed = (row: IDataObject) => Date.parse(String((row.MetaData as IDataObject).LastUpdatedTime)) >= since;
		const responses = (query.get('entities') ?? '').split(',').map((entity) => {
			const rows = [...this.rows(entity).filter(changed), ...this.deleted.filter((one) => one.entity === entity && changed(one)).map(({ entity: _entity, ...stub }) => stub)];
			return rows.length === 0 ? {} : { [entity]: rows.slice(0, 1000) };
		});
		return { CDCResponse: [{ QueryResponse: responses }] };
	}

	private file(body: string): IDataObject {
		const [, about = '{}', , content = ''] = /\r\n\r\n(\{.*?\})\r\n([\s\S]*?)\r\n\r\n([\s\S]*)\r\n--/.exec(body) ?? [];
		return this.add('Attachable', { ...(JSON.parse(about) as IDataObject), Size: content.length })[0] as Row;
	}
}

class Refusal extends Error {
	readonly body: IDataObject;
	constructor({ code, Message, Detail = Message }: { code: string; Message: string; Detail?: string }) {
		super(Message);
		this.body = fault(code, Message, Detail) as unknown as IDataObject;
	}
}

export const fault = (code: string, Message: string, Detail = Message) => ({ Fault: { Error: [{ Message, Detail, code, element: '' }], type: 'ValidationFault' } });
const ok = (body: object) => ({ status: 200, body: { ...body, time: new Date().toISOString() } });

function wrapped(work: () => object): { status: number; body: unknown } {
	try {
		return ok(work());
	} catch (error) {
		if (error instanceof Refusal) return { status: 400, body: error.body };
		throw error;
	}
}

function withTotal<T extends IDataObject>(record: T): T {
	const lines = (record.Line ?? []) as Array<{ Amount?: number }>;
	if (record.Line === undefined || record.TotalAmt !== undefined && lines.length === 0) return record;
	const total = record.VendorRef === undefined && record.CustomerRef === undefined && record.AccountRef === undefined && record.DepositToAccountRef === undefined ? 0
		: Math.round(lines.reduce((sum, { Amount = 0 }) => sum + Amount, 0) * 100) / 100;
	return { ...record, TotalAmt: total, Balance: total, Line: lines.map((line, index) => ({ Id: String(index + 1), ...line })) };
}

const value = (row: IDataObject, path: string): unknown => path.split('.').reduce<unknown>((part, name) => (part as IDataObject | undefined)?.[name], row);

function splitAnd(where: string): string[] {
	const parts: string[] = [];
	let text = '';
	let quotes = false;
	for (let at = 0; at < where.length; at++) {
		if (where[at] === '\\') text += where[at++];
		else if (where[at] === "'") quotes = !quotes;
		if (!quotes && where.startsWith(' and ', at)) {
			parts.push(text);
			text = '';
			at += 4;
		} else text += where[at];
	}
	return [...parts, text];
}

function holds(row: IDataObject, condition: string): boolean {
	const [, field = '', operator = '', operand = ''] = /^([\w.]+) (in|=|>=|<=|>|<) (.+)$/.exec(condition) ?? [];
	const held = value(row, field);
	const own = typeof held === 'object' && held !== null ? String((held as IDataObject).value) : String(held ?? (field === 'Active' ? true : ''));
	const wanted = [...operand.matchAll(/'((?:\\.|[^'])*)'|(true|false)/g)].map(([, quoted, plain]) => plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
	if (field.startsWith('AttachableRef')) return true;
	if (operator === 'in' || operator === '=') return wanted.some((one) => one.toLowerCase() === own.toLowerCase());
	const [one = ''] = wanted;
	const [a, b] = field.startsWith('MetaData') ? [Date.parse(own), Date.parse(one)] : [own, one];
	return operator === '>=' ? a >= b : operator === '<=' ? a <= b : operator === '>' ? a > b : a < b;
}

/** What a user would enter. The limits are wide: only some tests are about them. */
export const credentials = (wire: Wire, more: IDataObject = {}) => ({
	accountingQuickBooksOnlineOAuth2Api: {
		environment: 'custom', baseUrl: wire.origin, realmId: '', clientId: 'id', clientSecret: 'secret', callsPerMinute: 60_000, batchesPerMinute: 60_000, webhookSecret: 'verifier',
		oauthTokenData: { access_token: 'token', refresh_token: 'refresh', token_type: 'Bearer', callbackQueryString: { realmId: REALM } }, ...more,
	},
});
