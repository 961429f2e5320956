import { exact, type Exact, isAmount } from '../../frame/money';
import type { Call } from '../state/desk';
import type { Body } from '../state/records';
import { refused } from '../wire/errors';

const DAILY = 'Intacct Daily Rate';

/** Base units per unit of the document's currency. @throws Refused for a currency or rate that cannot be */
export function rateOf({ company, desk }: Call, header: Body, base: string): Exact {
	const currency = header.CURRENCY ?? base;
	const given = header.EXCHANGE_RATE ?? '';
	const kind = header.EXCH_RATE_TYPE_ID ?? '';
	if (given !== '' && kind !== '') throw refused.rule('Provide either an exchange rate type or an exchange rate, not both.');
	if (!/^[A-Z]{3}$/.test(currency)) throw refused.reference('Currency', currency);
	if (currency === base) return exact('1');
	if (!company.multiCurrency) throw refused.rule(`Currency '${currency}' is not valid. The company does not use multiple currencies.`);
	if (given !== '') {
		if (!isAmount(given) || exact(given) <= 0n) throw refused.format('Exchange rate', given);
		return exact(given);
	}
	if (kind !== '' && kind !== DAILY && desk.records.byId(company.id, 'EXCHANGERATETYPES', kind) === undefined) throw refused.reference('Exchange rate type', kind);
	const rate = company.rates[`${currency}>${base}`];
	if (rate === undefined) throw refused.rule(`There is no exchange rate from ${currency} to ${base} for the date of the transaction.`);
	return exact(rate);
}
