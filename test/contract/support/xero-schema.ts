import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const CONTRACT = join(__dirname, '../../../../shared/contracts/xero/xero_accounting.yaml');

interface Schema {
	type?: string;
	nullable?: boolean;
	$ref?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	enum?: unknown[];
	required?: string[];
	[key: string]: unknown;
}

export const contractIsHere = existsSync(CONTRACT);

/** The vendor's published schemas. Answers and bodies are checked by the schema's name ("Invoices"). */
export class PublishedSchemas {
	private readonly schemas: Record<string, Schema>;
	private readonly ajv: Ajv;

	constructor() {
		const document = parse(readFileSync(CONTRACT, 'utf8')) as { components: { schemas: Record<string, Schema> } };
		this.schemas = document.components.schemas;
		this.ajv = new Ajv({ strict: false, allErrors: true });
		addFormats(this.ajv);
		const definitions = Object.fromEntries(
			Object.entries(this.schemas).map(([name, schema]) => [name, convert(schema)]),
		);
		this.ajv.addSchema({ $id: 'xero', definitions });
	}

	/** What does not fit, as readable lines. */
	errors(name: string, value: unknown): string[] {
		const validate: ValidateFunction =
			this.ajv.getSchema(`xero#/definitions/${name}`) ?? this.ajv.compile({ $ref: `xero#/definitions/${name}` });
		validate(value);
		return (validate.errors ?? []).map(
			({ instancePath, message, params }) => `${name}${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
		);
	}

	/** Properties that the contract does not know: a misspelt name passes every other check. */
	unknown(name: string, value: unknown): string[] {
		return [...new Set(this.strange({ $ref: `#/components/schemas/${name}` }, value, name))];
	}

	private strange(schema: Schema | undefined, value: unknown, path: string): string[] {
		const known = this.resolve(schema);
		if (known === undefined || typeof value !== 'object' || value === null) return [];
		if (Array.isArray(value)) return value.flatMap((one) => this.strange(known.items, one, path));
		const { properties } = known;
		if (properties === undefined) return [];
		return Object.entries(value).flatMap(([name, part]) => {
			const here = properties[name];
			return here === undefined
				? [`${path}.${name}`]
				: this.strange(here, part, `${this.nameOf(here) ?? `${path}.${name}`}`);
		});
	}

	private resolve(schema: Schema | undefined): Schema | undefined {
		if (schema?.$ref !== undefined) return this.resolve(this.schemas[schema.$ref.split('/').pop() ?? '']);
		if (schema?.allOf !== undefined) return this.resolve(schema.allOf[0]);
		return schema;
	}
	private nameOf({ $ref, items }: Schema): string | undefined {
		return ($ref ?? items?.$ref)?.split('/').pop();
	}
}

/** OpenAPI 3.0 to JSON Schema: references, nullable; examples and vendor extensions mean nothing to a validator. */
function convert(schema: Schema): Schema {
	if (schema.$ref !== undefined) return { $ref: `xero#/definitions/${schema.$ref.split('/').pop() ?? ''}` };
	const converted: Schema = {};
	for (const [key, value] of Object.entries(schema)) {
		if (key === 'properties')
			converted.properties = Object.fromEntries(
				Object.entries(value as Record<string, Schema>).map(([name, part]) => [name, convert(part)]),
			);
		else if (key === 'items') converted.items = convert(value as Schema);
		else if (key === 'allOf') converted.allOf = (value as Schema[]).map(convert);
		else if (
			!['nullable', 'example', 'readOnly', 'externalDocs', 'description', 'deprecated'].includes(key) &&
			!key.startsWith('x-')
		)
			converted[key] = value;
	}
	if (converted.type !== undefined && schema.nullable === true) return { anyOf: [converted, { type: 'null' }] };
	return converted;
}
