import { BooksError } from '../core/errors';
import type { Expensify } from './api';
import { jsonAnswer } from './answer';
import { downloadJob, exportJob, type ExportFilter } from './jobs';
import { outcomeOf } from './outcome';
import type { NumberStyle } from './template';

/** `auto` begins plain and falls back to quoted numbers when the server cannot print them plain. */
export type StyleChoice = NumberStyle | 'auto';

/** Seconds between looks for a file that is being made: two minutes in all. */
const WAITS = [2, 4, 8, 16, 30, 30, 30] as const;

/** Runs an export whose template prints a JSON array, and reads the array. */
export async function exportRecords<T>(
	api: Expensify,
	filter: ExportFilter,
	template: (style: NumberStyle) => string,
	style: StyleChoice,
): Promise<T[]> {
	const first = await printed<T>(api, filter, template(style === 'quoted' ? 'quoted' : 'plain'));
	if (!(first instanceof BooksError)) return first;
	if (style !== 'auto') throw first;
	const second = await printed<T>(api, filter, template('quoted'));
	if (second instanceof BooksError) throw first;
	return second;
}

/** The array, or the error where the template could not be filled. Anything else that goes wrong is thrown. */
async function printed<T>(api: Expensify, filter: ExportFilter, template: string): Promise<T[] | BooksError> {
	const made = await outcomeOf(async () => await downloadOnly(api, await requestFiles(api, filter, template)));
	if (made.ok) return readArray<T>(made.value);
	if (isTemplateTrouble(made.error.message)) return made.error;
	throw made.error;
}

function readArray<T>(text: string): T[] | BooksError {
	const parsed = parse(text);
	if (Array.isArray(parsed)) return parsed as T[];
	const trouble = isTemplateTrouble(text) ? `: ${(text.trim().split('\n')[0] ?? '').slice(0, 200)}` : '';
	return new BooksError({
		message: `Expensify could not fill the export's template${trouble}`,
		category: 'validation',
		retryable: false,
		hint: 'Set the option "Number Style" to "Quoted".',
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isTemplateTrouble(text: string): boolean {
	return /freemarker|template|\?c\b/i.test(text);
}

/** Starts an export. Answers with the names of the files to come: one, or for PDF one per report. */
export async function requestFiles(
	api: Expensify,
	filter: ExportFilter,
	template: string,
	extension: 'json' | 'txt' | 'pdf' = 'json',
): Promise<string[]> {
	const { text } = await api.text(exportJob(filter, template, extension), 'read');
	return fileNames(text);
}

export function fileNames(text: string): string[] {
	const filename = jsonAnswer(text)?.filename;
	const names = (typeof filename === 'string' ? filename : text).split(',').map((name) => name.trim());
	return names.filter((name) => name !== '' && !/[\s{}]/.test(name));
}

/** The file of an export that makes a single one. */
export async function downloadOnly(api: Expensify, [name]: string[]): Promise<string> {
	if (name !== undefined) return (await downloadWhenReady(api, name)).toString('utf8');
	throw new BooksError({
		message: 'Expensify named no file for the export',
		category: 'outage',
		hint: 'Try again later.',
	});
}

/**
 * A file's name may come before the file. How the server says "not yet" is documented nowhere: an empty answer, 404 and
 * "File not found" are all taken for it. Only the download is repeated, never the export.
 */
export async function downloadWhenReady(api: Expensify, name: string, fileSystem?: string): Promise<Buffer> {
	for (let look = 0; ; look++) {
		const content = await lookFor(api, name, fileSystem);
		if (Buffer.isBuffer(content)) return content;
		const seconds = WAITS[look];
		if (seconds === undefined) throw content;
		await api.pause(seconds * 1000);
	}
}

async function lookFor(api: Expensify, name: string, fileSystem?: string): Promise<Buffer | BooksError> {
	const content = await outcomeOf(async () => await api.bytes(downloadJob(name, fileSystem)));
	if (content.ok && content.value.length > 0) return content.value;
	if (!content.ok && content.error.category !== 'not found') throw content.error;
	return new BooksError({
		message: `Expensify has not finished the file ${name} after two minutes`,
		category: 'waiting',
		retryable: true,
		hint: 'Ask for fewer reports at once, or run again later.',
	});
}
