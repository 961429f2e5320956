import { z } from 'zod';
import { withName } from '../limits';
import { MATCH_BY, USUAL_FIELDS, type MatchStep } from '../match-keys';
import { compareAs, filter, limit, path, paths, type Limit } from '../settings';

/** The two sides of a two-way comparison; neither is the master. */
export type SideName = 'a' | 'b';
export const otherSide = (side: SideName): SideName => (side === 'a' ? 'b' : 'a');

const step = z
	.union([z.enum(MATCH_BY), z.object({ by: z.enum(MATCH_BY), a: paths.optional(), b: paths.optional() })])
	.transform((given): MatchStep => {
		const { by, a, b } = typeof given === 'string' ? { by: given, a: undefined, b: undefined } : given;
		const usual = USUAL_FIELDS[by];
		return { by, source: a ?? usual.source, target: b ?? usual.target };
	})
	.refine(({ source, target }) => source.length === target.length, 'must name as many fields on either side');

const pairRule = z
	.object({
		a: path,
		b: path.optional(),
		/** Where a value may go. With one direction the side it comes from is right, whoever changed it. */
		direction: z.enum(['both', 'aToB', 'bToA']).default('both'),
		/** With one direction: what was changed where the value comes from goes over, a change on the other side stays as it is. */
		onlyChanges: z.boolean().default(false),
		as: compareAs,
		/** A value that was emptied on one side is emptied on the other, too. */
		clear: z.boolean().default(false),
	})
	.transform(({ b, ...rest }) => ({ ...rest, b: b ?? rest.a }));
export type PairRule = z.infer<typeof pairRule>;

/** A text or a switch for each side; one value counts for both. */
const perSide = <T extends string | boolean>(schema: z.ZodType<T>, usual: T) =>
	z
		.union([schema, z.object({ a: schema.optional(), b: schema.optional() })])
		.optional()
		.transform((given): Record<SideName, T> => {
			if (typeof given === 'object') return { a: given.a ?? usual, b: given.b ?? usual };
			return { a: given ?? usual, b: given ?? usual };
		});

const values = z.record(z.string(), z.unknown());
const sides = <S extends z.ZodType>(schema: S) => z.object({ a: schema, b: schema }).partial().default({});

export const twoWaySettings = z.object({
	match: z.array(step).min(1, 'must hold one step at least').default([
		{ by: 'nameAndEmail', ...USUAL_FIELDS.nameAndEmail }, { by: 'name', ...USUAL_FIELDS.name },
	]),
	fields: z.array(pairRule).min(1, 'must hold one field at least'),
	/** Values that a new record of a side gets. */
	fixed: sides(values),
	/** Values that a record of a side gets where it would be without, whenever it is written. They never go back. */
	defaults: sides(values),
	filters: sides(z.array(filter)),
	limits: sides(z.array(limit)),
	/** Where records may be made that only the other side has. */
	create: z.enum(['both', 'a', 'b', 'none']).default('both'),
	inactive: z.enum(['skip', 'create']).default('skip'),
	/** The same field changed on both sides since they were last equal. */
	bothChanged: z.enum(['conflict', 'lastChange', 'a', 'b']).default('conflict'),
	/** Two records that are found to be the same, and differ. */
	firstLink: z.enum(['conflict', 'lastChange', 'a', 'b']).default('lastChange'),
	/** Who is right where the times of change are equal or not told. */
	prefer: z.enum(['a', 'b']).default('a'),
	/** One record of a pair is no longer there. */
	gone: z.enum(['report', 'deactivate', 'recreate']).default('report'),
	mostGonePercent: z.number().min(0).max(100).default(30),
	uniqueNames: perSide<boolean>(z.boolean(), true),
	nameField: perSide(path, 'name'),
	active: perSide(path, 'active'),
	changedAt: perSide(path, 'changedAt'),
	/** Holds the ID of the record that this one was merged into. */
	mergedInto: perSide(path, 'mergedInto'),
	ignoreCase: z.boolean().default(false),
});
export type TwoWaySettings = z.infer<typeof twoWaySettings>;

export function limitsOf({ limits, nameField, fields }: TwoWaySettings, side: SideName): Limit[] {
	return withName(limits[side], nameField[side], fields.map((rule) => rule[side]));
}
