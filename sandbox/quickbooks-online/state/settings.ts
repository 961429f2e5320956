import type { Store } from './store';

/** Speed, limits, and what the vendor's pages leave open. */
export interface Settings {
	/** Whether calls are limited. */
	limits: boolean;
	/** Calls a minute for a company from all apps; a second and at once for an app in a company. */
	perMinute: number;
	perSecond: number;
	concurrent: number;
	/** Batches a minute for an app in a company, and for a company. */
	batchesPerMinute: number;
	batchesPerMinuteOfCompany: number;
	/** Whether a 429 says how long to wait. Only third parties claim so. */
	retryAfter: boolean;
	/** How long the answer to a requestid is remembered; no page says. */
	requestIdMinutes: number;
	/** Whether refusals are repeated to a requestid as successes are. */
	replayRefusals: boolean;
	/** Whether text is compared with regard to case. */
	caseSensitive: boolean;
	/** Whether an inactive record's old name stays taken. */
	inactiveHoldsName: boolean;
	/** Whether a name is wanted again for a sub-customer of another parent. */
	namePerParent: boolean;
	/** Minutes of an access token; days of a refresh token. */
	tokenMinutes: number;
	refreshDays: number;
	/** Whether webhook events wait behind one that was not taken. */
	holdEvents: boolean;
	/** Real milliseconds for each call. */
	slow: number;
}

export const USUAL: Settings = {
	limits: true, perMinute: 500, perSecond: 10, concurrent: 10, batchesPerMinute: 40, batchesPerMinuteOfCompany: 120, retryAfter: false,
	requestIdMinutes: 60, replayRefusals: true, caseSensitive: false, inactiveHoldsName: false, namePerParent: false, tokenMinutes: 60,
	refreshDays: 100, holdEvents: true, slow: 0,
};

export function readSettings(store: Store): Settings {
	const row = store.one("SELECT value FROM qbo_settings WHERE name = 'settings'");
	return { ...USUAL, ...(row ? (JSON.parse(String(row.value)) as Partial<Settings>) : {}) };
}

/** Unknown names and wrong types are refused, so that a misspelt setting does not pass for set. */
export function changeSettings(store: Store, changes: Record<string, unknown>): Settings {
	for (const [name, value] of Object.entries(changes)) {
		const usual = (USUAL as unknown as Record<string, unknown>)[name]; // looked up by a name that may be none of its own
		if (usual === undefined) throw new RangeError(`There is no setting "${name}"`);
		if (typeof value !== typeof usual) throw new RangeError(`The setting "${name}" must be a ${typeof usual}`);
		if (typeof value === 'number' && !(value >= 0)) throw new RangeError(`The setting "${name}" is a number from 0`);
	}
	const settings = { ...readSettings(store), ...changes };
	store.run("INSERT OR REPLACE INTO qbo_settings (name, value) VALUES ('settings', ?)", JSON.stringify(settings));
	return settings;
}
