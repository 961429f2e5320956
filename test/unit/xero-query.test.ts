import { allOf, anyOf, chunks, contactName, dateTime, folded, quoted } from '../../nodes/Xero/query';

describe('Xero filters', () => {
	it('doubles inner quotes and leaves the rest to percent-encoding', () => {
		expect(quoted('A & B "Quick" #1 + 50% \\')).toBe('"A & B ""Quick"" #1 + 50% \\"');
	});

	it('writes dates as constructors', () => expect(dateTime('2026-02-08')).toBe('DateTime(2026,2,8)'));

	it('joins conditions and leaves out what is not asked', () => {
		expect(allOf('a', undefined, '', 'b')).toBe('a AND b');
		expect(allOf(undefined)).toBeUndefined();
	});

	it('NODE-ONCE: no key is lost or doubled when a list is cut for the address, and each part fits', () => {
		const keys = Array.from({ length: 1000 }, (_, index) => `EXP-R00${index}-B`);
		const parts = chunks(keys);
		expect(parts.flat()).toEqual(keys);
		for (const part of parts) expect(encodeURIComponent(part.join(',')).length).toBeLessThanOrEqual(1900);
		const filters = anyOf(keys.map((key) => `Reference==${quoted(key)}`));
		expect(filters.join(' ').match(/Reference==/g)).toHaveLength(1000);
		for (const filter of filters) expect(encodeURIComponent(filter).length).toBeLessThanOrEqual(1910);
	});

	it('BENCH: a thousand bill keys of usual length are found with at most fifteen calls', () => {
		expect(chunks(Array.from({ length: 1000 }, (_, index) => `EXP-R00abc${1000 + index}-B`)).length).toBeLessThanOrEqual(15);
	});

	it('gives a text that is longer than an address a part of its own', () => {
		expect(chunks(['a', 'x'.repeat(3000), 'b'])).toEqual([['a'], ['x'.repeat(3000)], ['b']]);
	});

	it('compares names as Xero does: without case, accents and doubled blanks', () => {
		expect(folded(' Café  Nero ')).toBe(folded('CAFE NERO'));
		expect(folded('Straße')).not.toBe(folded('Strase'));
	});

	it('cleans contact names of what Xero refuses', () => {
		expect(contactName('  Bay <Hire>   Ltd ')).toBe('Bay Hire Ltd');
		expect(contactName('x'.repeat(300))).toHaveLength(255);
		expect(contactName('<>')).toBe('');
	});
});
