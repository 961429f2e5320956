/** One error as the gateway writes it. `description2` is the text for people. */
export interface Problem {
	errorno: string;
	description?: string;
	description2: string;
	correction?: string;
}

/** A function that is refused: the cause first, what wraps it after. The rest of the request goes on. */
export class Refused extends Error {
	readonly problems: Problem[];

	constructor(errorno: string, text: string, more: Omit<Problem, 'errorno' | 'description2'> = {}) {
		super(text);
		this.problems = [{ errorno, description2: text, ...more }];
	}

	/** Adds the sentence that the vendor puts after the cause. */
	wrapped(description2: string): this {
		this.problems.push({ errorno: 'BL01001973', description2 });
		return this;
	}
}

/** The whole request is refused before anybody has signed in: there is no operation in the answer. */
export class ControlFailure extends Error {
	constructor(
		readonly problem: Problem,
		readonly status = 200,
		/** Gateway errors come without the sender's own words. */
		readonly anonymous = false,
	) {
		super(problem.description2);
	}
}

/** Nobody is signed in: no result in the answer. */
export class AuthenticationFailure extends Error {
	constructor(
		readonly problem: Problem,
		readonly userId = '',
		readonly companyId = '',
	) {
		super(problem.description2);
	}
}

export function schemaError(text: string): ControlFailure {
	return new ControlFailure({ errorno: 'XL03000003', description2: `XML Parse schema error: ${text}` });
}

/** The errors by the situations that several functions share. */
export const refused = {
	missing: (label: string): Refused => new Refused('BL03000018', `Required field ${label} is missing`, { correction: `Enter a value for ${label}.` }),
	format: (label: string, value: string): Refused => new Refused('BL03000018', `Illegal format for ${label}: '${value}'`),
	reference: (label: string, id: string): Refused => new Refused('BL01001973', `Invalid ${label} '${id}' specified.`),
	inactive: (label: string, id: string): Refused => new Refused('BL01001973', `Activate the ${label.toLowerCase()} ${id}, then try again.`),
	permission: (operation: string, object: string): Refused =>
		new Refused('PL04000005', `You do not have permission for API operation ${operation} on objects of type ${object}`),
	unknownObject: (name: string): Refused => new Refused('Query Failed', `Object definition ${name} not found`),
	field: (name: string, object: string): Refused => new Refused('XL03000010', `Field ${name} is not defined for the object ${object}`),
	processing: (text: string): Refused => new Refused('DL02000001', `There was an error processing the request. ${text}`, { description: 'Error' }),
	rule: (text: string, correction?: string): Refused => new Refused('BL01001973', text, correction === undefined ? {} : { correction }),
};
