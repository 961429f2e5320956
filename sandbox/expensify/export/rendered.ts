import { JobError } from '../jobs/types';
import { type Hash, runTemplate, TemplateError } from '../freemarker';

/** Runs a job's template. What is wrong with it is told at once, as a malformed parameter. */
export function rendered(template: string, data: Hash): Buffer {
	try {
		return Buffer.from(runTemplate(template, data), 'utf8');
	} catch (error) {
		if (error instanceof TemplateError) throw new JobError(410, `'template' parameter is malformed: ${error.message}`);
		throw error;
	}
}
