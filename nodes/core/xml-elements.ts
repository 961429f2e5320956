import type { XmlElement, XmlValue } from './xml';

/** Answers in XML, read with care: what is missing, nil or empty is undefined, a list of one is a list. */
export function elementOf(value: XmlValue | undefined): XmlElement {
	return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

export function memberOf(value: XmlValue | undefined, name: string): XmlValue | undefined {
	return elementOf(value)[name];
}

/** Rows of a list: one alone comes as an element, none as empty text. */
export function rowsIn(value: XmlValue | undefined, name: string): XmlElement[] {
	const rows = memberOf(value, name);
	if (rows === undefined || rows === null || rows === '') return [];
	return (Array.isArray(rows) ? rows : [rows]).map(elementOf);
}

/** Texts of a list such as <transactionIDs><int>1</int></transactionIDs>. */
export function textsIn(value: XmlValue | undefined, name: string): string[] {
	const rows = memberOf(value, name);
	if (rows === undefined || rows === null) return [];
	return (Array.isArray(rows) ? rows : [rows]).map((row) => (typeof row === 'string' ? row : ''));
}

/** The text of an element; undefined where it is nil, empty or not there. */
export function textIn(value: XmlElement, name: string): string | undefined {
	const text = value[name];
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

export const isTrue = (value: XmlElement, name: string): boolean => textIn(value, name) === 'true';

/** All elements at any depth that have a child of this name, in the order of the document. */
export function elementsWith(value: XmlValue | undefined, name: string): XmlElement[] {
	if (Array.isArray(value)) return value.flatMap((one) => elementsWith(one, name));
	const element = elementOf(value);
	const own = element[name] === undefined ? [] : [element];
	return [...own, ...Object.values(element).flatMap((child) => (typeof child === 'string' ? [] : elementsWith(child, name)))];
}
