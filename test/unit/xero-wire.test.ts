import { cut, modifiedSince, toAmount, toDay, toInstant, toNumber } from '../../nodes/Xero/wire';

describe('Xero wire formats', () => {
	it.each([
		['/Date(1552521600000+0000)/', '2019-03-14T00:00:00.000Z'],
		['/Date(1552521600000)/', '2019-03-14T00:00:00.000Z'],
		['/Date(1552521600000+1300)/', '2019-03-14T00:00:00.000Z'],
		['/Date(-86400000+0000)/', '1969-12-31T00:00:00.000Z'],
		['2026-11-03T10:00:00', '2026-11-03T10:00:00.000Z'],
		['2026-11-03T10:00:00Z', '2026-11-03T10:00:00.000Z'],
		['nonsense', undefined],
		['', undefined],
		[undefined, undefined],
	])('reads %s', (wire, instant) => expect(toInstant(wire)).toBe(instant));

	it('takes a document date as the calendar day, never shifted by a zone', () => {
		expect(toDay('/Date(1793664000000+0000)/')).toBe('2026-11-03');
		expect(toDay('2026-11-03T00:00:00')).toBe('2026-11-03');
	});

	it('cuts an instant to the second, never up', () => {
		expect(modifiedSince('2026-11-20T08:15:59.999Z')).toBe('2026-11-20T08:15:59');
	});

	it('keeps the digits of amounts both ways', () => {
		expect([toAmount(48), toAmount(0.1), toAmount(-12.345), toAmount(1.1523), toAmount(undefined)]).toEqual([
			'48.00', '0.10', '-12.345', '1.1523', undefined,
		]);
		expect([toNumber('48.00'), toNumber('-0.10'), toNumber(undefined)]).toEqual([48, -0.1, undefined]);
		expect(() => toNumber('12345678901234567.89')).toThrow(RangeError);
	});

	it('cuts text without leaving half a character', () => {
		expect(cut('ab😀', 3)).toBe('ab');
		expect(cut('ab😀', 4)).toBe('ab😀');
	});
});
