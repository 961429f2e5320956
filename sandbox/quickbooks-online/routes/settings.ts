import { exact, toNumber } from '../../frame/money';
import type { Answer, Call } from '../wire/call';
import { jsonOf, ok } from '../wire/call';
import type { Body } from '../state/records';
import { isDay, stampText, today } from '../state/times';
import { fault, required } from '../wire/faults';

/** Rates: units of the company's currency for one of another. Source: Intuit, entity reference, ExchangeRate. */
export function exchangeRate(call: Call): Answer {
	const { books, query, request } = call;
	if (request.method === 'POST') return change(call, jsonOf(request) as Body);
	const currency = query.sourcecurrencycode?.toUpperCase();
	if (currency === undefined) throw required('sourcecurrencycode');
	const day = query.asofdate ?? today(books.store.now());
	if (!isDay(day)) throw fault(2060, `Invalid Date : ${day}`, 'asofdate');
	return shown(call, currency, day);
}

function change(call: Call, body: Body): Answer {
	const { company: { realm }, store } = call.books;
	if (typeof body.SourceCurrencyCode !== 'string') throw required('SourceCurrencyCode');
	if (typeof body.Rate !== 'number') throw required('Rate');
	const day = typeof body.AsOfDate === 'string' && isDay(body.AsOfDate) ? body.AsOfDate : today(store.now());
	store.run('INSERT OR REPLACE INTO qbo_rates (realm, currency, day, rate) VALUES (?, ?, ?, ?)', realm, body.SourceCurrencyCode, day, String(body.Rate));
	return shown(call, body.SourceCurrencyCode, day);
}

function shown({ books }: Call, currency: string, day: string): Answer {
	const rate = currency === books.company.home ? exact(1) : books.rate(currency, day);
	return ok({
		ExchangeRate: {
			SyncToken: '0', domain: 'QBO', SourceCurrencyCode: currency, TargetCurrencyCode: books.company.home, Rate: toNumber(rate), AsOfDate: day,
			MetaData: { LastUpdatedTime: stampText(books.store.stamp()) },
		},
	});
}
