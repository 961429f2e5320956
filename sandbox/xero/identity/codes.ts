/** Authorization codes: used once, within five minutes. Kept in memory, as a consent in progress may be. */
export interface PendingCode {
	app: string;
	user: string;
	scopes: string[];
	authEvent: string;
	redirect: string;
	/** PKCE, S256. */
	challenge?: string;
	/** Emulated instant of the consent. */
	at: number;
}

export const CODE_MS = 5 * 60_000;

export class Codes {
	private readonly pending = new Map<string, PendingCode>();

	add(code: string, of: PendingCode): void {
		this.pending.set(code, of);
	}

	/** Gives a code out once. */
	take(code: string): PendingCode | undefined {
		const found = this.pending.get(code);
		this.pending.delete(code);
		return found;
	}
}
