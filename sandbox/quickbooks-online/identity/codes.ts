/** What a person consented to, until the client fetches it. */
export interface Code {
	app: string;
	realm: string;
	scopes: string[];
	redirect: string;
	at: number;
}

/** A code holds five minutes. */
const CODE_MS = 5 * 60_000;

/** Authorization codes; each works once. They live in memory, as they die within minutes. */
export class Codes {
	private readonly waiting = new Map<string, Code>();

	add(code: string, of: Code): void {
		this.waiting.set(code, of);
	}

	take(code: string, now: number): Code | undefined {
		const found = this.waiting.get(code);
		this.waiting.delete(code);
		return found !== undefined && now - found.at <= CODE_MS ? found : undefined;
	}
}
