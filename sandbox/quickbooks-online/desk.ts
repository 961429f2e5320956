import type { FastifyRequest } from 'fastify';
import { Codes } from './identity/codes';
import { Signer } from './identity/signer';
import { Tokens } from './identity/tokens';
import { Store } from './state/store';
import type { Fault, Frame } from '../frame/types';
import { Books } from './books/books';
import { companies, companyOf } from './state/companies';
import { Hooks } from './webhooks/hooks';
import { Gate } from './wire/gate';

/** What the routes share. */
export class Desk {
	readonly store: Store;
	readonly tokens: Tokens;
	readonly codes = new Codes();
	readonly signer = new Signer();
	readonly gate: Gate;
	readonly hooks: Hooks;

	constructor(frame: Frame) {
		this.store = new Store(frame);
		this.tokens = new Tokens(this.store);
		this.gate = new Gate(this.store);
		this.hooks = new Hooks(this.store);
	}

	/** The ledger of a company; undefined where there is none. */
	books(realm: string): Books | undefined {
		const company = companyOf(this.store, realm);
		return company === undefined ? undefined : new Books(this.store, company, (...change) => this.hooks.note(...change));
	}

	allBooks(): Books[] {
		return companies(this.store).flatMap(({ realm }) => this.books(realm) ?? []);
	}

	/** Whether a failure of this kind waits for the request. */
	take(kind: string, request: FastifyRequest): boolean {
		return this.waiting(kind, request) !== undefined;
	}

	/** The failure of this kind that waits for the request. */
	waiting(kind: string, request: FastifyRequest): Fault | undefined {
		return this.store.frame.faults.take('quickbooks-online', kind, request);
	}
}
