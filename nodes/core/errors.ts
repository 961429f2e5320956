/** What went wrong, in the words an accountant would sort it by. */
export type Category =
	| 'auth'
	| 'permission'
	| 'mapping'
	| 'validation'
	| 'duplicate'
	| 'closed period'
	| 'feature not in subscription'
	| 'rate limit'
	| 'outage'
	| 'not found'
	| 'waiting';

export interface ErrorFacts {
	message: string;
	category: Category;
	/** Whether the same document, sent again later, may pass without anybody changing anything. */
	retryable?: boolean;
	/** What the user can do about it. */
	hint?: string;
	/** The document's key, as it stands in the books. */
	document?: string;
	/** The line, counted from 1 as people do. */
	line?: number;
	field?: string;
	/** The vendor's own code for it, where it has codes. */
	vendorCode?: string;
	httpStatus?: number;
	/** Seconds the vendor asked us to wait. */
	retryAfter?: number;
	/** True when the request may have been carried out though no answer came: ask the books before sending again. */
	outcomeUnknown?: boolean;
}

/** The one error class of the package. Its texts never hold a secret nor a whole payload. */
export class BooksError extends Error {
	readonly facts: Readonly<ErrorFacts>;

	constructor(facts: ErrorFacts) {
		super(facts.message);
		this.name = 'BooksError';
		this.facts = facts;
	}

	get category(): Category {
		return this.facts.category;
	}

	get retryable(): boolean {
		return this.facts.retryable ?? (this.category === 'rate limit' || this.category === 'outage');
	}

	/** The same error, told of a certain document or line. What is known already stays. */
	at(place: Pick<ErrorFacts, 'document' | 'line' | 'field'>): BooksError {
		const { document = place.document, line = place.line, field = place.field } = this.facts;
		return new BooksError({ ...this.facts, document, line, field });
	}

	/** "Bill EXP-1, line 2: Account 999 is archived." */
	get sentence(): string {
		const place = [
			this.facts.document === undefined ? undefined : `document ${this.facts.document}`,
			this.facts.line === undefined ? undefined : `line ${this.facts.line}`,
			this.facts.field,
		].filter((part) => part !== undefined);
		if (place.length === 0) return this.message;
		const text = place.join(', ');
		return `${text[0]?.toUpperCase()}${text.slice(1)}: ${this.message}`;
	}
}

/** An answer per document: what became of it, or why it failed. One bad document never takes others along. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: BooksError };

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (error: BooksError): { ok: false; error: BooksError } => ({ ok: false, error });

/** Anything else that was thrown is a fault of ours, or n8n's word on a parameter; it is told as it is. */
export function asBooksError(error: unknown): BooksError {
	if (error instanceof BooksError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new BooksError({ message, category: 'validation', retryable: false });
}

/**
 * Whether nothing else of the run can get through either. An HTTP status of 500 may be the fault of one batch, so it does
 * not stop the others.
 */
export function stops({ category, facts }: BooksError): boolean {
	return category === 'auth' || category === 'rate limit' || (category === 'outage' && facts.httpStatus === undefined);
}

/** All that is wrong at once: a person mends a document in one go. Place and category are those of the first. */
export function together(problems: BooksError[]): BooksError | undefined {
	const [first, ...others] = problems;
	if (first === undefined || others.length === 0) return first;
	const rest = others.map(({ message, facts }) => (facts.line === undefined ? message : `Line ${facts.line}: ${message}`));
	return new BooksError({ ...first.facts, message: [first.message, ...rest].join(' ') });
}
