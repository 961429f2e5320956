import { functionNamed, SESSION } from './functions/catalogue';
import { entityFor, newSession, type SignedIn } from './identity/authenticate';
import type { Call, Change, Desk } from './state/desk';
import { readSettings } from './state/settings';
import { type Problem, Refused, schemaError } from './wire/errors';
import { child, type Function, type Request } from './wire/request';
import { around, errorMessage, type ErrorStyle, tag } from './wire/response';

interface Outcome {
	results: string;
	changes: Change[];
}

interface Answering {
	endpoint: string;
	style: ErrorStyle;
}

const ROLLED_BACK: Problem = { errorno: 'XL03000009', description2: 'The entire transaction in this operation has been rolled back due to an error.' };

/** Undoes a transaction; it reaches nobody outside. */
class RollBack extends Error {}

/** The functions of a request in their order, one result each. */
export function runOperation(desk: Desk, asked: Request, signedIn: SignedIn, answering: Answering): Outcome {
	const call: Call = { desk, company: signedIn.company, user: signedIn.user, entity: signedIn.entity, rights: 'own', changes: [] };
	const results: string[] = [];
	let failedAt = -1;
	const all = () => {
		for (const [index, one] of asked.functions.entries()) {
			const result = runOne(call, asked, one, answering);
			results.push(result.text);
			if (!result.ok && asked.transaction) {
				failedAt = index;
				throw new RollBack();
			}
		}
	};
	if (!asked.transaction) {
		all();
		return { results: results.join(''), changes: call.changes };
	}
	try {
		desk.sql.atomically(all);
		return { results: results.join(''), changes: call.changes };
	} catch (error) {
		if (!(error instanceof RollBack)) throw error;
		return { results: aborted(asked.functions, results[failedAt] ?? '', failedAt, answering.style), changes: [] };
	}
}

/** The one that failed keeps its errors; each carries that all of it was undone. */
function aborted(functions: readonly Function[], failed: string, failedAt: number, style: ErrorStyle): string {
	const undone = errorMessage([ROLLED_BACK], style).replace(/<\/?errormessage>/g, '');
	return functions.map((one, index) => {
		if (index === failedAt) return failed.replace('</errormessage>', `${undone}</errormessage>`);
		return around('result', tag('status', 'aborted') + tag('function', one.body.name) + tag('controlid', one.controlId) + errorMessage([ROLLED_BACK], style));
	}).join('');
}

function runOne(call: Call, asked: Request, { controlId, body }: Function, { endpoint, style }: Answering): { text: string; ok: boolean } {
	const head = (status: string) => tag('status', status) + tag('function', body.name) + tag('controlid', controlId);
	const before = call.changes.length;
	try {
		const inside = call.desk.sql.atomically(() => {
			if (asked.unique) burn(call, controlId);
			if (body.name === SESSION) return session(call, child(body, 'locationid')?.text.trim(), endpoint);
			const run = functionNamed(body.name);
			if (run === undefined) throw schemaError(`Element '${body.name}': This element is not expected.`);
			return run(call, body);
		});
		return { text: around('result', head('success') + inside), ok: true };
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		call.changes.splice(before);
		return { text: around('result', head('failure') + errorMessage(error.problems, style)), ok: false };
	}
}

/** A control id runs once per company; what failed is undone with its mark. */
function burn({ desk, company }: Call, controlId: string): void {
	const { sql } = desk;
	if (sql.one('SELECT 1 FROM sin_done WHERE company = ? AND controlid = ?', company.id, controlId) !== undefined) {
		throw new Refused(readSettings(sql).replayErrorNo, `The function with the control ID '${controlId}' has already been executed and completed.`, { description: 'Duplicate control ID' });
	}
	sql.insert('sin_done', { company: company.id, controlid: controlId, at: desk.now() });
}

/** A session in the entity asked for; in the one where the caller stands when nothing is said. */
function session(call: Call, location: string | undefined, endpoint: string): string {
	const { desk, company, user } = call;
	const entity = location === undefined ? call.entity : entityFor(desk, company, user, location);
	if (entity === undefined) throw new Refused('XL03000006', `You do not have access to the entity '${location ?? ''}', or it does not exist.`);
	const id = newSession(desk, company, user, entity);
	return around('data', around('api', tag('sessionid', id) + tag('endpoint', endpoint) + tag('locationid', entity)));
}
