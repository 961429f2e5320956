import type { Sql } from '../../frame/sql';

/** What the vendor's pages leave open, limits and speed. */
export interface Settings {
	/** Passwords by sender id. */
	senders: Record<string, string>;
	/** Names of transport policies of asynchronous requests. */
	policies: string[];
	/** Requests of one company at once; more are throttled. */
	concurrent: number;
	/** Requests of one company a minute. */
	perMinute: number;
	/** Functions in one request, and records in one create. */
	batch: number;
	/** Whether texts end in a support id. */
	supportIds: boolean;
	/** How a function is refused whose control id has run already. */
	replayErrorNo: string;
	/** errorno of a sign-in with a session that is over; "invalidRequest" comes with HTTP 400 and without an operation. */
	sessionErrorNo: string;
	/** Whether a wrong sender is refused as the newer gateway does it: HTTP 401, errorno XMLGW_JPP0002. */
	newGateway: boolean;
	/** Whether a login at the pod of a session is refused. */
	podRefusesLogins: boolean;
	/** Whether children of legacy functions must stand in their order. */
	strictOrder: boolean;
	/** Whether fields that no object has are refused; else they are ignored. */
	strictFields: boolean;
	/** Whether a query without an order answers in none. */
	shuffle: boolean;
	/** Wrong passwords until a user is locked. */
	wrongPasswords: number;
	/** Real milliseconds that each request takes, besides its work. */
	slow: number;
}

export const USUAL: Settings = {
	senders: { 'sandbox-intacct-sender': 'sandbox-intacct-sender-password' }, policies: [], concurrent: 2, perMinute: 100_000, batch: 100, supportIds: true,
	replayErrorNo: 'XL03000008', sessionErrorNo: 'XL03000006', newGateway: false, podRefusesLogins: true, strictOrder: true, strictFields: true, shuffle: true, wrongPasswords: 10, slow: 0,
};

export function readSettings(sql: Sql): Settings {
	const row = sql.one("SELECT value FROM sin_settings WHERE name = 'settings'");
	return row === undefined ? USUAL : { ...USUAL, ...(JSON.parse(String(row.value)) as Partial<Settings>) };
}

/** The names that are no settings, or not of their type; then nothing is changed. */
export function changeSettings(sql: Sql, changes: Record<string, unknown>): string[] {
	const usual = USUAL as unknown as Record<string, unknown>; // the keys are checked against it right here
	const wrong = Object.entries(changes).filter(([name, value]) => typeof value !== typeof usual[name]).map(([name]) => name);
	if (wrong.length > 0) return wrong;
	sql.run("INSERT OR REPLACE INTO sin_settings (name, value) VALUES ('settings', ?)", JSON.stringify({ ...readSettings(sql), ...changes }));
	return [];
}
