import type { Clock, Fault, Frame } from '../../frame/types';
import type { Shelf } from '../books/books';
import { Files } from '../books/files';
import { History } from '../books/history';
import { Ledger } from '../books/ledger';
import { Store } from '../books/store';
import { APPS } from '../identity/apps';
import { Connections } from '../identity/connections';
import { Grants, type Grant } from '../identity/grants';
import { Webhooks } from '../webhooks/webhooks';
import { Limits } from './limits';
import { Replay } from './replay';

/** Real milliseconds that a call takes at least, so that calls made at once are in flight at once, as over a network. */
const THINK_MS = 10;

/** Everything that a request may need, made once per sandbox. */
export class Desk {
	readonly clock: Clock;
	readonly shelf: Shelf;
	readonly grants: Grants;
	readonly connections: Connections;
	readonly limits: Limits;
	readonly replay: Replay;
	readonly webhooks: Webhooks;
	readonly origin: () => string;
	thinkMs = THINK_MS;

	constructor(private readonly frame: Frame) {
		const { db, clock } = frame;
		this.clock = clock;
		this.origin = frame.origin;
		const now = () => clock.now();
		this.connections = new Connections(db);
		this.webhooks = new Webhooks(db, clock, this.connections);
		const store = new Store(db, now, (changes) => this.webhooks.note(changes, store));
		this.shelf = { store, ledger: new Ledger(db), history: new History(db), files: new Files(db), now };
		this.grants = new Grants(db, clock);
		this.limits = new Limits(clock);
		this.replay = new Replay(db, clock);
	}

	takeFault(kind: string, request: { method: string; url: string }): Fault | undefined {
		return this.frame.faults.take('xero', kind, request);
	}

	appName(id: string): string {
		return APPS.find((app) => app.id === id)?.name ?? id;
	}

	/** As history shows who did it. */
	userName(grant: Grant): string {
		return grant.tenant === undefined ? 'Hana Demo' : this.appName(grant.app);
	}

	/**
	 * Back to empty books. Consents and the webhook's address belong to the apps and stay, so that credentials which
	 * were connected once go on working.
	 */
	clear(): void {
		const { store, ledger, history, files } = this.shelf;
		for (const part of [store, ledger, history, files, this.replay, this.webhooks]) part.clear();
		this.limits.reset();
		this.thinkMs = THINK_MS;
	}
}
