import type { Store } from './store';

/** What an account may have or not, and what the contract leaves open. */
export interface Settings {
	/** Whether calls are limited, and to how many a minute for each key. */
	limits: boolean;
	perMinute: number;
	/** Whether a client with a country must have a state. */
	stateRequired: boolean;
	/** Whether lists know `modifiedSince` and `externalRef`, records carry `externalRefs`, keys are remembered. */
	modifiedSince: boolean;
	externalRefs: boolean;
	idempotency: boolean;
	webhooks: boolean;
	/** Whether sets of the legacy data service come as `{"d":{"results":[…]}}`. */
	legacyResults: boolean;
}

export const USUAL: Settings = {
	limits: true, perMinute: 120, stateRequired: false, modifiedSince: true, externalRefs: true, idempotency: true, webhooks: true,
	legacyResults: false,
};

export function readSettings(store: Store): Settings {
	const row = store.one("SELECT value FROM wrk_settings WHERE name = 'settings'");
	return { ...USUAL, ...(row ? (JSON.parse(String(row.value)) as Partial<Settings>) : {}) };
}

/** Unknown names and wrong types are refused, so that a misspelt setting does not pass for set. */
export function changeSettings(store: Store, changes: Record<string, unknown>): Settings {
	for (const [name, value] of Object.entries(changes)) {
		const usual = (USUAL as unknown as Record<string, unknown>)[name]; // looked up by a name that may be none of its own
		if (usual === undefined) throw new RangeError(`There is no setting "${name}"`);
		if (typeof value !== typeof usual) throw new RangeError(`The setting "${name}" must be a ${typeof usual}`);
	}
	const settings = { ...readSettings(store), ...changes };
	if (!Number.isInteger(settings.perMinute) || settings.perMinute < 1) throw new RangeError('"perMinute" is a whole number above 0');
	store.run("INSERT OR REPLACE INTO wrk_settings (name, value) VALUES ('settings', ?)", JSON.stringify(settings));
	return settings;
}
