import type { FastifyInstance } from 'fastify';
import { newAccount, newItem } from '../reference/defaults';
import type { Desk } from '../state/desk';
import type { Entity } from '../state/entities';
import type { Kind } from '../state/records';
import { Refused } from '../wire/faults';
import type { Data } from '../wire/shapes';
import { answer, entityIn, type InEntity } from './common';

type Named = InEntity & { kind: Kind };

/** The field that holds the code, by kind; only these can be changed by hand. */
const CODES: Readonly<Partial<Record<Kind, string>>> = {
	account: 'Code', tax: 'Code', dimension: 'Code', department: 'DepartmentID', supplier: 'Code', customer: 'Code', item: 'StockItemID', bank: 'Code',
	currency: 'CurrencyCode', creditTerm: 'ID',
};
/** Where the ledger names a record. */
const USES: Readonly<Partial<Record<Kind, readonly [string, string, string]>>> = {
	account: ['aiq_lines', 'gl', ''], department: ['aiq_lines', 'department', ''], tax: ['aiq_lines', 'tax', ''],
	supplier: ['aiq_transactions', 'account', "AND ledger = 'Purchases'"], customer: ['aiq_transactions', 'account', "AND ledger = 'Sales'"],
};
const MOST_BULK = 100_000;

/** Reference data as people at AccountsIQ set it up: accounts, taxes, dimensions, BI codes, suppliers and the rest. */
export function recordRoutes(app: FastifyInstance, desk: Desk): void {
	const { store, records } = desk;
	const codeField = (kind: Kind) => {
		const field = CODES[kind];
		if (field === undefined) throw new Refused('NOT_FOUND', `Records of kind ${kind} cannot be changed by hand.`);
		return field;
	};

	app.get<{ Querystring: Named }>('/records', async ({ query }, reply) =>
		await answer(reply, () => records.list(entityIn(desk, query).id, query.kind).map(({ id, body }) => ({ id, ...body }))),
	);
	/** {entity?, kind, records: [{<code field>, ...}]}: creates with the usual defaults, or changes the fields that are given. */
	app.post<{ Body: Named & { records: Data[] } }>('/records', async ({ body }, reply) =>
		await answer(reply, () =>
			store.atomically(() => {
				const entity = entityIn(desk, body);
				const field = codeField(body.kind);
				return body.records.map((given) => {
					const code = String(given[field] ?? '');
					if (code === '') throw new Refused('NOT_FOUND', `A record of kind ${body.kind} needs ${field}.`);
					const before = records.get(entity.id, body.kind, code)?.body ?? defaultsOf(entity, body.kind, code);
					return records.put(entity.id, body.kind, code, { ...before, ...given }).body;
				});
			}),
		),
	);
	/** {entity?, kind, code, to}: what is posted goes along. */
	app.post<{ Body: Named & { code: string; to: string } }>('/records/rename', async ({ body }, reply) =>
		await answer(reply, () =>
			store.atomically(() => {
				const { id } = entityIn(desk, body);
				const { kind, code, to } = body;
				const record = records.get(id, kind, code);
				if (record === undefined) throw new Refused('NOT_FOUND', `There is no ${kind} ${code}.`);
				if (records.get(id, kind, to) !== undefined) throw new Refused('CODE_ALREADY_EXISTS', `${to} exists.`);
				records.rename(id, kind, code, to);
				const [table, column, more] = USES[kind] ?? [];
				if (table !== undefined) store.run(`UPDATE ${table} SET ${column} = ? WHERE entity = ? AND ${column} = ? ${more}`, to, id, code);
				return records.put(id, kind, to, { ...record.body, [codeField(kind)]: to }).body;
			}),
		),
	);
	/** {entity?, kind, codes}: also what is used, as happens when somebody clears up behind an integration's back. */
	app.post<{ Body: Named & { codes: string[] } }>('/records/delete', async ({ body }, reply) =>
		await answer(reply, () => {
			const { id } = entityIn(desk, body);
			codeField(body.kind);
			return { deleted: body.codes.filter((code) => records.remove(id, body.kind, code)) };
		}),
	);
	/** {entity?, count, prefix?, first?}: many suppliers at once. */
	app.post<{ Body: InEntity & { count: number; prefix?: string; first?: number } }>('/suppliers/bulk', async ({ body }, reply) =>
		await answer(reply, () => {
			const entity = entityIn(desk, body);
			const { count, prefix = 'BULK', first = 1 } = body;
			if (!Number.isInteger(count) || count < 1 || count > MOST_BULK) throw new Refused('NOT_FOUND', `count must be from 1 to ${MOST_BULK}.`);
			store.atomically(() => {
				for (let number = first; number < first + count; number++) {
					const Code = `${prefix}${String(number).padStart(6, '0')}`;
					const fields = { Code, Name: `Supplier ${String(number)}`, Email: `${Code.toLowerCase()}@example.com`, City: 'Leeds', CountryCode: 'GB' };
					records.put(entity.id, 'supplier', Code, { ...newAccount(entity, 'Purchases'), ...fields });
				}
			});
			return { created: count };
		}),
	);
	/** {entity?, codes?, count?}: these, or the first so many, are changed now: a new phone number. */
	app.post<{ Body: InEntity & { codes?: string[]; count?: number } }>('/suppliers/touch', async ({ body }, reply) =>
		await answer(reply, () =>
			store.atomically(() => {
				const { id } = entityIn(desk, body);
				const wanted = body.codes ?? records.list(id, 'supplier').slice(0, body.count ?? 1).map(({ code }) => code);
				return {
					touched: wanted.filter((code) => {
						const before = records.get(id, 'supplier', code);
						if (before === undefined) return false;
						const stored = records.put(id, 'supplier', code, { ...before.body, Phone: `0113 496 ${String(before.version % 10_000).padStart(4, '0')}` });
						return stored.version > before.version;
					}),
				};
			}),
		),
	);
}

function defaultsOf(entity: Entity, kind: Kind, code: string): Data {
	if (kind === 'supplier' || kind === 'customer') return newAccount(entity, kind === 'supplier' ? 'Purchases' : 'Sales');
	if (kind === 'item') return newItem(code);
	if (kind === 'department') return { Description: code, IsActive: true };
	if (kind === 'account') {
		return { Description: code, AccountType: 'Posting', DefaultTaxID: 'V20', GLCategoryID: 'OFFICE', IsDepartmental: false, BalanceSheetType: 'ProfitAndLoss', IsActive: true, CurrencyCode: entity.currency };
	}
	if (kind === 'tax') return { ID: code, Description: code, Rate: '0', DebitGlAccno: '2201', CreditGlAccno: '2200' };
	return kind === 'dimension' ? { Description: code, DimensionCodes: [] } : {};
}
