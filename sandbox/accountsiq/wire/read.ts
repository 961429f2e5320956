import { SoapFault } from './faults';
import { type Data, type Field, isValueType, type Shape, shapeNamed, type Value } from './shapes';
import type { Element } from './xml';

export const API = 'http://www.visorsoftware.com/visor/accountsiq/dashboard/Integration/';
export const NO_DATE = '0001-01-01T00:00:00';

/**
 * Reads an element as .NET's serializer does: elements in any order, unknown ones and those of other namespaces passed
 * over, absent numbers 0, absent booleans false. What cannot be read as its type is a fault.
 */
export function readShape(element: Element, shape: Shape): Data {
	const data: Data = {};
	for (const child of element.children) {
		const field = child.space === API ? shape.byName.get(child.name) : undefined;
		if (field !== undefined) data[field.name] = readField(child, field);
	}
	for (const field of shape.fields) if (!(field.name in data)) data[field.name] = absent(field);
	return data;
}

function absent(field: Field): Value {
	if (field.nillable || !isValueType(field)) return null;
	if (field.type === 'int') return 0;
	if (field.type === 'decimal') return '0';
	if (field.type === 'boolean') return false;
	return field.type === 'date' ? NO_DATE : (field.choices?.[0] ?? null);
}

function readField(element: Element, field: Field): Value {
	if (element.nil) {
		if (isValueType(field) && !field.nillable) throw unreadable(element, 'nil');
		return null;
	}
	const written = element.text.trim();
	switch (field.type) {
		case 'int':
			if (!/^[+-]?\d{1,18}$/.test(written)) throw unreadable(element, written);
			return Number(written);
		case 'decimal':
			if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(written)) throw unreadable(element, written);
			return plainDecimal(written);
		case 'boolean':
			if (!/^(true|false|0|1)$/.test(written)) throw unreadable(element, written);
			return written === 'true' || written === '1';
		case 'date':
			if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.test(written) || Number.isNaN(Date.parse(written))) {
				throw unreadable(element, written);
			}
			return written;
		case 'choice':
			if (!field.choices?.includes(written)) throw unreadable(element, written);
			return written;
		case 'shape':
			return readShape(element, shapeNamed(field.of ?? ''));
		case 'list':
			return readList(element, field.of ?? '');
		case 'bytes':
			return written.replace(/\s+/g, '');
		default:
			return element.text;
	}
}

function readList(element: Element, of: string): Value[] {
	const items = element.children.filter(({ name, space }) => space === API && name === of);
	if (of === 'string') return items.map(({ text }) => text);
	const field: Field = of === 'int' ? { name: of, type: 'int', nillable: false } : { name: of, type: 'shape', of, nillable: true };
	return items.map((item) => readField(item, field));
}

/** Doubles may be written with an exponent or a bare point; amounts are compared and added as plain decimals. */
function plainDecimal(written: string): string {
	if (/e/i.test(written)) return Number(written).toFixed(12).replace(/\.?0+$/, '');
	return written.replace(/^([+-]?)\./, '$10.').replace(/\.$/, '');
}

function unreadable({ name }: Element, written: string): SoapFault {
	return new SoapFault(
		`Server was unable to read request. ---> There is an error in XML document: <${name}>. ---> Input string was not in a correct format: '${written.slice(0, 40)}'.`,
	);
}
