import type { Answer, Call } from './call';
import { Refusal, validationException } from './errors';
import { elementsOf } from './read';

export const NO_ID = '00000000-0000-0000-0000-000000000000';

export type Wire = Record<string, unknown>;

/** How a resource names itself on the wire. */
export interface Name {
	collection: string;
	id: string;
}

/**
 * Writes the elements of one request, each in a savepoint of its own. By default one bad element refuses the whole call
 * and nothing is saved; with summarizeErrors=false each element tells its own fate and the good ones stay.
 * Source: Xero, "Requests and responses".
 */
export function writeBatch(call: Call, name: Name, write: (element: unknown) => Wire): Answer {
	const elements = elementsOf(call.json(), name.collection);
	if (elements.length > 500)
		throw validationException([
			{ ValidationErrors: [{ Message: 'A maximum of 500 elements can be sent in one request' }] },
		]);
	const apart = call.query('summarizeErrors')?.toLowerCase() === 'false';
	const refused: Wire[] = [];
	const answers = elements.map((element, index) => {
		try {
			const written = call.books.store.savepoint(() => {
				if (call.invalidElement === index)
					throw new Refusal(["Account code '999' is not a valid code for this document."]);
				return write(element);
			});
			return apart ? { ...written, StatusAttributeString: 'OK' } : written;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const echo = echoOf(element, name, error.messages);
			refused.push(echo);
			return { ...echo, StatusAttributeString: 'ERROR' };
		}
	});
	// Thrown, so that the surrounding transaction takes the good ones back too.
	if (refused.length > 0 && !apart) throw validationException(refused);
	return { json: { [name.collection]: answers } };
}

/** For addresses that name one record: the element of the body, refused in the same envelope. */
export function writeOne(call: Call, name: Name, write: (element: unknown) => Wire): Answer {
	const [element] = elementsOf(call.json(), name.collection);
	return attempt(name, element, () => ({ json: { [name.collection]: [write(element)] } }));
}

/** Turns a refusal into Xero's validation error, with the element as sent. */
export function attempt<T>(name: Name, element: unknown, work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof Refusal) throw validationException([echoOf(element, name, error.messages)]);
		throw error;
	}
}

/** What was sent, the nil id for what was never made, and what is wrong with it. */
function echoOf(element: unknown, name: Name, messages: string[]): Wire {
	const sent = typeof element === 'object' && element !== null ? (element as Wire) : {};
	const lines = Array.isArray(sent.LineItems)
		? { LineItems: (sent.LineItems as Wire[]).map((line) => ({ ...line, ValidationErrors: [] })) }
		: {};
	return {
		[name.id]: NO_ID,
		...sent,
		...lines,
		HasErrors: true,
		ValidationErrors: [...new Set(messages)].map((Message) => ({ Message })),
	};
}
