import type { Store } from './store';

/** What the vendor's pages leave open, and what people set. */
export interface Settings {
	/** Emulated minutes that an access token of 2.0 lives. */
	tokenMinutes: number;
	/** Emulated minutes that a session of 1.1 lives. */
	sessionMinutes: number;
	/** Whether a second document of the same account with the same reference is refused. */
	rejectDuplicateReference: boolean;
	/** Whether an exchange rate is foreign units per unit of base currency; else base units per foreign one. */
	ratesPerBase: boolean;
	/** Whether summaries give amounts of documents without the sign of the ledger (credits negative). */
	unsignedAmounts: boolean;
	/** Whether a document in a closed period is refused; else it is posted into the next open period. */
	refuseClosedPeriods: boolean;
	/** The same for journals, whose period the vendor works out from the date and the open periods. */
	refuseClosedJournals: boolean;
	/** Whether the value of a sundry receipt or payment holds its tax; else the tax comes on top. */
	sundryValueIsGross: boolean;
	/** Whether watermarks find what changed at their very instant. */
	inclusiveWatermarks: boolean;
	/** Real milliseconds that each call takes, besides its work; once per document too where `slowPerDocument` is set. */
	slow: number;
	slowPerDocument: number;
}
export const USUAL: Settings = {
	tokenMinutes: 60, sessionMinutes: 20, rejectDuplicateReference: false, ratesPerBase: true, unsignedAmounts: false,
	refuseClosedPeriods: true, refuseClosedJournals: false, sundryValueIsGross: false,
	inclusiveWatermarks: true, slow: 0, slowPerDocument: 0,
};

export function readSettings(store: Store): Settings {
	const row = store.one("SELECT value FROM aiq_settings WHERE name = 'settings'");
	return { ...USUAL, ...(row === undefined ? {} : (JSON.parse(String(row.value)) as Partial<Settings>)) };
}

/** The names of settings that do not exist, or that have the wrong type, come back; nothing is changed then. */
export function changeSettings(store: Store, changes: Record<string, unknown>): string[] {
	const usual = USUAL as unknown as Record<string, unknown>; // the keys are checked against it right here
	const wrong = Object.entries(changes).filter(([name, value]) => typeof value !== typeof usual[name]).map(([name]) => name);
	if (wrong.length > 0) return wrong;
	const settings = { ...readSettings(store), ...changes };
	store.run("INSERT OR REPLACE INTO aiq_settings (name, value) VALUES ('settings', ?)", JSON.stringify(settings));
	return [];
}

/** The next of a running number of an entity. */
export function nextNumber(store: Store, counter: string, first: number): number {
	const name = `next:${counter}`;
	const row = store.one('SELECT value FROM aiq_settings WHERE name = ?', name);
	const number = row === undefined ? first : Number(row.value);
	store.run('INSERT OR REPLACE INTO aiq_settings (name, value) VALUES (?, ?)', name, String(number + 1));
	return number;
}
