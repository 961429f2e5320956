/** 123456n becomes "1234.56". @param {bigint} cents */
export function decimal(cents) {
	const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
	return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 123456n becomes "1,234.56". @param {bigint} cents */
export const money = (cents) => decimal(cents).replaceAll(/\B(?=(\d{3})+\.)/g, ',');
