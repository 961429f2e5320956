import { SoapFault } from './faults';
import { API } from './read';
import { type Element, escapeXml, readXml } from './xml';

const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';

export interface Envelope {
	version: '1.1' | '1.2';
	/** The credentials in the header of the 2.0 interface; empty where there are none. */
	entity: string;
	accessToken: string;
	/** The first element of the body: the operation with its parameters. */
	body: Element;
}

export function readEnvelope(message: string): Envelope {
	const root = readXml(message);
	if (root.name !== 'Envelope' || (root.space !== SOAP_11 && root.space !== SOAP_12)) {
		throw new SoapFault('Server was unable to read request. ---> Possible SOAP version mismatch: the envelope is none of SOAP 1.1 or 1.2.');
	}
	const inside = (parent: Element, name: string) => parent.children.find((child) => child.name === name);
	const body = inside(root, 'Body')?.children[0];
	if (body === undefined) throw new SoapFault('Server was unable to read request. ---> The SOAP body holds no operation.');
	const header = inside(root, 'Header')?.children.find(({ name, space }) => name === 'AiqSoapHeader' && space === API);
	const credential = (name: string) => (header === undefined ? '' : (inside(header, name)?.text ?? '').trim());
	return {
		version: root.space === SOAP_11 ? '1.1' : '1.2',
		entity: credential('Entity'), accessToken: credential('AccessToken'), body,
	};
}

export function contentType(version: Envelope['version']): string {
	return version === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
}

export function writeEnvelope(version: Envelope['version'], body: string): string {
	const space = version === '1.1' ? SOAP_11 : SOAP_12;
	return (
		`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>${body}</soap:Body></soap:Envelope>`
	);
}

export function writeFault(version: Envelope['version'], message: string, side: 'Client' | 'Server' = 'Client'): string {
	const said = escapeXml(message);
	if (version === '1.1') {
		return writeEnvelope(version, `<soap:Fault><faultcode>soap:${side}</faultcode><faultstring>${said}</faultstring><detail /></soap:Fault>`);
	}
	const code = side === 'Client' ? 'Sender' : 'Receiver';
	return writeEnvelope(
		version,
		`<soap:Fault><soap:Code><soap:Value>soap:${code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${said}</soap:Text></soap:Reason></soap:Fault>`,
	);
}
