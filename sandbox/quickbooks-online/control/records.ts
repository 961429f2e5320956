import type { FastifyInstance } from 'fastify';
import { write, type Deed } from '../books/write';
import type { Desk } from '../desk';
import { entityNamed } from '../entities';
import type { Entity } from '../entities/types';
import { merge } from '../books/merge';
import type { Body } from '../state/records';
import { needBooks } from './company';

interface Asked {
	realm?: string;
	entity: string;
}
interface Change extends Asked {
	/** Without SyncToken: a person always works on the newest version. */
	records: Body[];
	operation?: Deed;
}

/** What people do in the books, by the same rules as the API's calls. */
export function recordRoutes(app: FastifyInstance, desk: Desk): void {
	/** ?realm=&entity=Bill&number=&name=&deleted=true */
	app.get<{ Querystring: Asked & { number?: string; name?: string } }>('/records', ({ query }) => {
		const { records } = needBooks(desk, query.realm);
		const { name } = needEntity(query.entity);
		if (query.number !== undefined) return records.all(name, 'number = ?', query.number.toLowerCase());
		return query.name === undefined ? records.all(name) : records.byName(name, query.name);
	});
	/** {realm?, entity, records: […], operation?: "delete" | "void"}: makes or changes; the answers of the API. */
	app.post<{ Body: Change }>('/records', ({ body }) => {
		const books = needBooks(desk, body.realm);
		const entity = needEntity(body.entity);
		return desk.store.atomically(() => body.records.map((record) => {
			const known = typeof record.Id === 'string' ? books.records.get(entity.name, record.Id) : undefined;
			const newest = known === undefined ? {} : { SyncToken: known.SyncToken, ...(body.operation === undefined ? { sparse: true } : {}) };
			const needed = known === undefined || body.operation !== undefined ? {} : Object.fromEntries((entity.sparseNeeds ?? []).map((name) => [name, known[name]]));
			return write(books, entity, { ...needed, ...newest, ...record }, { deed: body.operation, include: new Set(['allowduplicatedocnum']) });
		}));
	});
	/** {realm?, entity, from, into}: everything goes over to `into`, and `from` is no more. */
	app.post<{ Body: Asked & { from: string; into: string } }>('/merge', ({ body }) => merge(needBooks(desk, body.realm), needEntity(body.entity).name, body.from, body.into));
	/** {realm?, entity: "Vendor" | "Customer", count, prefix?}: made up, all within a second. */
	app.post<{ Body: Asked & { count: number; prefix?: string } }>('/bulk', ({ body }) => {
		const books = needBooks(desk, body.realm);
		const { name } = needEntity(body.entity);
		if (name !== 'Vendor' && name !== 'Customer') throw new RangeError('"entity" is "Vendor" or "Customer"');
		const { prefix = name, count } = body;
		const { home } = books.company;
		return desk.store.atomically(() => {
			for (let made = 1; made <= count; made++) {
				const DisplayName = `${prefix} ${String(made).padStart(5, '0')}`;
				const { Id } = books.records.put(name, {
					DisplayName, PrintOnCheckName: DisplayName, FullyQualifiedName: DisplayName, Active: true, Balance: 0, CurrencyRef: { value: home }, PrimaryEmailAddr: { Address: `n${made}@bulk.example` },
				});
				books.note(name, Id, 'Create');
			}
			return { made: count };
		});
	});
}

function needEntity(name: string): Entity {
	const entity = entityNamed(name ?? '');
	if (entity === undefined) throw new RangeError(`There is no entity "${name}"`);
	return entity;
}
