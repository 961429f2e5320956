import { createHmac } from 'node:crypto';
import { isSigned } from '../../nodes/core/hook';

const KEY = 'webhook-key';
const sign = (body: string, key = KEY) => createHmac('sha256', key).update(body).digest('base64');

describe('TRIG-HOOK: signatures', () => {
	const text = '{ "events": [], "text": "é " }';
	const body = Buffer.from(text);

	it('takes the signature over the bytes as they came', () => {
		expect(isSigned(body, sign(text), KEY)).toBe(true);
		expect(isSigned(Buffer.from(JSON.stringify(JSON.parse(text))), sign(text), KEY)).toBe(false);
	});

	it('refuses a signature that is wrong in any one character', () => {
		const right = sign(text);
		for (let i = 0; i < right.length; i++) {
			const wrong = `${right.slice(0, i)}${right[i] === 'A' ? 'B' : 'A'}${right.slice(i + 1)}`;
			expect(isSigned(body, wrong, KEY)).toBe(false);
		}
	});

	it('takes the one canonical spelling of base64 only', () => {
		const right = sign(text);
		const last = right[42] ?? '';
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
		const sameBytes = `${right.slice(0, 42)}${alphabet[alphabet.indexOf(last) + 1]}=`;
		expect(Buffer.from(sameBytes, 'base64')).toEqual(Buffer.from(right, 'base64'));
		for (const wrong of [sameBytes, right.slice(0, -1), `${right}=`, ` ${right}`, `${right}\n`, right.replace(/=$/, '%3D')]) {
			expect(isSigned(body, wrong, KEY)).toBe(false);
		}
	});

	it('refuses an empty key, an empty signature and everything that is no text', () => {
		expect(isSigned(body, sign(text, ''), '')).toBe(false);
		for (const none of ['', undefined, null, 5, [sign(text)], {}]) expect(isSigned(body, none, KEY)).toBe(false);
		expect(isSigned(body, sign(text, 'other'), KEY)).toBe(false);
	});
});
