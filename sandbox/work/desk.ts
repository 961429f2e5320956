import type { Events } from './webhooks/events';
import type { Store } from './state/store';
import type { Gate } from './wire/gate';

/** What the routes share. */
export interface Desk {
	store: Store;
	gate: Gate;
	events: Events;
}
