import type { Settings } from '../state/settings';
import type { Store } from '../state/store';
import type { Params } from './params';

/** One typed job: what was asked, by whom. */
export interface Job {
	store: Store;
	settings: Settings;
	/** E-mail of the person whose pair it is. */
	caller: string;
	/** The whole request job description. */
	description: Params;
	/** Its `inputSettings`; empty where there are none. */
	input: Params;
	/** The other form fields. */
	template?: string;
	file?: string;
	data?: string;
}

/** An object goes out as JSON with responseCode 200 unless it holds another; text and bytes go out as they are. */
export interface JobAnswer {
	body: Record<string, unknown> | string | Buffer;
	contentType: string;
}

export type JobHandler = (job: Job) => JobAnswer;

/** Some jobs call their JSON text; clients cannot rely on either. */
export const AS_TEXT = 'text/plain;charset=utf-8';
export const AS_JSON = 'application/json';

/** A refusal. It travels inside an HTTP 200. */
export class JobError extends Error {
	constructor(
		readonly code: number,
		message: string,
	) {
		super(message);
	}
}
