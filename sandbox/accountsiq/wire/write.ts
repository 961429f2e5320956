import { NO_DATE } from './read';
import { type Data, type Field, isValueType, type Shape, shapeNamed, type Value } from './shapes';
import { escapeXml } from './xml';

/** The elements of a shape in the order of the wire. Null texts are left out, nillable values are nil. */
export function writeShape(data: Data, { fields }: Shape): string {
	// Joined rather than added up: lists have millions of fields, and sums of strings stay trees until they are sent.
	const written: string[] = [];
	for (const field of fields) {
		const part = writeField(field, data[field.name]);
		if (part !== '') written.push(part);
	}
	return written.join('');
}

/** What was written of data that is shown again and again, such as twenty thousand suppliers. */
const kept = new WeakMap<Data, string>();

/** Marks data that never changes once it is made: its text is kept as long as the data itself. */
export function keepText(data: Data): Data {
	kept.set(data, '');
	return data;
}

function writeItemShape(data: Data, shape: Shape): string {
	const known = kept.get(data);
	if (known === undefined) return writeShape(data, shape);
	if (known !== '') return known;
	const written = writeShape(data, shape);
	kept.set(data, written);
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
	return `<${of}>${writeItemShape(item as Data, shapeNamed(of))}</${of}>`;
}

function wrapped(name: string, inside: string): string {
	return inside === '' ? `<${name} />` : `<${name}>${inside}</${name}>`;
}

function valueWhereNone({ type, choices }: Field): string {
	if (type === 'boolean') return 'false';
	if (type === 'date') return NO_DATE;
	return type === 'choice' ? (choices?.[0] ?? '') : '0';
}
