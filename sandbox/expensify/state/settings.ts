import type { Store } from './store';

/** What a person may set below /_sandbox/expensify/settings. */
export interface Settings {
	/** Emulated seconds between an export's answer and its file. */
	renderDelaySeconds: number;
	/** How a file that is not ready is answered; the vendor does not say. */
	notReady: 'notFound' | 'empty';
	limits: boolean;
	/** Body code for a wrong pair; the vendor does not say. */
	wrongCredentialsCode: number;
	/** Whether receipts come without a browser session. */
	openReceipts: boolean;
	/** Whether the pair may act for people outside of its workspaces. */
	grants: boolean;
}

export const DEFAULTS: Settings = {
	renderDelaySeconds: 0,
	notReady: 'notFound',
	limits: true,
	wrongCredentialsCode: 401,
	openReceipts: true,
	grants: false,
};

export function readSettings(store: Store): Settings {
	const row = store.one("SELECT value FROM exp_settings WHERE name = 'settings'");
	return { ...DEFAULTS, ...(row ? (JSON.parse(String(row.value)) as Partial<Settings>) : {}) };
}

/** Unknown names and wrong types are refused, so that a misspelt setting does not pass for set. */
export function changeSettings(store: Store, changes: Record<string, unknown>): Settings {
	for (const [name, value] of Object.entries(changes)) {
		// Looked up by a name that may be none of its own.
		const usual = (DEFAULTS as unknown as Record<string, unknown>)[name];
		if (usual === undefined) throw new RangeError(`There is no setting "${name}"`);
		if (typeof value !== typeof usual) throw new RangeError(`The setting "${name}" must be a ${typeof usual}`);
		if (name === 'notReady' && value !== 'empty' && value !== 'notFound') throw new RangeError('"notReady" is empty or notFound');
	}
	const settings = { ...readSettings(store), ...changes };
	store.run("INSERT OR REPLACE INTO exp_settings (name, value) VALUES ('settings', ?)", JSON.stringify(settings));
	return settings;
}
