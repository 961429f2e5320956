import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RecordedRequest } from '../../sandbox/frame/types';

const FILE = join(__dirname, '../../../shared/contracts/xero/xero_accounting.yaml');

interface Operation {
	parameters?: Array<{ name?: string; in?: string; $ref?: string }>;
	requestBody?: { content?: Record<string, { schema?: object }> };
}
interface Description {
	paths: Record<string, Record<string, Operation>>;
	components: { parameters: Record<string, { name: string; in: string }>; schemas: Record<string, Schema> };
}
interface Schema {
	properties?: Record<string, Schema>;
	additionalProperties?: unknown;
	[member: string]: unknown;
}

/** Members that the published description forgets, though the vendor's pages describe them. */
const FORGOTTEN: Readonly<Record<string, string[]>> = { TrackingCategory: ['HasValidationErrors'] };

let book: { description: Description; ajv: Ajv } | undefined;

/** The vendor's published description, where it lies beside the project. Unknown members count as mistakes. */
function open(): typeof book {
	if (book !== undefined || !existsSync(FILE)) return book;
	const description = parse(readFileSync(FILE, 'utf8')) as Description;
	for (const [name, schema] of Object.entries(description.components.schemas)) {
		if (schema.properties === undefined) continue;
		for (const member of FORGOTTEN[name] ?? []) schema.properties[member] = {};
		schema.additionalProperties = false;
	}
	const ajv = new Ajv({ strict: false, allErrors: true });
	addFormats(ajv);
	ajv.addFormat('double', true);
	ajv.addSchema(description, 'xero');
	return (book = { description, ajv });
}

/** Requests of the accounting API that the description does not allow: path, method, query and body. */
export function schemaProblems(requests: RecordedRequest[]): string[] {
	const opened = open();
	if (opened === undefined) return [];
	return requests.flatMap((request) => {
		const url = new URL(request.url, 'http://x');
		const path = /\/api\.xro\/2\.0(\/.*)$/i.exec(url.pathname)?.[1];
		return path === undefined ? [] : problemsOf(opened, request, path, url).map((problem) => `${request.method} ${path}: ${problem}`);
	});
}

function problemsOf({ description, ajv }: NonNullable<typeof book>, request: RecordedRequest, path: string, url: URL): string[] {
	const method = request.method.toLowerCase();
	const template = Object.keys(description.paths)
		.sort((a, b) => braces(a) - braces(b))
		.find((one) => pattern(one).test(path) && description.paths[one]?.[method] !== undefined);
	const operation = template === undefined ? undefined : description.paths[template]?.[method];
	if (template === undefined || operation === undefined) return ['no such operation'];
	const problems = unknownQuery(description, operation, url);
	const schema = operation.requestBody?.content?.['application/json']?.schema;
	if (schema === undefined || request.requestBody === undefined || request.requestBody === '') return problems;
	const place = `xero#/paths/${pointer(template)}/${method}/requestBody/content/application~1json/schema`;
	const validate: ValidateFunction | undefined = ajv.getSchema(place) as ValidateFunction | undefined;
	if (validate === undefined) return [...problems, `no schema at ${place}`];
	if (validate(JSON.parse(request.requestBody)) === true) return problems;
	return [...problems, ...(validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)];
}

function unknownQuery({ components }: Description, { parameters = [] }: Operation, url: URL): string[] {
	const known = parameters
		.map(({ $ref, ...own }) => ($ref === undefined ? own : components.parameters[$ref.split('/').pop() ?? '']))
		.filter((parameter) => parameter?.in === 'query')
		.map((parameter) => parameter?.name);
	return [...url.searchParams.keys()].filter((name) => !known.includes(name)).map((name) => `unknown query parameter ${name}`);
}

const braces = (path: string): number => path.split('{').length;
const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
const pointer = (path: string): string => encodeURIComponent(path.replace(/~/g, '~0').replace(/\//g, '~1'));
