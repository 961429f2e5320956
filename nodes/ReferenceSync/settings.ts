import { z } from 'zod';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { check } from '../core/model/check';
import { OPERATORS } from './filter';
import { MATCH_BY, USUAL_FIELDS, type MatchStep } from './match-keys';

export const path = z.string('must be the name of a field').trim().min(1, 'must be the name of a field');
/** "name, email" or ["name", "email"] */
export const paths = z.union([z.array(path), path.transform((text) => text.split(',').map((one) => one.trim()).filter((one) => one !== ''))]);

const step = z
	.union([z.enum(MATCH_BY), z.object({ by: z.enum(MATCH_BY), source: paths.optional(), target: paths.optional() })])
	.transform((given): MatchStep => {
		const { by, source, target } = typeof given === 'string' ? { by: given, source: undefined, target: undefined } : given;
		const usual = USUAL_FIELDS[by];
		return { by, source: source ?? usual.source, target: target ?? usual.target };
	})
	.refine(({ source, target }) => source.length === target.length, 'must name as many fields on either side');

export const filter = z
	.object({ field: path, operator: z.enum(OPERATORS), value: z.unknown().optional() })
	.refine(({ operator, value }) => ['isTrue', 'isFalse'].includes(operator) || value !== undefined, 'needs a value');

export const limit = z.object({
	field: path,
	/** Characters, counted as people do. */
	most: z.number().int().positive().optional(),
	required: z.boolean().default(false),
	/** Characters that the system refuses. */
	forbidden: z.string().default(''),
	/** What is said of it; {field} stands for a value of the record. */
	message: z.string().optional(),
});
export type Limit = z.infer<typeof limit>;

export const compareAs = z.enum(['text', 'ignoreCase', 'amount', 'country']).default('text');
const fieldNames = (usual: string) =>
	z.union([path, z.object({ source: path.default(usual), target: path.default(usual) })]).default(usual)
		.transform((given) => (typeof given === 'string' ? { source: given, target: given } : given));

const rule = z
	.object({
		source: path,
		target: path.optional(),
		/** Who decides about the target's value once the record is there. */
		owner: z.enum(['always', 'createOnly', 'never', 'when']).default('always'),
		/** With "when": the source's value that is carried over; any other leaves the target alone. */
		value: z.unknown().optional(),
		as: compareAs,
		/** An empty source value empties the target's, too. */
		clear: z.boolean().default(false),
	})
	.refine(({ owner, value }) => owner !== 'when' || value !== undefined, 'needs a value, since its owner is "when"')
	.transform(({ target, ...rest }) => ({ ...rest, target: target ?? rest.source }));
export type FieldRule = z.infer<typeof rule>;

export const oneWaySettings = z.object({
	match: z.array(step).min(1, 'must hold one step at least').default([{ by: 'reference', ...USUAL_FIELDS.reference }]),
	fields: z.array(rule).min(1, 'must hold one field at least'),
	/** Values that the source does not have, set when a record is made. */
	fixed: z.record(z.string(), z.unknown()).default({}),
	filters: z.array(filter).default([]),
	limits: z.array(limit).default([]),
	inactive: z.enum(['skip', 'create']).default('skip'),
	gone: z.enum(['keep', 'deactivate']).default('keep'),
	/** Which targets may be switched off at all. */
	own: z.enum(['withReference', 'any']).default('withReference'),
	targetFilters: z.array(filter).default([]),
	/** More than so many per cent of them at once, and nothing is switched off. */
	mostGonePercent: z.number().min(0).max(100).default(30),
	uniqueNames: z.boolean().default(true),
	nameField: path.default('name'),
	active: fieldNames('active'),
	ignoreCase: z.boolean().default(false),
});
export type OneWaySettings = z.infer<typeof oneWaySettings>;

/** Reads settings and tells all that is wrong with them at once. */
export function readSettings<S extends z.ZodType>(schema: S, given: unknown, group: string): Outcome<z.infer<S>> {
	const checked = check(schema, given);
	if (checked.ok) return ok(checked.value);
	const where = group === '' ? 'The settings' : `The settings of ${group}`;
	const place = checked.error.facts.field === undefined ? '' : `, ${checked.error.facts.field}`;
	return failed(
		new BooksError({
			message: `${where}${place}: ${checked.error.message}`,
			category: 'validation',
			hint: 'Correct the settings of this node, or the JSON that is handed to it.',
		}),
	);
}
