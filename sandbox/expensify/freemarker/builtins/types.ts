import type { Value } from '../values';

export interface Place {
	line: number;
	/** The number format that stands at this place. */
	format: string;
}

/** A built-in gets its value, its arguments and where it stands. A missing value never reaches it. */
export type BuiltIn = (value: Value, args: Value[], place: Place) => Value;
