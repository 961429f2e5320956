import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sandbox } from '../../sandbox/app';

/** An answer that the vendor has ready and that does not leave it: what was asked for is done, the asker cannot know. */
export interface Held {
	/** Resolves when the answer is held. */
	readonly reached: Promise<void>;
	/** Lets it go. */
	release(): void;
}

interface Watch {
	method: string;
	path: RegExp;
	/** Answers that still pass before one is held. */
	skip: number;
	hold: (release: () => void) => void;
}

/** Holds answers back on their way out of the sandbox, so that a test can act in exactly that moment. */
export class Gate {
	private watches: Watch[] = [];
	private readonly waiting = new Set<() => void>();

	constructor({ app: { server } }: Sandbox) {
		// Before fastify's own listener, which then gets a response whose end waits for us.
		server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => this.watch(request, response));
	}

	/** Holds the answer number `nth`, counted from 1 and from now, to requests of that method and path. */
	hold(method: string, path: RegExp, nth = 1): Held {
		let release: () => void = () => undefined;
		const reached = new Promise<void>((resolve) => {
			this.watches.push({
				method, path, skip: nth - 1,
				hold: (let_go) => {
					release = let_go;
					resolve();
				},
			});
		});
		return { reached, release: () => release() };
	}

	openAll(): void {
		this.watches = [];
		for (const release of [...this.waiting]) release();
	}

	private watch(request: IncomingMessage, response: ServerResponse): void {
		const watch = this.watches.find(({ method, path }) => request.method === method && path.test(request.url ?? ''));
		if (watch === undefined) return;
		if (watch.skip > 0) {
			watch.skip -= 1;
			return;
		}
		this.watches = this.watches.filter((other) => other !== watch);
		const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
		response.end = ((...parts: unknown[]) => {
			const release = () => {
				this.waiting.delete(release);
				end(...parts);
			};
			this.waiting.add(release);
			watch.hold(release);
			return response;
		}) as typeof response.end;
	}
}
