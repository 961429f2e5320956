import type { Books } from '../books/books';

/** One request that has passed sign-in, limits and replay, as the resources see it. */
export interface Call {
	method: string;
	/** Path parameters; GUIDs in small letters. */
	params: Record<string, string>;
	/** A query parameter without regard to case; undefined where absent or empty. */
	query(name: string): string | undefined;
	header(name: string): string | undefined;
	/** The body's bytes. */
	raw: Buffer;
	/** The body as JSON; ErrorNumber 14 where it is none. */
	json(): unknown;
	books: Books;
	/** Where this emulator answers, for the addresses that Xero hands out: "http://localhost:8090/xero". */
	base: string;
	/** Set by a waiting fault: the element of the batch that shall be refused. */
	invalidElement?: number;
}

export interface Answer {
	status?: number;
	/** Goes out in Xero's envelope. */
	json?: Record<string, unknown>;
	/** Goes out as it is. */
	bytes?: Buffer;
	type?: string;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below /api.xro/2.0; ":id" takes one part. */
	path: string;
	/** One of these scopes, or the ".read" twin for a GET. */
	scopes: readonly string[];
	handle: (call: Call) => Answer;
}

/** Decimals of UnitAmount, read and written. */
export function places(call: Call): 2 | 4 {
	return call.query('unitdp') === '4' ? 4 : 2;
}

export function isTrue(value: string | undefined): boolean {
	return value?.toLowerCase() === 'true';
}
