import { type Element, readXml, XmlRefused } from '../../frame/xml';
import { schemaError } from './errors';
import type { Echo } from './response';

export interface Login {
	userId: string;
	companyId: string;
	password: string;
	/** Undefined where the element is absent; "" is the top level. */
	locationId?: string;
}

export interface Function {
	controlId: string;
	/** The one element within. */
	body: Element;
}

export interface Request {
	echo: Echo;
	password: string;
	policyId: string;
	unique: boolean;
	additionalInfo: boolean;
	transaction: boolean;
	login?: Login;
	sessionId?: string;
	functions: Function[];
}

export function child(parent: Element | undefined, name: string): Element | undefined {
	const lower = name.toLowerCase();
	return parent?.children.find((one) => one.name.toLowerCase() === lower);
}
export function textOf(parent: Element | undefined, name: string): string {
	return child(parent, name)?.text.trim() ?? '';
}

/** @throws ControlFailure for what is no request by the gateway's schema */
export function readRequest(message: string): Request {
	const root = read(message);
	const control = child(root, 'control');
	const operation = child(root, 'operation');
	const authentication = child(operation, 'authentication');
	if (root.name !== 'request') throw schemaError(`Element '${root.name}': No matching global declaration available for the validation root.`);
	if (control === undefined || operation === undefined || authentication === undefined) throw schemaError("Element 'request': Missing child element(s).");
	for (const name of ['senderid', 'password', 'controlid', 'dtdversion']) {
		if (child(control, name) === undefined) throw schemaError(`Element 'control': Missing child element(s). Expected is ( ${name} ).`);
	}
	const controlid = textOf(control, 'controlid');
	if (controlid.length < 1 || controlid.length > 256) throw schemaError("Element 'controlid': The value has a length that is not allowed; 1 to 256 characters are.");
	const dtdversion = textOf(control, 'dtdversion');
	if (dtdversion !== '3.0' && dtdversion !== '2.1') throw schemaError(`Element 'dtdversion': '${dtdversion}' is not a valid version.`);
	const unique = textOf(control, 'uniqueid') || 'true';
	const login = child(authentication, 'login');
	const location = child(login, 'locationid');
	return {
		echo: { senderid: textOf(control, 'senderid'), controlid, uniqueid: unique, dtdversion },
		password: textOf(control, 'password'), policyId: textOf(control, 'policyid'), unique: unique === 'true', additionalInfo: textOf(control, 'showadditionalerrorinfo') === 'true',
		transaction: operation.attributes.transaction === 'true',
		...(login === undefined ? { sessionId: textOf(authentication, 'sessionid') } : {
			login: {
				...companyAndEntity(textOf(login, 'companyid')), userId: textOf(login, 'userid'), password: textOf(login, 'password'),
				...(location === undefined || location.text.trim() === '' ? {} : { locationId: location.text.trim() }),
			},
		}),
		functions: functionsOf(operation),
	};
}

function read(message: string): Element {
	try {
		return readXml(message);
	} catch (error) {
		if (error instanceof XmlRefused) throw schemaError(error.message);
		throw error;
	}
}

/** "console|client|entity" names a client of a console and an entity of it. */
function companyAndEntity(written: string): { companyId: string; locationId?: string } {
	const [first = '', client, entity] = written.split('|');
	return { companyId: client ?? first, ...(entity === undefined ? {} : { locationId: entity }) };
}

function functionsOf(operation: Element): Function[] {
	const content = child(operation, 'content');
	if (content === undefined) throw schemaError("Element 'operation': Missing child element(s). Expected is ( content ).");
	return content.children.map((element) => {
		const [body, ...others] = element.children;
		if (element.name !== 'function') throw schemaError(`Element '${element.name}': This element is not expected. Expected is ( function ).`);
		if (element.attributes.controlid === undefined) throw schemaError("Element 'function': The attribute 'controlid' is required but missing.");
		if (body === undefined || others.length > 0) throw schemaError("Element 'function': exactly one function is expected.");
		return { controlId: element.attributes.controlid, body };
	});
}
