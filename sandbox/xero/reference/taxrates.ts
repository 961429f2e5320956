import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { exact, sum, toNumber } from '../../frame/money';
import type { TaxRate } from '../records';
import { refuse } from '../wire/errors';
import { amount, flag, list, object, text, word, type Read } from '../wire/read';

export const TAX_RATE = object({
	Name: text,
	TaxType: text,
	Status: word('ACTIVE', 'DELETED', 'ARCHIVED', 'PENDING'),
	ReportTaxType: text,
	TaxComponents: list(object({ Name: text, Rate: amount, IsCompound: flag, IsNonRecoverable: flag })),
});
export type TaxRateSent = Read<typeof TAX_RATE>;

/** PUT makes a rate with a code of Xero's making (TAX001 …). */
export function createTaxRate(books: Books, sent: TaxRateSent): TaxRate {
	const Name = (sent.Name ?? '').trim();
	if (Name === '') refuse('Name must not be empty');
	if (sent.TaxComponents === undefined || sent.TaxComponents.length === 0)
		refuse('At least one tax component must be specified');
	if (books.list('TaxRates', { name: [fold(Name)] }).some(({ Status }) => Status === 'ACTIVE'))
		refuse('Please enter a unique Name.');
	const own = books.list('TaxRates').filter(({ TaxType }) => /^TAX\d+$/.test(TaxType)).length;
	return books.put('TaxRates', {
		Name,
		TaxType: `TAX${String(own + 1).padStart(3, '0')}`,
		Status: 'ACTIVE',
		ReportTaxType: sent.ReportTaxType,
		CanApplyToAssets: true,
		CanApplyToEquity: true,
		CanApplyToExpenses: true,
		CanApplyToLiabilities: true,
		CanApplyToRevenue: true,
		...ratesOf(sent.TaxComponents),
	});
}

/** POST finds the rate by its code, else by its name. */
export function updateTaxRate(books: Books, sent: TaxRateSent): TaxRate {
	const named = () => books.list('TaxRates', { name: [fold(sent.Name ?? '')] })[0];
	const found = sent.TaxType === undefined ? named() : books.get('TaxRates', sent.TaxType.toUpperCase());
	if (found === undefined) return createTaxRate(books, sent);
	const Status = sent.Status === 'PENDING' ? found.Status : (sent.Status ?? found.Status);
	const components = sent.TaxComponents === undefined ? {} : ratesOf(sent.TaxComponents);
	return books.put('TaxRates', {
		...found,
		Name: sent.Name ?? found.Name,
		Status,
		ReportTaxType: sent.ReportTaxType ?? found.ReportTaxType,
		...components,
	});
}

function ratesOf(
	TaxComponents: TaxRate['TaxComponents'],
): Pick<TaxRate, 'TaxComponents' | 'EffectiveRate' | 'DisplayTaxRate'> {
	const whole = toNumber(sum(TaxComponents.map(({ Rate }) => exact(Rate))));
	return { TaxComponents, EffectiveRate: whole, DisplayTaxRate: whole };
}
