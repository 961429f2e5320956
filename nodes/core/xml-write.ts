import { BooksError } from './errors';
import { withoutForbidden } from './xml-characters';

/**
 * What becomes an element: text as it is, an object with attributes ("@name"), children and, beside attributes, text
 * ("#text"), in the order of its members. A list repeats the element, undefined leaves it out, null makes it nil. No
 * numbers: amounts are decimal strings to the end.
 */
export type XmlContent = string | boolean | null | undefined | readonly XmlContent[] | { readonly [name: string]: XmlContent };

export interface WriteOptions {
	/** The first line, `<?xml …?>`; on unless switched off. */
	declaration?: boolean;
	/** Instructions behind it: `qbxml version="16.0"`. */
	instructions?: readonly string[];
}

/** Writes a document; `root` has the root element as its only member. */
export function writeXml(root: { readonly [name: string]: XmlContent }, { declaration = true, instructions = [] }: WriteOptions = {}): string {
	const head = [...(declaration ? ['xml version="1.0" encoding="utf-8"'] : []), ...instructions];
	return `${head.map((one) => `<?${one}?>`).join('')}${xmlOf(root)}`;
}

/** Elements alone, for a part of a document. */
export function xmlOf(elements: { readonly [name: string]: XmlContent }): string {
	return Object.entries(elements).map(([name, content]) => element(name, content)).join('');
}

function element(name: string, content: XmlContent): string {
	if (content === undefined) return '';
	if (isList(content)) return content.map((one) => element(name, one)).join('');
	checkName(name);
	if (content === null) return `<${name} xsi:nil="true"/>`;
	if (typeof content !== 'object') return enclosed(name, '', escaped(String(content)));
	const attributes = Object.entries(content).filter(([member, value]) => member.startsWith('@') && value !== undefined);
	const inner = Object.entries(content).map(([member, value]) => {
		if (member.startsWith('@')) return '';
		return member === '#text' ? escaped(String(value ?? '')) : element(member, value);
	});
	return enclosed(name, attributes.map(attribute).join(''), inner.join(''));
}

function enclosed(name: string, attributes: string, inner: string): string {
	return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

function attribute([member, value]: [string, XmlContent]): string {
	const name = checkName(member.slice(1));
	// Line ends and tabs in an attribute would be read as spaces.
	const text = escaped(String(value)).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
	return ` ${name}="${text}"`;
}

function isList(content: XmlContent): content is readonly XmlContent[] {
	return Array.isArray(content);
}

/** A name can come from a user's own field. */
function checkName(name: string): string {
	if (/^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u.test(name)) return name;
	throw new BooksError({
		message: `"${name}" cannot be the name of a field`,
		category: 'validation',
		field: name,
		hint: 'Names of fields begin with a letter and hold letters, digits, dots, hyphens and underscores only.',
	});
}

/** A carriage return goes as a reference, since readers take it for a line end and drop it. */
function escaped(text: string): string {
	return withoutForbidden(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');
}
