/** How long Xero waits for an answer, in real milliseconds. */
const PATIENCE_MS = 5000;

export interface Reply {
	status: number;
	empty: boolean;
	cookies: boolean;
}
export interface Delivery {
	/** Null where no answer came in time. */
	status: number | null;
	/** What the portal would complain about; undefined when all is well. */
	complaint?: string;
}

const NO_ANSWER = 'Response took longer than 5 seconds or never came';
const NOT_OK = 'Response not 2XX';
/** Complaints after which the events are sent again; a body or a cookie only spoils the intent to receive. */
export const FAILS: ReadonlySet<string> = new Set([NO_ANSWER, NOT_OK]);

/** Null where nobody answered in time. */
export async function deliver(url: string, body: string, signature: string): Promise<Reply | null> {
	try {
		const answer = await fetch(url, {
			method: 'POST',
			body,
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE_MS),
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'x-xero-signature': signature,
				'user-agent': 'Xero-Webhooks',
			},
		});
		const text = await answer.text();
		return { status: answer.status, empty: text === '', cookies: answer.headers.has('set-cookie') };
	} catch {
		return null;
	}
}

/** @param good whether the delivery was signed rightly */
export function judge(reply: Reply | null, good: boolean): Delivery {
	if (reply === null) return { status: null, complaint: NO_ANSWER };
	const { status } = reply;
	if (good && (status < 200 || status > 299)) return { status, complaint: NOT_OK };
	if (!good && status !== 401) return { status, complaint: 'Response to incorrectly signed payload not 401' };
	if (!reply.empty) return { status, complaint: 'Response contains a body' };
	if (reply.cookies) return { status, complaint: 'Response contains cookies' };
	return { status };
}
