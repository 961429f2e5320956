import type { Element } from '../../frame/xml';
import { runQuery, runRead, runReadByQuery, runReadMore } from '../query/read';
import { checkQuery } from '../query/shape';
import type { Call } from '../state/desk';
import { readSettings } from '../state/settings';
import { schemaError } from '../wire/errors';
import { checkLegacy, isLegacy } from '../wire/legacy';
import { textOf } from '../wire/request';
import { COMPANY_FUNCTIONS } from './company';
import { LEGACY_FUNCTIONS } from './legacy';
import { LIST_FUNCTIONS } from './lists';
import { runCreate, runDelete, runUpdate } from './objects';
import { DESCRIBE_FUNCTIONS } from './describe';
import { FILE_FUNCTIONS } from './files';
import { PAYMENT_FUNCTIONS } from './payments';

/** What a function answers within its result, after its control id. */
export type Run = (call: Call, element: Element) => string;

const FUNCTIONS: Readonly<Record<string, Run>> = {
	query: runQuery,
	read: (call, element) => runRead(call, element, false),
	readByName: (call, element) => runRead(call, element, true),
	readByQuery: runReadByQuery,
	readMore: runReadMore,
	create: runCreate,
	update: runUpdate,
	delete: runDelete,
	...COMPANY_FUNCTIONS, ...DESCRIBE_FUNCTIONS, ...FILE_FUNCTIONS, ...LEGACY_FUNCTIONS, ...LIST_FUNCTIONS, ...PAYMENT_FUNCTIONS,
};

export const SESSION = 'getAPISession';

export function functionNamed(name: string): Run | undefined {
	return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** Holds a function's element against the schema, before anybody is signed in. @throws ControlFailure */
export function checkShape(call: Pick<Call, 'desk'>, element: Element, dtdversion: string): void {
	const { name } = element;
	if (name !== SESSION && functionNamed(name) === undefined) throw schemaError(`Element '${name}': This element is not expected.`);
	if (isLegacy(name)) checkLegacy(element, readSettings(call.desk.sql).strictOrder);
	else if (dtdversion === '2.1' && name !== SESSION && !name.startsWith('get')) throw schemaError(`Element '${name}': This element is not expected.`);
	if (name === 'query') checkQuery(element);
}

/** "query VENDOR", "create_bill": how the recorder counts it and a fault may name it. */
export function labelOf(element: Element): string {
	const object = element.attributes.object ?? (textOf(element, 'object') || (/^(create|update)$/.test(element.name) ? (element.children[0]?.name ?? '') : ''));
	return object === '' || object === '*' ? element.name : `${element.name} ${object.toUpperCase()}`;
}
