import type { FastifyRequest } from 'fastify';
import type { Books } from '../books/books';
import type { Desk } from '../desk';
import type { Body } from '../state/records';
import { unsupported } from './faults';

/** A request that was let in. */
export interface Call {
	desk: Desk;
	request: FastifyRequest;
	books: Books;
	/** The app that asks. */
	app: string;
	/** Names in small letters: clients write `requestid` and `requestId`. */
	query: Readonly<Record<string, string>>;
	/** Parts of the path after the company. */
	path: string[];
}

export interface Answer {
	status: number;
	/** JSON gets its `time` when it is sent; bytes and text go as they are. */
	body: Body | Buffer | string;
	type?: string;
}

export const ok = (body: Body): Answer => ({ status: 200, body });

export function includeOf(text: string | undefined): ReadonlySet<string> {
	return new Set((text ?? '').toLowerCase().split(',').map((part) => part.trim()).filter((part) => part !== ''));
}

/** The body as JSON, whatever its type says. */
export function jsonOf({ rawBody }: FastifyRequest): unknown {
	try {
		return JSON.parse((rawBody ?? Buffer.alloc(0)).toString('utf8'));
	} catch {
		throw unsupported();
	}
}
