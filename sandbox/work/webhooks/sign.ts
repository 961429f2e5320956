import { createHmac } from 'node:crypto';
import { post as send, type PostAnswer } from '../../frame/post';

/** `t=<unix>,v1=<hex>`: HMAC-SHA256 over the time, a point and the body as sent. */
export function signatureOf(body: string, secret: string, unix: number): string {
	const v1 = createHmac('sha256', secret).update(`${unix}.${body}`, 'utf8').digest('hex');
	return `t=${unix},v1=${v1}`;
}

/** Real seconds, not the sandbox's: the receiver compares them with its own clock. */
export function unixNow(): number {
	return Math.floor(Date.now() / 1000);
}

const PATIENCE_MS = 10_000;

export async function post(url: string, body: string, headers: Record<string, string>): Promise<PostAnswer> {
	return await send(url, body, { 'content-type': 'application/json', 'user-agent': 'Work-Webhooks', ...headers }, PATIENCE_MS);
}
