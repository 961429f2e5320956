import type { FastifyInstance } from 'fastify';
import { type Part, partsOf } from '../../frame/multipart';
import { mark, tempAddress } from '../books/temp';
import { write } from '../books/write';
import type { Desk } from '../desk';
import { attachable } from '../entities/attachable';
import type { Body } from '../state/records';
import { type Answer, type Call, ok } from '../wire/call';
import { ApiFault, fault, gone } from '../wire/faults';

/** Endings that the vendor takes, as a production integrator has found. */
const TAKEN = new Set(['ai', 'csv', 'doc', 'docx', 'eps', 'gif', 'jpeg', 'jpg', 'png', 'ods', 'pdf', 'rtf', 'tif', 'tiff', 'txt', 'xls', 'xlsx', 'xml']);
const MOST_BYTES = 100 * 1024 * 1024;
/** Files with what is said about them, paired by the end of their names. Each fails alone, on HTTP 200. */
export function upload({ books, request }: Call): Answer {
	const parts = partsOf(request.rawBody ?? Buffer.alloc(0), request.headers['content-type'] ?? '');
	const contents = (parts ?? []).filter(({ name }) => name.startsWith('file_content'));
	if (parts === undefined || contents.length === 0) throw fault(6030, 'Attachment missing : The request holds no file');
	const AttachableResponse = contents.map((content) => {
		try {
			const about = parts.find(({ name }) => name === content.name.replace('file_content', 'file_metadata'));
			return { Attachable: keepFile(books, content, about) };
		} catch (error) {
			if (error instanceof ApiFault) return error.body;
			throw error;
		}
	});
	return ok({ AttachableResponse });
}

function keepFile(books: Call['books'], content: Part, about: Part | undefined): Body {
	const told = about === undefined ? {} : (parse(about.bytes) as Body);
	const FileName = String(told.FileName ?? content.fileName ?? 'file');
	const ContentType = String(told.ContentType ?? content.headers['content-type'] ?? 'application/octet-stream');
	if (!TAKEN.has(FileName.split('.').at(-1)?.toLowerCase() ?? '')) throw fault(6041, `Unsupported attachment type : ${FileName}`);
	if (content.bytes.length > MOST_BYTES) throw fault(6050, 'Attachment is too large');
	return books.store.atomically(() => {
		const made = write(books, attachable, { ...told, FileName, ContentType }, { deed: 'create', include: new Set() });
		const id = String(made.Id);
		const { realm } = books.company;
		books.store.run('INSERT INTO qbo_files (realm, id, type, bytes) VALUES (?, ?, ?, ?)', realm, id, ContentType, content.bytes);
		books.records.patch('Attachable', id, { Size: content.bytes.length, FileAccessUri: `/v3/company/${realm}/download/${id}` });
		const kept = books.records.get('Attachable', id);
		return kept === undefined ? made : (attachable.show?.(kept, books.records) ?? kept);
	});
}

function parse(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		throw fault(2010, 'Property Name:failed to parse json object; a property specified is unsupported or invalid', 'file_metadata');
	}
}

/** Where the file can be fetched for a while without a token, as text. */
export function download({ books, path }: Call): Answer {
	const id = path[1] ?? '';
	if (books.records.get('Attachable', id)?.FileAccessUri === undefined) throw gone();
	return { status: 200, body: tempAddress(books.store, books.company.realm, id), type: 'text/plain;charset=utf-8' };
}

/** The temporary addresses. */
export function fileRoutes(app: FastifyInstance, desk: Desk): void {
	app.get<{ Params: { realm: string; id: string }; Querystring: { until?: string; mark?: string } }>('/files/:realm/:id', async ({ params: { realm, id }, query }, reply) => {
		const until = Number(query.until);
		const row = desk.store.one('SELECT type, bytes FROM qbo_files WHERE realm = ? AND id = ?', realm, id);
		if (row === undefined || query.mark !== mark(realm, id, until) || until < desk.store.now()) return await reply.code(403).send('<Error><Code>AccessDenied</Code></Error>');
		return await reply.type(String(row.type)).send(Buffer.from(row.bytes as Uint8Array)); // a blob
	});
}
