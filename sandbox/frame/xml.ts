import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element with its namespace resolved; declarations of namespaces are no attributes. */
export interface Element {
	name: string;
	space: string;
	attributes: Readonly<Record<string, string>>;
	nil: boolean;
	text: string;
	children: Element[];
}

/** A message that is no XML, or XML that no gateway should read. */
export class XmlRefused extends Error {}

type Raw = Record<string, unknown>;
type Spaces = Readonly<Record<string, string>>;

const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

const parser = new XMLParser({
	preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false,
	trimValues: false, processEntities: false, cdataPropName: CDATA, ignoreDeclaration: true, ignorePiTags: true,
});

/**
 * Reads a message. A document type is refused, so no entity but the five of XML can stand in it.
 * @throws XmlRefused with the reason
 */
export function readXml(message: string): Element {
	if (/<!DOCTYPE/i.test(message)) throw new XmlRefused('DTD is prohibited in this XML document.');
	const valid = XMLValidator.validate(message);
	if (valid !== true) {
		const { line, col, msg } = valid.err;
		throw new XmlRefused(`There is an error in XML document (${line}, ${col}). ---> ${msg}`);
	}
	const [root] = elementsOf(parsed(message), { xml: 'http://www.w3.org/XML/1998/namespace' });
	if (root === undefined) throw new XmlRefused('Root element is missing.');
	return root;
}

function parsed(message: string): Raw[] {
	try {
		return parser.parse(message) as Raw[];
	} catch (error) {
		// The parser has limits of its own, such as for depth.
		throw new XmlRefused(error instanceof Error ? error.message : String(error));
	}
}

function elementsOf(nodes: Raw[], outer: Spaces): Element[] {
	const found: Element[] = [];
	for (const node of nodes) {
		const tag = Object.keys(node).find((key) => key !== ATTRIBUTES);
		if (tag === undefined || tag === TEXT || tag === CDATA) continue;
		found.push(elementOf(tag, node, outer));
	}
	return found;
}

function elementOf(tag: string, node: Raw, outer: Spaces): Element {
	const written = (node[ATTRIBUTES] ?? {}) as Record<string, string>;
	const isDeclaration = (name: string) => name === 'xmlns' || name.startsWith('xmlns:');
	const own = Object.entries(written).filter(([name]) => isDeclaration(name));
	const spaces = own.length === 0 ? outer : { ...outer, ...Object.fromEntries(own.map(([name, space]) => [name.slice(6), space])) };
	const [name, prefix] = splitName(tag);
	const inside = node[tag] as Raw[];
	const attributes = Object.fromEntries(Object.entries(written).filter(([key]) => !isDeclaration(key)).map(([key, value]) => [key, unescapeXml(String(value))]));
	const nil = Object.entries(attributes).some(([attribute, value]) => {
		const [local, itsPrefix] = splitName(attribute);
		return local === 'nil' && spaces[itsPrefix] === INSTANCE && (value === 'true' || value === '1');
	});
	return { name, space: spaces[prefix] ?? '', attributes, nil, text: textOf(inside), children: elementsOf(inside, spaces) };
}

function textOf(nodes: Raw[]): string {
	return nodes
		.map((node) => {
			if (TEXT in node) return unescapeXml(String(node[TEXT]));
			return CDATA in node ? (node[CDATA] as Raw[]).map((part) => String(part[TEXT] ?? '')).join('') : '';
		})
		.join('');
}

function splitName(tag: string): [string, string] {
	const colon = tag.indexOf(':');
	return colon < 0 ? [tag, ''] : [tag.slice(colon + 1), tag.slice(0, colon)];
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(written: string): string {
	if (!written.includes('&')) return written;
	return written.replace(/&([^;]*);/g, (_all, entity: string) => {
		const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(entity);
		const code = number === null ? undefined : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16);
		const character = code === undefined ? NAMED[entity] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
		if (character === undefined) throw new XmlRefused(`Reference to undeclared entity '${entity}'.`);
		return character;
	});
}

export function escapeXml(value: string): string {
	if (!/[&<>"]/.test(value)) return value;
	return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
