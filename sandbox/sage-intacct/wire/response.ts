import { escapeXml } from '../../frame/xml';
import type { Problem } from './errors';

/** What the gateway repeats of a request's control. */
export interface Echo {
	senderid: string;
	controlid: string;
	uniqueid: string;
	dtdversion: string;
}

/** An element whose text is escaped; empty without text. */
export function tag(name: string, text: string | number = ''): string {
	return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** An element around XML that is written already. */
export function around(name: string, inside: string, attributes: Readonly<Record<string, string | number>> = {}): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`).join('');
	return `<${name}${written}>${inside}</${name}>`;
}

export interface ErrorStyle {
	/** Appended to the text for people as support wants it quoted; undefined leaves it out. */
	supportId?: string;
	additionalInfo: boolean;
}

export function errorMessage(problems: readonly Problem[], { supportId, additionalInfo }: ErrorStyle): string {
	const errors = problems.map(({ errorno, description = '', description2, correction = '' }) => {
		const shown = supportId === undefined || description2 === '' ? description2 : `${description2} [Support ID: ${supportId}]`;
		const info = additionalInfo ? around('additionalinfo', tag('errorid', errorno) + tag('category', 'business') + tag('messageid', `IA.${errorno}`)) : '';
		return around('error', tag('errorno', errorno) + tag('description', description) + tag('description2', shown) + tag('correction', correction) + info);
	});
	return around('errormessage', errors.join(''));
}

export function response(status: 'success' | 'failure', echo: Echo | undefined, inside: string): string {
	const names = echo === undefined ? '' : tag('senderid', echo.senderid) + tag('controlid', echo.controlid) + tag('uniqueid', echo.uniqueid) + tag('dtdversion', echo.dtdversion);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${around('response', around('control', tag('status', status) + names) + inside)}`;
}
