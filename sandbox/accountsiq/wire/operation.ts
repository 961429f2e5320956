import type { Call } from '../state/call';
import { Refused } from './faults';
import { API } from './read';
import { type Data, type Field, fieldOf, shape, type Shape, unnamed, type Value } from './shapes';
import { writeField, writeShape } from './write';

export const STATUS = shape('WSResultStatus', 'Status:Success|Failure|NotCreated|Created|Conflicted|Unknown|InProgress ErrorCode ErrorMessage HasExpired:b');

/** One operation of the web service: who may call it, what it takes, what it answers, and what it does. */
export interface Operation {
	name: string;
	permission: 'read' | 'write';
	parameters: Shape;
	/** What stands in `Result`; undefined where the answer is a bare status, "statuses" where it is a bare list of them. */
	result: Field | 'statuses' | undefined;
	/** Elements beside the result: ids of what was made. */
	beside: Field[];
	run(call: Call): Answer;
}

/** `Result` and the elements beside it. */
export type Answer = Data;

/**
 * Declares an operation.
 * @param result type of `Result` in the notation of the shapes ("Supplier[]", "b", "string"), "" for a bare status,
 *   "statuses" for a bare list of them
 * @param beside notation of the elements beside the result
 */
export function operation(
	permission: Operation['permission'], name: string, parameters: string, result: string, beside: string, run: Operation['run'],
): Operation {
	return {
		name, permission, run,
		parameters: unnamed(name, parameters),
		result: result === '' ? undefined : result === 'statuses' ? 'statuses' : fieldOf(result === 'string' ? 'Result' : `Result:${result}`),
		beside: unnamed(name, beside).fields,
	};
}
export const reads = (name: string, parameters: string, result: string, run: Operation['run']) =>
	operation('read', name, parameters, result, '', run);
export const writes = (name: string, parameters: string, result: string, beside: string, run: Operation['run']) =>
	operation('write', name, parameters, result, beside, run);

export const SUCCESS: Data = { Status: 'Success', ErrorCode: 'SUCCESS', HasExpired: false };

export function failed({ code, message, hasExpired }: Refused): Data {
	return { Status: 'Failure', ErrorCode: code, ErrorMessage: message, HasExpired: hasExpired };
}

/** Runs the operations of a bulk call one by one; a refused one keeps its place with the id 0. */
export function oneByOne(call: Call, items: Data[], make: (item: Data) => number): { statuses: Data[]; ids: number[] } {
	const statuses: Data[] = [];
	const ids: number[] = [];
	for (const item of items) {
		try {
			ids.push(call.store.atomically(() => make(item)));
			statuses.push(SUCCESS);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			ids.push(0);
			statuses.push(failed(error));
		}
	}
	return { statuses, ids };
}

/** The answer's element, from what ran or from what was refused. */
export function writeAnswer({ name, result, beside }: Operation, outcome: Answer | Refused): string {
	const refused = outcome instanceof Refused;
	const data: Answer = refused ? {} : outcome;
	const status = refused ? failed(outcome) : SUCCESS;
	const inside =
		result === 'statuses'
			? writeStatuses(refused ? [status] : data.Result)
			: writeShape(status, STATUS) + (result === undefined ? '' : writeField(result, data.Result));
	const others = beside.map((field) => writeField(field, data[field.name])).join('');
	return `<${name}Response xmlns="${API}"><${name}Result>${inside}</${name}Result>${others}</${name}Response>`;
}

function writeStatuses(statuses: Value): string {
	return (statuses as Data[]).map((status) => `<WSResultStatus>${writeShape(status, STATUS)}</WSResultStatus>`).join('');
}
