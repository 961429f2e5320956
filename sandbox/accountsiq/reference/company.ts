import { atMidnight, dayOf } from '../books/checks';
import { bankOf, currencyOf } from '../books/lookup';
import { periodOn, periods } from '../books/periods';
import { money } from '../ledger/show';
import type { Call } from '../state/call';
import { Refused } from '../wire/faults';
import { operation, type Operation, reads } from '../wire/operation';
import { text, textOrNull } from '../wire/shapes';
import { withMoment, withVersion } from './chart';


/** The company itself, its taxes, banks, currencies, periods and terms. */
export const companyOperations: Operation[] = [
	reads('GetCompanyInformation', '', 'WSCompanyInformation', ({ entity }) => ({ Result: entity.company })),
	reads('GetUserInformation', '', 'WSUserInformation', ({ author }) => ({
		Result: { Email: `${author.toLowerCase().replace(/\W+/g, '.')}@harbourlight.example`, FullName: author },
	})),
	reads('GetTaxCodeList', '', 'Tax[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'tax').map(withVersion) })),
	reads('GetCreditTermList', '', 'CreditTerm[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'creditTerm').map(withVersion) })),
	reads('GetBankList', '', 'Bank[]', ({ records, entity }) => ({
		Result: records.list(entity.id, 'bank').map((bank) => ({ ...withVersion(bank), BankID: bank.id })),
	})),
	reads('GetBankAccountBalance', 'GLAccountCode pointInTime:d', 'WSBankAccountBalance', (call) => ({ Result: bankBalance(call) })),
	reads('GetCurrencies', '', 'WSCurrency[]', ({ records, entity }) => ({
		Result: records.list(entity.id, 'currency').map((currency) => ({ ...withMoment('LastModifiedDate', currency), CurrencyID: currency.id })),
	})),
	reads('GetCurrencyList', '', 'string[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'currency').map(({ code }) => code) })),
	// It reads, and yet the vendor asks for the permission to write.
	operation('write', 'GetCurrencyExchangeRate', 'currencyCode', 'n', '', (call) => ({
		Result: text(currencyOf(call, textOrNull(call.parameters, 'currencyCode')).body, 'ExchangeRate'),
	})),
	reads('GetCurrencyHistory', 'currencyCode', 'CurrencyHistory[]', (call) => {
		const currency = currencyOf(call, textOrNull(call.parameters, 'currencyCode'));
		const history = call.records.inOrder(call.entity.id, 'currencyHistory').filter(({ body }) => body.CurrencyCode === currency.code);
		return { Result: history.map((one) => ({ ...withMoment('Date', one), CurrencyHistoryID: one.id, CurrencyID: currency.id })) };
	}),
	reads('GetPeriodList', '', 'WSFinancialPeriodDTO[]', (call) => ({
		Result: periods(call).map(({ id, body }) => {
			const period = { ...body, PeriodID: id };
			// Each name comes twice, once as the vendor's class keeps it inside.
			return { ...period, ...Object.fromEntries(Object.entries(period).map(([name, value]) => [`_${name}`, value])) };
		}),
	})),
];

function bankBalance(call: Call): Record<string, string | number> {
	const bank = bankOf(call, textOrNull(call.parameters, 'GLAccountCode'));
	const day = dayOf(text(call.parameters, 'pointInTime'));
	const period = periodOn(call, day);
	if (period === undefined) throw new Refused('DATE_IS_OUT_OF_RANGE', `${day} lies in no period.`);
	const row = call.store.one(
		`SELECT coalesce(sum(aiq_lines.amount), 0) AS total FROM aiq_lines JOIN aiq_transactions ON aiq_transactions.id = transaction_id
		 WHERE aiq_lines.entity = ? AND gl = ? AND period_date <= ?`,
		call.entity.id, bank.code, day,
	);
	return {
		FinancialYear: Number(period.body.FinancialYear), PeriodNumber: Number(period.body.PeriodNumber), PeriodName: text(period.body, 'PeriodName'),
		Date: atMidnight(day), Balance: money(row?.total ?? 0), LastReconciledDate: '',
	};
}

