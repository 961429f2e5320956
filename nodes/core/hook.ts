import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

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

/**
 * The body of a delivery, byte for byte. n8n keeps it beside what it parsed, which the types of its request do not tell;
 * for content types that it does not parse it may not have read it yet.
 */
export async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as unknown as { rawBody?: Buffer; readRawBody?: () => Promise<void> };
	if (request.rawBody === undefined) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/**
 * Answers a delivery before anything is done with it, since vendors wait for seconds only: 200 and nothing else where
 * our key signed it, 401 and nothing else where not, which is also what their handshakes test.
 * @param header where the signature stands, in small letters
 * @returns the body; undefined where it is not the vendor's
 */
export async function acceptSigned(context: IWebhookFunctions, header: string, key: string): Promise<Buffer | undefined> {
	const body = await rawBodyOf(context);
	const ours = isSigned(body, (context.getHeaderData() as IDataObject)[header], key);
	context.getResponseObject().status(ours ? 200 : 401).end();
	return ours ? body : undefined;
}

/** Deliveries come at least once; so many of the last ones are remembered. */
const REMEMBERED = 1000;

/** Leaves out events that were delivered before, by a name that the same event has every time, and remembers the rest. */
export function unseen<E>(context: IWebhookFunctions, events: E[], nameOf: (event: E) => string): E[] {
	const state = context.getWorkflowStaticData('node') as { seen?: string[] };
	const seen = new Set(state.seen ?? []);
	const fresh: E[] = [];
	for (const event of events) {
		if (seen.has(nameOf(event))) continue;
		seen.add(nameOf(event));
		fresh.push(event);
	}
	if (fresh.length > 0) state.seen = [...seen].slice(-REMEMBERED);
	return fresh;
}
