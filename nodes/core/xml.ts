import { XMLParser } from 'fast-xml-parser';
import { BooksError } from './errors';
import { withoutForbidden } from './xml-characters';

/**
 * XML as plain data. An element with text alone is that text, exactly as it stands, and never a number; one with
 * `xsi:nil` is null; one with attributes or children is an object: attributes under "@name", children under their
 * names, text beside attributes under "#text". White space between children is left out.
 */
export type XmlValue = string | null | XmlElement | XmlValue[];
export interface XmlElement {
	[name: string]: XmlValue;
}

export interface ReadOptions {
	/** For people, where the document came from: "Sage Intacct". */
	from: string;
	/**
	 * Elements that are lists even when one stands alone: a name with as many of its parents as it takes to tell it from
	 * others ("Items.Item").
	 */
	lists?: readonly string[];
	/** "s:Envelope" becomes "Envelope", and declarations of namespaces are left out. */
	stripPrefixes?: boolean;
	mostBytes?: number;
	mostDepth?: number;
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_DEPTH = 100;

/**
 * Reads a whole, well-formed document. Declarations of a document type and their entities are refused before anything
 * is expanded; only the five entities of XML itself and references to characters are known.
 * @throws BooksError that leaves open whether the request was carried out to which this was the answer
 */
export function readXml(document: string | Buffer, options: ReadOptions): XmlElement {
	const { from, mostBytes = MOST_BYTES, mostDepth = MOST_DEPTH } = options;
	const bytes = Buffer.byteLength(document);
	if (bytes > mostBytes) throw unreadable(from, `it is ${bytes} bytes long, of at most ${mostBytes}`);
	try {
		const text = withoutForbidden(typeof document === 'string' ? document.replace(/^\uFEFF/, '') : decode(document));
		refuseDoctype(text);
		return parse(text, options, mostDepth);
	} catch (error) {
		// The parser's words name a place and a rule; they hold nothing of the content but the name of an element.
		throw unreadable(from, error instanceof Error ? error.message : String(error));
	}
}

function parse(text: string, { lists = [], stripPrefixes = false }: ReadOptions, mostDepth: number): XmlElement {
	const parser = new XMLParser({
		attributeNamePrefix: '@',
		entityDecoder,
		ignoreAttributes: false,
		ignoreDeclaration: true,
		ignorePiTags: true,
		isArray: (_name, path, _leaf, isAttribute) => !isAttribute && lists.some((list) => isPlace(String(path), list)),
		maxNestedTags: mostDepth - 1, // it counts those around the last one
		parseAttributeValue: false,
		parseTagValue: false,
		removeNSPrefix: stripPrefixes,
		trimValues: false,
	});
	// Well-formedness is asked for: an answer that breaks off in the middle is no answer.
	const read = parser.parse(text, true) as Record<string, unknown> | undefined;
	const root = tidied(read ?? {}, stripPrefixes);
	// An object without members comes back as empty text.
	if (root === null || typeof root !== 'object' || Array.isArray(root)) throw new Error('it is empty');
	if (Object.keys(root).length > 1) throw new Error('it has more than one root');
	return root;
}

function isPlace(path: string, list: string): boolean {
	return path.endsWith(list) && (path.length === list.length || path[path.length - list.length - 1] === '.');
}

/** The parser's objects, without white space between children, and with null where an element is nil. */
function tidied(value: unknown, stripPrefixes: boolean): XmlValue {
	if (Array.isArray(value)) return value.map((one) => tidied(one, stripPrefixes));
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	const members = Object.entries(value).filter(([name]) => !(stripPrefixes && name === '@xmlns'));
	if (members.some(([name, text]) => /^@(\w+:)?nil$/.test(name) && (text === 'true' || text === '1'))) return null;
	const hasChildren = members.some(([name]) => name !== '#text' && !name.startsWith('@'));
	const kept = members.filter(([name, text]) => !(name === '#text' && hasChildren && String(text).trim() === ''));
	const [only] = kept;
	if (only === undefined) return '';
	if (kept.length === 1 && only[0] === '#text') return String(only[1]);
	return Object.fromEntries(kept.map(([name, one]) => [name, tidied(one, stripPrefixes)]));
}

/** A document type may stand only before the first element, behind the declaration, instructions and comments. */
function refuseDoctype(text: string): void {
	const part = /\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->/y;
	let at = 0;
	while (part.test(text)) at = part.lastIndex;
	if (text.startsWith('<!', at)) throw new Error('it declares a document type');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

/** Replaces the parser's own, which would take entities from the document. */
const entityDecoder = {
	setExternalEntities: () => {},
	addInputEntities: () => {
		throw new Error('it declares a document type');
	},
	reset: () => {},
	setXmlVersion: () => {},
	decode: (text: string): string => {
		if (!text.includes('&')) return text;
		return withoutForbidden(text.replace(/&([^;&\s]{1,32});/g, (_reference, name: string) => meaning(name)));
	},
};

function meaning(name: string): string {
	const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
	if (named !== undefined) return named;
	const code = /^#(\d+)$/.exec(name)?.[1] ?? (/^#x([\da-f]+)$/i.test(name) ? `0x${name.slice(2)}` : undefined);
	const point = Number(code);
	if (code === undefined || !(point <= 0x10ffff)) throw new Error(`it refers to "&${name};", which XML does not know`);
	return String.fromCodePoint(point);
}

/** By its mark or its declaration; UTF-8 without either. */
function decode(bytes: Buffer): string {
	const mark = bytes.readUIntBE(0, Math.min(2, bytes.length || 1));
	const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
	const encoding = mark === 0xfeff ? 'utf-16be' : mark === 0xfffe ? 'utf-16le' : (declared ?? 'utf-8');
	// A declaration that could be read byte by byte can't be of two bytes each, whatever it says.
	return new TextDecoder(declared !== undefined && /^utf-?16/i.test(encoding) ? 'utf-8' : encoding, { fatal: true }).decode(bytes);
}

function unreadable(from: string, reason: string): BooksError {
	return new BooksError({
		message: `${from} sent XML that cannot be read: ${reason.slice(0, 200)}`,
		category: 'outage',
		hint: 'Nothing is lost: the next run asks for what is there and goes on.',
		outcomeUnknown: true,
	});
}
