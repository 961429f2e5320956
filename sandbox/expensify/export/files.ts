import { randomUUID } from 'node:crypto';
import type { Store } from '../state/store';

export type FileSystem = 'integrationServer' | 'reconciliation';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
	csv: 'text/csv;charset=utf-8', json: 'application/json', xml: 'application/xml', pdf: 'application/pdf',
};
/** A produced file is kept for this many emulated days. The vendor does not say how long. */
const DAYS_KEPT = 30;

export interface ProducedFile {
	bytes: Buffer;
	contentType: string;
}

/** Puts a file down that can be fetched from `readyAt` on, and returns its name. */
export function putFile(
	store: Store,
	file: { base: string; extension: string; bytes: Buffer; system: FileSystem; readyAt: number },
): string {
	const name = `${file.base}${randomUUID()}.${file.extension}`;
	store.insert('exp_files', {
		name, file_system: file.system, ready_at: file.readyAt, bytes: file.bytes,
		content_type: CONTENT_TYPES[file.extension] ?? 'text/plain;charset=utf-8',
	});
	store.run('DELETE FROM exp_files WHERE ready_at < ?', store.now() - DAYS_KEPT * 24 * 3600 * 1000);
	return name;
}

/** "late" where the file is still being made. */
export function findFile(store: Store, name: string, system: FileSystem): ProducedFile | 'late' | undefined {
	const row = store.one('SELECT * FROM exp_files WHERE name = ? AND file_system = ?', name, system);
	if (row === undefined) return undefined;
	if (Number(row.ready_at) > store.now()) return 'late';
	return { bytes: Buffer.from(row.bytes as Uint8Array), contentType: String(row.content_type) };
}
