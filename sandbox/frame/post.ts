export interface PostAnswer {
	/** Null where no answer came in time. */
	status: number | null;
	text: string;
}

/** Sends a webhook's body as it is, and waits `patience` real milliseconds at most. */
export async function post(url: string, body: string, headers: Record<string, string>, patience: number): Promise<PostAnswer> {
	try {
		const answer = await fetch(url, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(patience), headers });
		return { status: answer.status, text: await answer.text() };
	} catch {
		return { status: null, text: '' }; // nobody there, or no answer in time: the sender cannot tell
	}
}
