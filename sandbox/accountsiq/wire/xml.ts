import { type Element, readXml as readAnyXml, XmlRefused } from '../../frame/xml';
import { SoapFault } from './faults';

export { type Element, escapeXml } from '../../frame/xml';

/** Reads a message; what cannot be read is a fault in the words of the web service's framework. */
export function readXml(message: string): Element {
	try {
		return readAnyXml(message);
	} catch (error) {
		if (error instanceof XmlRefused) throw new SoapFault(`Server was unable to read request. ---> ${error.message}`);
		throw error;
	}
}
