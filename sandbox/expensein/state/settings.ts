import type { Store } from './store';

/** What the vendor's pages leave open, and what an account may have or not. */
export interface Settings {
	/** Whether calls are limited, and to how many a minute for each key. */
	limits: boolean;
	perMinute: number;
	/** Whether a PUT clears the optional fields that it does not name. */
	strictPut: boolean;
	/** Whether lists of documents ignore `page` and give all. */
	unpaged: boolean;
	/** Whether lists know `updatedSince`; where not, they ignore it. */
	updatedSince: boolean;
	/** Whether fields that no record has are refused; where not, they are ignored. */
	strictFields: boolean;
	/** Whether the account has the Invoicing module: suppliers and invoices. */
	invoicingModule: boolean;
}

export const USUAL: Settings = {
	limits: true, perMinute: 120, strictPut: false, unpaged: false, updatedSince: true, strictFields: false, invoicingModule: true,
};

export function readSettings(store: Store): Settings {
	const row = store.one("SELECT value FROM ein_settings WHERE name = 'settings'");
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
	saveValue(store, 'settings', settings);
	return settings;
}

/** Other values that outlive the process, as JSON. */
export function readValue<T>(store: Store, name: string, otherwise: T): T {
	const row = store.one('SELECT value FROM ein_settings WHERE name = ?', name);
	return row === undefined ? otherwise : (JSON.parse(String(row.value)) as T);
}

export function saveValue(store: Store, name: string, value: unknown): void {
	store.run('INSERT OR REPLACE INTO ein_settings (name, value) VALUES (?, ?)', name, JSON.stringify(value));
}
