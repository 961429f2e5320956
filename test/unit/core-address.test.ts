import { liesBelow } from '../../nodes/core/address';

const BASE = 'https://api.example.test/v1';

describe('NODE-RAW: the key goes to addresses below the base alone', () => {
	it.each(['/users', '/users/a%2Fb?x=../..', '/users/..name', '/(1)/a:b'])('%s lies below', (path) => expect(liesBelow(BASE, BASE + path)).toBe(true));
	it.each(['/..', '/../v2/x', '/a/../../x', '/%2e%2e/x', '/.%2E/x', '/a/%2e./../x', '/\\..\\..\\x', '', '2/x', '@elsewhere.test/x'])('%s does not', (path) =>
		expect(liesBelow(BASE, BASE + path)).toBe(false));
	it('another host, or nothing at all, does not', () => {
		for (const url of ['https://elsewhere.test/v1/x', 'http://api.example.test/v1/x', '', 'x']) expect(liesBelow(BASE, url)).toBe(false);
	});
});
