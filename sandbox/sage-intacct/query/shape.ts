import type { Element } from '../../frame/xml';
import { schemaError } from '../wire/errors';

const OPERATORS = new Set(['equalto', 'notequalto', 'lessthan', 'lessthanorequalto', 'greaterthan', 'greaterthanorequalto', 'like', 'notlike', 'between', 'in', 'notin', 'isnull', 'isnotnull']);
const MOST_VALUES = 1000;

/** The published schema of the function `query`. @throws ControlFailure where the element does not pass it */
export function checkQuery({ children }: Element): void {
	const seen = new Set<string>();
	for (const child of children) {
		if (seen.has(child.name)) throw unexpected(child.name);
		seen.add(child.name);
		const check = PARTS[child.name];
		if (check === undefined) throw unexpected(child.name);
		check(child);
	}
	for (const needed of ['object', 'select']) if (!seen.has(needed)) throw schemaError(`Element 'query': Missing child element(s). Expected is ( ${needed} ).`);
}

const PARTS: Readonly<Record<string, (element: Element) => void>> = {
	object: () => undefined,
	docparid: () => undefined,
	select({ children }) {
		if (children.length === 0) throw schemaError("Element 'select': Missing child element(s). Expected is one of ( field, count, avg, min, max, sum ).");
		for (const { name } of children) if (!['field', 'count', 'avg', 'min', 'max', 'sum'].includes(name)) throw unexpected(name);
	},
	orderby({ children }) {
		if (children.length === 0) throw schemaError("Element 'orderby': Missing child element(s). Expected is ( order ).");
		for (const order of children) {
			const [field, direction, ...more] = order.children;
			const isGood = order.name === 'order' && field?.name === 'field' && more.length === 0 && (direction === undefined || ['ascending', 'descending'].includes(direction.name));
			if (!isGood) throw unexpected((more[0] ?? direction ?? field ?? order).name);
		}
	},
	options({ children }) {
		const order = ['caseinsensitive', 'showprivate', 'returnformat'];
		let last = -1;
		for (const { name, text } of children) {
			const place = order.indexOf(name);
			if (place <= last) throw unexpected(name);
			last = place;
			if (name !== 'returnformat' && !['true', 'false', '1', '0'].includes(text.trim())) throw schemaError(`Element '${name}': '${text}' is not a valid value of the atomic type 'xs:boolean'.`);
		}
	},
	pagesize: (element) => whole(element, 1, 2000),
	offset: (element) => whole(element, 0, Number.MAX_SAFE_INTEGER),
	filter({ children }) {
		const [one, ...more] = children;
		if (one === undefined) throw schemaError("Element 'filter': Missing child element(s).");
		if (more[0] !== undefined) throw unexpected(more[0].name);
		checkCondition(one);
	},
};

function checkCondition({ name, children }: Element): void {
	if (name === 'and' || name === 'or') {
		if (children.length < 2) throw schemaError(`Element '${name}': Missing child element(s).`);
		children.forEach(checkCondition);
		return;
	}
	if (!OPERATORS.has(name)) throw unexpected(name);
	const [field, ...values] = children;
	if (field?.name !== 'field') throw unexpected(field?.name ?? name);
	for (const value of values) if (value.name !== 'value') throw unexpected(value.name);
	const [least, most] = name === 'between' ? [2, 2] : name === 'in' || name === 'notin' ? [1, MOST_VALUES] : name.startsWith('is') ? [0, 0] : [1, 1];
	if (values.length < least) throw schemaError(`Element '${name}': Missing child element(s). Expected is ( value ).`);
	if (values.length > most) throw unexpected('value');
}

function whole({ name, text }: Element, least: number, most: number): void {
	const value = Number(text.trim());
	if (!/^\d+$/.test(text.trim()) || value < least || value > most) throw schemaError(`Element '${name}': '${text}' is not a valid value of the local atomic type.`);
}

function unexpected(name: string): ReturnType<typeof schemaError> {
	return schemaError(`Element '${name}': This element is not expected.`);
}
