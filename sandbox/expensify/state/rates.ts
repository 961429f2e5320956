/** Exchange rates of the emulator: millionths of a pound for one unit. They stand still, so that sums can be checked. */
const MILLIONTHS_OF_GBP: Readonly<Record<string, number>> = {
	GBP: 1_000_000, EUR: 861_300, USD: 786_400, NZD: 472_150, AUD: 516_900, SEK: 75_420, NOK: 73_380, DKK: 115_460,
	CHF: 893_700, CAD: 571_200, JPY: 5_187, PLN: 200_900, ZAR: 42_600, INR: 9_270, AED: 214_120, HKD: 100_600,
	SGD: 588_400, CZK: 34_350, HUF: 2_182, TRY: 23_050, THB: 22_400, MXN: 42_870, CNY: 108_900, ILS: 212_600,
};

export interface Conversion {
	/** Whole cents of the target currency. */
	cents: number;
	/** "0.861300" as a decimal string: one unit of the foreign currency in the target's. */
	rate: string;
}

/** Converts whole cents, half away from zero. Undefined where a currency has no rate here. */
export function convert(cents: number, from: string, to: string): Conversion | undefined {
	const foreign = MILLIONTHS_OF_GBP[from];
	const target = MILLIONTHS_OF_GBP[to];
	if (foreign === undefined || target === undefined) return undefined;
	const millionths = divide(BigInt(foreign) * 1_000_000n, BigInt(target));
	const whole = String(millionths).padStart(7, '0');
	return {
		cents: Number(divide(BigInt(cents) * BigInt(foreign), BigInt(target))),
		rate: `${whole.slice(0, -6)}.${whole.slice(-6)}`,
	};
}

function divide(amount: bigint, by: bigint): bigint {
	const sign = amount < 0n ? -1n : 1n;
	return (sign * (2n * sign * amount + by)) / (2n * by);
}

/** 1234 becomes "12.34". */
export function fromCents(cents: number | bigint): string {
	const amount = BigInt(cents);
	const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
	return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
