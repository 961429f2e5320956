import * as money from '../../nodes/core/money';
import { randomOf } from './core-books';

describe('exact money', () => {
	it('adds 158,000 amounts to the cent, checked against whole cents', () => {
		const random = randomOf(7);
		let cents = 0n;
		let total = '0';
		let inFloats = 0;
		for (let i = 0; i < 158_000; i++) {
			const one = Math.floor((random() - 0.3) * 10_000_000);
			cents += BigInt(one);
			total = money.add(total, money.fromCents(one));
			inFloats += one / 100;
		}
		expect(total.replace('.', '')).toBe(`${cents}`.replace(/0+$/, ''));
		expect(money.compare(money.multiply(total, '100'), `${cents}`)).toBe(0);
		expect(String(inFloats)).not.toBe(total); // the sum is large enough for floats to be wrong
	});

	it.each([
		['2.345', 'EUR', '2.35'], ['-2.345', 'EUR', '-2.35'], ['2.344999', 'EUR', '2.34'], ['1.005', 'USD', '1.01'],
		['0.5', 'JPY', '1'], ['-0.5', 'JPY', '-1'], ['10.4', 'JPY', '10'], ['1.0005', 'KWD', '1.001'],
		['-0.004', 'GBP', '0.00'], ['0', 'GBP', '0.00'], ['5', 'gbp', '5.00'],
	])('rounds %s %s to %s', (amount, currency, rounded) => {
		expect(money.round(amount, currency)).toBe(rounded);
	});

	it('rounds half away from zero for thousands of random amounts, as whole numbers do it', () => {
		const random = randomOf(3);
		for (let i = 0; i < 5000; i++) {
			const mills = BigInt(Math.floor((random() - 0.5) * 2_000_000_000));
			const size = mills < 0n ? -mills : mills;
			const cents = ((size + 5n) / 10n) * (mills < 0n ? -1n : 1n);
			const amount = money.divide(`${mills}`, '1000');
			expect(money.multiply(money.round(amount, 'EUR'), '100')).toBe(`${cents}`);
		}
	});

	it.each([
		['12.50', '12.5'], [' 7 ', '7'], ['+5', '5'], ['-0', '0'], ['0.00', '0'], [12.5, '12.5'], [0.1 + 0.2, '0.3'],
		[1e21, '1000000000000000000000'], [1234567890.12, '1234567890.12'], [-1e-7, '-0.0000001'], [4.35 * 100, '435'],
	])('reads %p as %s', (value, amount) => {
		expect(money.parseAmount(value)).toBe(amount);
	});

	it.each(['', '1,234.50', '12.', '.5', '1e3', '£5', '−5', 'abc', NaN, Infinity, null, undefined, true, {}])(
		'reads %p as no amount, rather than as a wrong one', (value) => expect(money.parseAmount(value)).toBeUndefined(),
	);

	it('gives JSON numbers only where every digit survives', () => {
		expect(money.toJsonNumber('1234567890.12')).toBe(1234567890.12);
		expect(money.toJsonNumber('-0.1')).toBe(-0.1);
		expect(() => money.toJsonNumber('12345678901234567.89')).toThrow(RangeError);
	});

	it('every amount of two decimals below ten million millions survives as a JSON number and back', () => {
		const random = randomOf(11);
		for (let i = 0; i < 5000; i++) {
			const amount = money.fromCents(Math.floor(random() * 1e15));
			const back = money.parseAmount(JSON.parse(JSON.stringify({ a: money.toJsonNumber(amount) })).a) ?? '';
			expect(money.compare(back, amount)).toBe(0);
		}
	});

	it('formats, negates, compares', () => {
		expect([money.format('5'), money.format('1.2345'), money.format('-0.5')]).toEqual(['5.00', '1.2345', '-0.50']);
		expect([money.negate('0'), money.negate('1.10'), money.absolute('-3')]).toEqual(['0', '-1.1', '3']);
		expect([money.compare('1.0', '1.00'), money.compare('-2', '1'), money.isZero('-0.00'), money.isNegative('-0.00')]).toEqual([
			0, -1, true, false,
		]);
		expect([money.subtract('0.3', '0.1'), money.add(), money.fromCents('-5')]).toEqual(['0.2', '0', '-0.05']);
	});
});
