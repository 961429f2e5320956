import type { IDataObject } from 'n8n-workflow';
import { BooksError } from '../../core/errors';
import { attempt } from '../../core/operations/attempt';
import { jsonParameter } from '../../core/properties/json';
import { jsonAnswer } from '../answer';
import { downloadWhenReady, fileNames } from '../exporter';
import type { Job, JobDescription } from '../jobs';
import type { Effect } from '../api';
import { apiOf, textParameter, type Call, type ItemResult, type OutputItem } from '../session';
import { refuse } from './create-expenses';

/** Any job of the integration server, with the node's credential, limits and errors. */
export async function runJob(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	return await attempt(call, async (index) => {
		const job = readJob(call, index);
		const wantsFile = context.getNodeParameter('download', index, false) === true;
		if (job.description.type === 'download')
			return [await asBinary(call, index, job.description.fileName, job.description.fileSystem)];
		const { text } = await apiOf(call).text(job, effectOf(job.description));
		if (wantsFile)
			return await Promise.all(
				fileNames(text).map(async (name) => await asBinary(call, index, name, fileSystemOf(job.description))),
			);
		return [{ json: (jsonAnswer(text) ?? { text }) as IDataObject }];
	});
}

function readJob({ context }: Call, index: number): Job {
	const given = jsonParameter(context, 'job', index);
	const description = given.ok ? (given.value as JobDescription) : refuse(given.error);
	if (typeof description.type !== 'string' || description.type === '') {
		return refuse(
			new BooksError({
				message: 'The job has no "type"',
				category: 'validation',
				field: 'job',
				hint: "See the jobs in the node's documentation.",
			}),
		);
	}
	if ('credentials' in description) {
		const hint = 'Remove "credentials" from the job: the pair of the node\'s credential is put in when it is sent.';
		return refuse(
			new BooksError({ message: 'The job holds credentials', category: 'validation', field: 'job', hint }),
		);
	}
	const { template, file, data } = context.getNodeParameter('parts', index, {}) as Record<string, string | undefined>;
	return { description, template: template || undefined, file: file || undefined, data: data || undefined };
}

/** Reads may be repeated after a lost answer; anything else is sent once. */
function effectOf({ type, onFinish }: JobDescription): Effect {
	const reads = ['get', 'file', 'download', 'reconciliation'].includes(type);
	return reads && onFinish === undefined ? 'read' : 'write';
}

function fileSystemOf({ type }: JobDescription): string {
	return type === 'reconciliation' ? 'reconciliation' : 'integrationServer';
}

async function asBinary(call: Call, index: number, fileName: unknown, fileSystem: unknown): Promise<OutputItem> {
	const { context } = call;
	const name = String(fileName ?? '');
	const content = await downloadWhenReady(
		apiOf(call),
		name,
		fileSystem === undefined ? undefined : String(fileSystem),
	);
	const property = textParameter(context, 'binaryProperty', index) || 'data';
	return { json: { fileName: name }, binary: { [property]: await context.helpers.prepareBinaryData(content, name) } };
}
