import { signInOperations } from '../identity/operations';
import { operations } from '../operations';
import type { Operation } from './operation';
import { API } from './read';
import { type Field, isValueType, type Shape, shapeNamed } from './shapes';

const TYPES: Readonly<Record<string, string>> = { text: 'string', int: 'int', decimal: 'decimal', boolean: 'boolean', date: 'dateTime', bytes: 'base64Binary' };

/** The description of the service, written from the emulator's own table of operations. */
export function writeWsdl(version: '2.0' | '1.1', address: string): string {
	const service = version === '2.0' ? 'Integration_2_0' : 'Integration_1_1';
	const header = version === '2.0';
	const all = header ? [...signInOperations, ...operations] : operations;
	const types = new Map<string, string>();
	const elements = all.flatMap((operation) => [
		element(operation.name, [...(isSignIn(operation) ? [] : [TOKEN]), ...operation.parameters.fields], types),
		element(`${operation.name}Response`, answerFields(operation, types), types),
	]);
	if (!header) elements.push(...LOGIN);
	else elements.push(`<s:element name="AiqSoapHeader" type="tns:AiqSoapHeader"/>`, complexType('AiqSoapHeader', sequence([TEXT('Entity'), TEXT('AccessToken')], types)));
	const names = [...all.map(({ name }) => name), ...(header ? [] : ['Login'])];
	const messages = names.map((name) => message(`${name}SoapIn`, name) + message(`${name}SoapOut`, `${name}Response`)).join('');
	const port = names.map((name) => `<w:operation name="${name}"><w:input message="tns:${name}SoapIn"/><w:output message="tns:${name}SoapOut"/></w:operation>`);
	return (
		`<?xml version="1.0" encoding="utf-8"?><w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://www.w3.org/2001/XMLSchema" ` +
		`xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="${API}" targetNamespace="${API}"><w:types>` +
		`<s:schema elementFormDefault="qualified" targetNamespace="${API}">${elements.join('')}${[...types.values()].join('')}</s:schema></w:types>` +
		`${messages}${header ? '<w:message name="AiqHeader"><w:part name="AiqSoapHeader" element="tns:AiqSoapHeader"/></w:message>' : ''}` +
		`<w:portType name="${service}Soap">${port.join('')}</w:portType>` +
		`<w:binding name="${service}Soap" type="tns:${service}Soap"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>` +
		`${names.map((name) => binding(name, header && !name.startsWith('Token'))).join('')}</w:binding>` +
		`<w:service name="${service}"><w:port name="${service}Soap" binding="tns:${service}Soap"><soap:address location="${address}"/></w:port></w:service></w:definitions>`
	);
}

const TEXT = (name: string): Field => ({ name, type: 'text', nillable: false });
const TOKEN = TEXT('token');
const LOGIN = [
	`<s:element name="Login"><s:complexType>${sequence([TEXT('companyID'), TEXT('partnerKey'), TEXT('userKey')], new Map())}</s:complexType></s:element>`,
	`<s:element name="LoginResponse"><s:complexType>${sequence([TEXT('LoginResult')], new Map())}</s:complexType></s:element>`,
];

function isSignIn({ name }: Operation): boolean {
	return signInOperations.some((operation) => operation.name === name);
}

function answerFields({ name, result, beside }: Operation, types: Map<string, string>): Field[] {
	const resultField: Field = { name: `${name}Result`, type: 'shape', of: 'WSResultStatus', nillable: false };
	if (result === 'statuses') return [{ ...resultField, type: 'list' }, ...beside];
	if (result === undefined) return [resultField, ...beside];
	const of = `WSResult2Of${result.type === 'list' ? 'ArrayOf' : ''}${result.of ?? result.type}`;
	declare(of, [...shapeNamed('WSResultStatus').fields, result], types);
	return [{ ...resultField, of }, ...beside];
}

function element(name: string, fields: Field[], types: Map<string, string>): string {
	return `<s:element name="${name}"><s:complexType>${sequence(fields, types)}</s:complexType></s:element>`;
}

function sequence(fields: Field[], types: Map<string, string>): string {
	const written = fields.map((field) => {
		const nil = field.nillable ? ' nillable="true"' : '';
		return `<s:element minOccurs="${isValueType(field) ? 1 : 0}" maxOccurs="1" name="${field.name}"${nil} type="${typeOf(field, types)}"/>`;
	});
	return `<s:sequence>${written.join('')}</s:sequence>`;
}

function typeOf(field: Field, types: Map<string, string>): string {
	if (field.type === 'choice') return 's:string';
	const { of = '' } = field;
	if (field.type === 'list') {
		const name = `ArrayOf${of.charAt(0).toUpperCase()}${of.slice(1)}`;
		if (!types.has(name)) {
			types.set(name, ''); // taken before its item is declared, which may hold a list of the same kind
			const pairs = of === 'ArrayOfString'; // a list of lists of texts
			const item = of === 'string' || of === 'int' ? `s:${of}` : pairs ? typeOf({ ...field, of: 'string' }, types) : declareShape(shapeNamed(of), types);
			types.set(name, complexType(name, `<s:sequence><s:element minOccurs="0" maxOccurs="unbounded" name="${of}" nillable="${of !== 'int'}" type="${item}"/></s:sequence>`));
		}
		return `tns:${name}`;
	}
	if (field.type !== 'shape') return `s:${TYPES[field.type] ?? 'string'}`;
	return types.has(of) ? `tns:${of}` : declareShape(shapeNamed(of), types);
}

function declareShape({ name, fields }: Shape, types: Map<string, string>): string {
	return declare(name, fields, types);
}

function declare(name: string, fields: Field[], types: Map<string, string>): string {
	if (!types.has(name)) {
		types.set(name, '');
		types.set(name, complexType(name, sequence(fields, types)));
	}
	return `tns:${name}`;
}

function complexType(name: string, inside: string): string {
	return `<s:complexType name="${name}">${inside}</s:complexType>`;
}
function message(name: string, elementName: string): string {
	return `<w:message name="${name}"><w:part name="parameters" element="tns:${elementName}"/></w:message>`;
}
function binding(name: string, header: boolean): string {
	const head = header ? '<soap:header message="tns:AiqHeader" part="AiqSoapHeader" use="literal"/>' : '';
	return (
		`<w:operation name="${name}"><soap:operation soapAction="${API}${name}" style="document"/>` +
		`<w:input><soap:body use="literal"/>${head}</w:input><w:output><soap:body use="literal"/></w:output></w:operation>`
	);
}
