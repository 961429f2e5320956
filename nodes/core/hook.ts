import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a webhook's body was signed with our key: base64 of HMAC-SHA256 over the bytes as they came. Compared in
 * constant time. An empty key or signature never matches.
 */
export function isSigned(body: Buffer, signature: unknown, key: string): boolean {
	if (typeof signature !== 'string' || signature === '' || key === '') return false;
	const expected = createHmac('sha256', key).update(body).digest();
	const given = Buffer.from(signature, 'base64');
	// Base64 has more than one spelling of the same bytes; only the canonical one is taken.
	return given.length === expected.length && timingSafeEqual(given, expected) && given.toString('base64') === signature;
}
