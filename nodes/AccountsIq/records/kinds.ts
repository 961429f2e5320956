import { BooksError } from '../../core/errors';
import type { CanonicalRecord } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import { call } from '../api';
import type { Desk } from '../desk';
import { rowsIn, textIn } from '../../core/xml-elements';
import { matching, problem } from '../mapping';
import { optionsOf, toBiCode } from '../shapes/records';

export type Given = Record<string, unknown>;

/** The values of one dimension, or the BI codes: how they are listed, shaped and written. */
export interface ValueKind {
	/** For people: "BI code", "option of OFFICE". */
	called: string;
	code: 'Code' | 'DepartmentID';
	list(): Promise<XmlElement[]>;
	to(value: XmlElement): CanonicalRecord;
	/** The given fields in AccountsIQ's shape, without the code. */
	wire(given: Given): Promise<XmlElement>;
	/** @param now as it stands; undefined for one that is to be made */
	save(now: XmlElement | undefined, next: XmlElement): Promise<void>;
	/** Forgets the list, or keeps it in step with what was written. */
	forget(): void;
	remember(value: XmlElement): Promise<void>;
}

const PLACES = [1, 2, 3, 4, 5, 6] as const;
const LONGEST_DESCRIPTION = 500;

const descriptionOf = ({ name }: Given): XmlElement =>
	typeof name === 'string' && name.trim() !== '' ? { Description: name.trim().slice(0, LONGEST_DESCRIPTION) } : {};

/** BI codes: a line carries one, and each carries an option of every dimension. Source: AccountsIQ API wiki, "Department". */
export function biCodes({ aiq, lists }: Desk): ValueKind {
	return {
		called: 'BI code',
		code: 'DepartmentID',
		list: lists.departments,
		to: toBiCode,
		wire: async (given) => ({
			...descriptionOf(given),
			...(typeof given.active === 'boolean' ? { IsActive: String(given.active) } : {}),
			...(await wantedOptions(await lists.dimensions(), given.options)),
		}),
		save: async (now, next) => {
			const id = textIn(next, 'DepartmentID') ?? '';
			const description = textIn(next, 'Description') ?? id;
			const options = (prefix: string) => Object.fromEntries(PLACES.map((place) => [`${prefix}${place}`, textIn(next, `AnalysisCode${place}`)]));
			// A new one is active, and carries its options.
			const made = { ...next, IsActive: 'true' };
			if (now === undefined) await call(aiq, 'CreateDepartment', { id, description, ...options('analysisCode') }, { write: true });
			const held = now ?? made;
			if (differs(held, next, ['Description', 'IsActive'])) {
				await call(aiq, 'UpdateDepartment', { departmentID: id, newDescription: description, active: textIn(next, 'IsActive') !== 'false' }, { write: true });
			}
			if (differs(held, next, PLACES.map((place) => `AnalysisCode${place}`))) {
				await call(aiq, 'UpdateDepartmentDimensionSetup', { departmentID: id, ...options('a') }, { write: true });
			}
		},
		forget: () => lists.forget('GetDepartmentList'),
		remember: async (value) => await lists.remember('GetDepartmentList', 'DepartmentID', value),
	};
}

const differs = (one: XmlElement, other: XmlElement, fields: string[]) => fields.some((field) => (textIn(one, field) ?? '') !== (textIn(other, field) ?? ''));

/**
 * The options of a BI code: in the dimensions' order as a list, nothing where there is none, or by the dimension's code
 * or name, the others staying as they are.
 */
async function wantedOptions(dimensions: XmlElement[], options: unknown): Promise<XmlElement> {
	if (options === undefined || options === null) return {};
	const wanted: XmlElement = {};
	const set = (place: number, option: unknown) => {
		const text = typeof option === 'string' ? option.trim() : '';
		wanted[`AnalysisCode${place + 1}`] = text === '' ? null : optionCode(dimensions[place], place, text);
	};
	if (Array.isArray(options)) {
		PLACES.forEach((_, place) => set(place, options[place]));
		return wanted;
	}
	for (const [name, option] of Object.entries(options as Given)) {
		const [dimension] = [...matching(dimensions, { code: name }, NAMES), ...matching(dimensions, { name }, NAMES)];
		if (dimension === undefined) throw problem('options', `The dimension "${name}" does not exist`, 'Name a dimension of AccountsIQ by its code or name.');
		set(dimensions.indexOf(dimension), option);
	}
	return wanted;
}

const NAMES = { code: 'Code', name: 'Description' };

function optionCode(dimension: XmlElement | undefined, place: number, text: string): string {
	const options = dimension === undefined ? [] : rowsIn(dimension.DimensionCodes, 'WSAnalysisDimensionCode');
	const [option] = [...matching(options, { code: text }, NAMES), ...matching(options, { name: text }, NAMES)];
	const code = option === undefined ? undefined : textIn(option, 'Code');
	if (code !== undefined) return code;
	const called = dimension === undefined ? String(place + 1) : (textIn(dimension, 'Code') ?? '');
	throw problem('options', `The dimension "${called}" has no option "${text}"`, 'Make the option first, or name one that is there.');
}

/** Options of one dimension. They have a code and a description, and no mark for inactive. */
export function optionsIn({ aiq, lists }: Desk, dimension: XmlElement): ValueKind {
	const group = textIn(dimension, 'Code') ?? '';
	const rows = (of: XmlElement) => rowsIn(of.DimensionCodes, 'WSAnalysisDimensionCode');
	const now = async () => (await lists.dimensions()).find((one) => textIn(one, 'Code') === group) ?? {};
	return {
		called: `option of ${group}`,
		code: 'Code',
		list: async () => rows(await now()),
		to: (option) => optionsOf({ ...dimension, DimensionCodes: { WSAnalysisDimensionCode: option } })[0] ?? { id: '' },
		wire: async (given) => {
			if (given.active === false) {
				throw new BooksError({
					category: 'validation', field: 'active', message: 'A dimension option of AccountsIQ cannot be made inactive', hint: 'Make the BI codes inactive that carry it.',
				});
			}
			return descriptionOf(given);
		},
		save: async (held, next) => {
			const analysisCode = { Code: textIn(next, 'Code'), Description: textIn(next, 'Description') };
			await call(aiq, 'AddAnalysisCode', { groupID: group, analysisCode, create: held === undefined }, { write: true });
		},
		forget: () => lists.forget('GetAnalysisDimensionSetup'),
		remember: async (option) => {
			const of = await now();
			const others = rows(of).filter((one) => textIn(one, 'Code') !== textIn(option, 'Code'));
			of.DimensionCodes = { WSAnalysisDimensionCode: [...others, option] };
		},
	};
}
