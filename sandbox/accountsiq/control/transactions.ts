import type { FastifyInstance } from 'fastify';
import { periods } from '../books/periods';
import { findTransactions, linesOf } from '../ledger/query';
import { money } from '../ledger/show';
import type { Desk } from '../state/desk';
import { Refused } from '../wire/faults';
import { answer, entityIn, type InEntity } from './common';

interface PeriodChange extends InEntity {
	/** "2026-11". */
	period: string;
	sales?: boolean;
	purchases?: boolean;
	general?: boolean;
	year?: boolean;
}

/** The ledger read back as JSON, and the periods that people close and open. */
export function transactionRoutes(app: FastifyInstance, desk: Desk): void {
	const { store, records } = desk;

	/** ?entity=&reference=&type=: transactions with their lines, allocations and attachments; amounts are decimal strings, debits positive. */
	app.get<{ Querystring: InEntity & { reference?: string; type?: string; account?: string } }>('/transactions', async ({ query }, reply) =>
		await answer(reply, () => {
			const entity = entityIn(desk, query);
			const call = desk.byHand(entity, 'sandbox');
			const asked = {
				...(query.reference === undefined ? {} : { ExternalReference: query.reference }), ...(query.type === undefined ? {} : { TypesFilter: [query.type] }),
			};
			const found = findTransactions(call, asked).filter(({ account }) => query.account === undefined || account === query.account);
			const lines = linesOf(call, found);
			return found.map((row) => ({
				id: Number(row.id), type: row.type, number: row.number, ledger: row.ledger, account: row.account, reference: row.reference, description: row.description,
				date: row.date, periodDate: row.period_date, due: row.due, currency: row.currency, rate: row.rate, amount: money(row.amount), outstanding: money(row.outstanding),
				base: money(row.base), author: row.author, created: new Date(Number(row.created)).toISOString(), disputed: row.disputed === 1,
				lines: (lines.get(Number(row.id)) ?? []).map((line) => ({
					account: line.gl, part: line.part, description: line.description, department: line.department, tax: line.tax, currency: line.currency,
					amount: money(line.amount), base: money(line.base),
				})),
				attachments: store
					.all("SELECT filename, length(bytes) AS size FROM aiq_documents WHERE entity = ? AND master_type = 'Transaction' AND master_id = ? ORDER BY id", entity.id, String(row.id))
					.map(({ filename, size }) => ({ filename: String(filename), bytes: Number(size) })),
			}));
		}),
	);
	app.get<{ Querystring: InEntity }>('/allocations', async ({ query }, reply) =>
		await answer(reply, () =>
			store.all('SELECT * FROM aiq_allocations WHERE entity = ? ORDER BY id', entityIn(desk, query).id).map((row) => ({
				one: Number(row.one), other: Number(row.other), amount: money(row.amount), reference: String(row.reference), date: String(row.date),
			})),
		),
	);
	/** {entity?, period, sales?, purchases?, general?, year?}: true closes, false opens. */
	app.post<{ Body: PeriodChange }>('/periods', async ({ body }, reply) =>
		await answer(reply, () => {
			const entity = entityIn(desk, body);
			const period = periods(desk.byHand(entity, 'sandbox')).find(({ code }) => code === body.period);
			if (period === undefined) throw new Refused('NOT_FOUND', `There is no period ${body.period}.`);
			const flags = { SalesLedgerClosed: body.sales, PurchasesLedgerClosed: body.purchases, GeneralLedgerClosed: body.general, FinancialYearClosed: body.year };
			const changed = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
			return records.put(entity.id, 'period', period.code, { ...period.body, ...changed }).body;
		}),
	);
}
