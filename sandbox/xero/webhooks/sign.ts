import { createHmac, randomInt } from 'node:crypto';

export interface WebhookEvent {
	resourceUrl: string;
	resourceId: string;
	tenantId: string;
	tenantType: 'ORGANISATION';
	eventCategory: 'INVOICE' | 'CONTACT' | 'CREDITNOTE';
	eventType: 'CREATE' | 'UPDATE';
	eventDateUtc: string;
	data?: { Type: string; Status: string };
}

/** base64(HMAC-SHA256(raw body, key)). Source: Xero, "Configuring your server". */
export function sign(body: string, key: string): string {
	return createHmac('sha256', key).update(body, 'utf8').digest('base64');
}

/** A signature that differs from the right one by a single character, as Xero's own checks send. */
export function almost(signature: string): string {
	const first = signature[0] === 'A' ? 'B' : 'A';
	return `${first}${signature.slice(1)}`;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const entropy = () => Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)] ?? 'A').join('');

/** Xero's bodies have irregular spacing, so that JSON which was parsed and written anew never verifies. */
export function payload(events: WebhookEvent[], first: number, last: number): string {
	return (
		`{"events":${JSON.stringify(events).replace(/","/g, '", "')},"firstEventSequence": ${first},` +
		`"lastEventSequence": ${last}, "entropy": "${entropy()}"}`
	);
}
