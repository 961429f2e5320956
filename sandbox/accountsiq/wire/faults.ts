/** What is wrong with a message as such. It is answered with HTTP 500 and a SOAP fault, as ASP.NET does. */
export class SoapFault extends Error {}

/** What the books refuse. It is answered in band, on HTTP 200. */
export class Refused extends Error {
	constructor(
		readonly code: string,
		message = '',
		readonly hasExpired = false,
	) {
		super(message === '' ? code : message);
	}
}
