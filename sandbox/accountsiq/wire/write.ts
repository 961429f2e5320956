import { NO_DATE } from './read';
import { type Data, type Field, isValueType, type Shape, shapeNamed, type Value } from './shapes';
import { escapeXml } from './xml';

/** The elements of a shape in the order of the wire. Null texts are left out, nillable values are nil. */
export function writeShape(data: Data, { fields }: Shape): string {
	let written = '';
	for (const field of fields) written += writeField(field, data[field.name]);
	return written;
}

export function writeField(field: Field, value: Value): string {
	const { name } = field;
	if (value === undefined || value === null) {
		if (!isValueType(field)) return '';
		return field.nillable ? `<${name} xsi:nil="true" />` : `<${name}>${valueWhereNone(field)}</${name}>`;
	}
	if (field.type === 'shape') return `<${name}>${writeShape(value as Data, shapeNamed(field.of ?? ''))}</${name}>`;
	if (field.type === 'list') return wrapped(name, (value as Value[]).map((item) => writeItem(field.of ?? '', item)).join(''));
	return wrapped(name, typeof value === 'string' ? escapeXml(value) : String(value));
}

function writeItem(of: string, item: Value): string {
	if (of === 'string' || of === 'int') return `<${of}>${escapeXml(String(item))}</${of}>`;
	// A list of lists of texts: the pairs of the short list of accounts.
	if (Array.isArray(item)) return `<${of}>${item.map((text) => writeItem('string', text)).join('')}</${of}>`;
	return `<${of}>${writeShape(item as Data, shapeNamed(of))}</${of}>`;
}

function wrapped(name: string, inside: string): string {
	return inside === '' ? `<${name} />` : `<${name}>${inside}</${name}>`;
}

function valueWhereNone({ type, choices }: Field): string {
	if (type === 'boolean') return 'false';
	if (type === 'date') return NO_DATE;
	return type === 'choice' ? (choices?.[0] ?? '') : '0';
}
