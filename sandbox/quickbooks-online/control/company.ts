import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import { preferencesOf } from '../seed/company';
import { US } from '../seed/realms';
import { type Company, companies, keepCompany } from '../state/companies';

/** A company's set-up, as its owner changes it under Account and settings, and its books as a whole. */
export function companyRoutes(app: FastifyInstance, desk: Desk): void {
	app.get('/companies', () => companies(desk.store));
	/** Fields of the set-up: {bookCloseDate?: "2026-03-31" | null, multiCurrency?, plan?, classes?, subscriptionEnded?, …}. */
	app.post<{ Params: { realm: string }; Body: Record<string, unknown> }>('/companies/:realm', ({ params, body }) => {
		const books = needBooks(desk, params.realm);
		const next = changed(books.company, body);
		keepCompany(desk.store, next);
		const preferences = books.records.get('Preferences', '1');
		if (preferences !== undefined) books.records.put('Preferences', { ...preferences, ...preferencesOf(next) });
		books.note('Preferences', '1', 'Update');
		return next;
	});
	app.get<{ Querystring: { realm?: string } }>('/trialbalance', ({ query }) => needBooks(desk, query.realm).trialBalance());
}

export function needBooks(desk: Desk, realm: string = US): ReturnType<Desk['allBooks']>[number] {
	const books = desk.books(realm);
	if (books === undefined) throw new RangeError(`There is no company ${realm}`);
	return books;
}

const OPTIONAL: Readonly<Record<string, string>> = { bookCloseDate: 'string' };

function changed(company: Company, changes: Record<string, unknown>): Company {
	const next: Record<string, unknown> = { ...company };
	for (const [name, value] of Object.entries(changes)) {
		const type = OPTIONAL[name] ?? typeof next[name];
		if (name === 'realm' || type === 'undefined') throw new RangeError(`A company has no "${name}" to change`);
		if (name in OPTIONAL && value === null) delete next[name];
		else if (typeof value === type && Array.isArray(value) === Array.isArray(next[name])) next[name] = value;
		else throw new RangeError(`"${name}" must be a ${type}`);
	}
	return next as unknown as Company; // each field has the type it had
}
