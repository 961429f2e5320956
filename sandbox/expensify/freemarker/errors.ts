/** Something that the template may not do, or that this engine cannot do: said, never guessed. */
export class TemplateError extends Error {
	constructor(
		message: string,
		readonly line?: number,
	) {
		super(line === undefined ? message : `${message} (in line ${line} of the template)`);
	}
}

/** A value that is not there, met without `!`. Parentheses before `!`, `??` and `?has_content` forgive it. */
export class MissingValue extends TemplateError {}
