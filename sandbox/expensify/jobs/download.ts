import { findFile } from '../export/files';
import { malformed, text } from './params';
import { AS_TEXT, JobError, type JobHandler } from './types';

/** Fetches a produced file as it is. */
export const download: JobHandler = ({ store, description, settings }) => {
	const name = text(description, 'fileName');
	const system = text(description, 'fileSystem');
	if (system !== 'integrationServer' && system !== 'reconciliation') throw malformed('fileSystem');
	const file = findFile(store, name, system);
	if (file === 'late' && settings.notReady === 'empty') return { contentType: AS_TEXT, body: '' };
	if (file === undefined || file === 'late') throw new JobError(404, 'File not found');
	return { contentType: file.contentType, body: file.bytes };
};
