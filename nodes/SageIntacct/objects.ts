import { BooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import { elementsWith, isTrue, textIn } from '../core/xml-elements';
import { execute, type Intacct } from './api';

/** A field of an object, as this company has it. */
export interface Field {
	id: string;
	label: string;
	type?: string;
	isCustom: boolean;
	isRequired: boolean;
	values: string[];
}

/** What a company's objects look like changes when somebody adds a field; so long a process goes by what it was told. */
const KEPT_MS = 10 * 60 * 1000;

interface Known {
	at: number;
	fields: Map<string, Field>;
}
const known = new Map<string, Known>();

/**
 * Fields of objects, asked of the company once for a while, several objects in one request. An object that may not be
 * looked at, or that this company does not have, has no entry.
 */
export async function fieldsOf(intacct: Intacct, objects: string[]): Promise<Map<string, Map<string, Field>>> {
	const nameOf = (object: string) => `${intacct.connection}|${intacct.credentialMark}|${object}`;
	const wanted = [...new Set(objects)];
	const missing = wanted.filter((object) => Date.now() - (known.get(nameOf(object))?.at ?? 0) > KEPT_MS);
	if (missing.length > 0) {
		const answers = await execute(intacct, missing.map((object) => ({ content: { lookup: { object } } })));
		missing.forEach((object, at) => {
			const answer = answers[at];
			if (answer === undefined) return;
			// A refusal is remembered as well: whoever may not look now may not a moment later.
			if (answer instanceof BooksError) known.set(nameOf(object), { at: Date.now(), fields: new Map() });
			else known.set(nameOf(object), { at: Date.now(), fields: new Map(fieldsIn(answer.data).map((field) => [field.id.toUpperCase(), field])) });
		});
	}
	return new Map(wanted.flatMap((object) => {
		const found = known.get(nameOf(object));
		return found === undefined || found.fields.size === 0 ? [] : [[object, found.fields] as const];
	}));
}

/** Source: Sage Intacct, "lookup". */
export function fieldsIn(data: XmlElement): Field[] {
	return elementsWith(data, 'ID').filter((field) => field.DATATYPE !== undefined || field.LABEL !== undefined).map((field) => ({
		id: textIn(field, 'ID') ?? '',
		label: textIn(field, 'LABEL') ?? textIn(field, 'ID') ?? '',
		type: textIn(field, 'DATATYPE'),
		isCustom: isTrue(field, 'ISCUSTOM'),
		isRequired: isTrue(field, 'REQUIRED'),
		values: elementsWith(field, 'VALIDVALUE').flatMap(({ VALIDVALUE }) => (Array.isArray(VALIDVALUE) ? VALIDVALUE : [VALIDVALUE])).filter((one): one is string => typeof one === 'string'),
	}));
}

/**
 * The fields to select: of the wanted ones those that the company's object has, and its custom fields. Related fields
 * ("DISPLAYCONTACT.EMAIL1") belong to other objects and stay. Where nothing is known all wanted ones are asked for.
 */
export function selectable(wanted: readonly string[], fields: Map<string, Field> | undefined): string[] {
	if (fields === undefined) return [...wanted];
	const custom = [...fields.values()].filter(({ isCustom }) => isCustom).map(({ id }) => id);
	return [...new Set([...wanted.filter((field) => field.includes('.') || fields.has(field.toUpperCase())), ...custom])];
}
