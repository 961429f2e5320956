import type { Settings } from './settings';
import type { Records } from './records';
import type { Store } from './store';
import type { Data } from '../wire/shapes';
import type { Entity } from './entities';

/** One call on one entity's books. */
export interface Call {
	store: Store;
	records: Records;
	settings: Settings;
	entity: Entity;
	/** Who posts: the name of the application, or of the user whose key it is. */
	author: string;
	/** Which entities the caller may reach. */
	reachable: string[];
	parameters: Data;
	/** A fault of the emulator's own that waits for this call, such as "outdatedRecord". */
	take: (kind: string) => boolean;
}
