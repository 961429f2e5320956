import { type Exact, round, times } from '../../frame/money';

/** An amount in the company's own currency, to the cent. `rate`: units of it for one of the other. */
export function toHome(amount: Exact, rate: Exact): Exact {
	return round(times(amount, rate));
}
