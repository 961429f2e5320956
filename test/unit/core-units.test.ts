import { add, format } from '../../nodes/core/money';
import { toCsv } from '../../nodes/core/csv';
import { fromUnits, toUnits } from '../../nodes/core/units';

describe('OPS-RECON: amounts as whole units', () => {
	it.each([
		['0', '0.00'], ['12.5', '12.50'], ['-0.01', '-0.01'], ['1.2345', '1.2345'], ['+7', '7.00'], ['1000000.07', '1000000.07'], ['0.00000001', '0.00000001'], ['-0.5', '-0.50'], ['1.100000000000', '1.10'], [0.1 + 0.2, '0.30'], [' 4 ', '4.00'],
	])('%s is %s', (given, shown) => expect(fromUnits(toUnits(given) ?? -1n)).toBe(shown));

	it.each([['ten'], [''], ['1e5'], ['1,5'], ['0.000000001'], [undefined], [null], [NaN], [{}]])('%p is no amount', (given) => expect(toUnits(given)).toBeUndefined());

	it('adds up as the decimals of the other code do', () => {
		const amounts = Array.from({ length: 2000 }, (_, at) => `${at % 3 === 0 ? '-' : ''}${(at * 7919) % 5003}.${String(at % 1000).padStart(3, '0')}`);
		expect(fromUnits(amounts.reduce((sum, amount) => sum + (toUnits(amount) ?? 0n), 0n))).toBe(format(add(...amounts)));
	});
});

describe('OPS-RECON: CSV as RFC 4180 has it', () => {
	it('quotes what must be quoted, and makes no formula of a text while amounts stay', () => {
		const rows = [['a,b', 'say "x"', 'two\r\nlines'], ['=1+1', '+cmd', '@x'], ['-12.50', '-1+1', '\tx'], ['＝1', ' =1', 'x=1']];
		expect(toCsv(['A', 'B', 'C'], rows)).toBe([
			'\uFEFFA,B,C', '"a,b","say ""x""","two\r\nlines"', "'=1+1,'+cmd,'@x", "-12.50,'-1+1,'\tx", "'＝1,' =1,x=1", '',
		].join('\r\n'));
	});
});
