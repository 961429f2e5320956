import type { StoredFile } from '../books/files';
import { msDate } from '../dates';
import type { Kind } from '../records';
import { attempt, writeBatch, type Wire } from '../wire/batch';
import { isTrue, type Answer, type Call, type Route } from '../wire/call';
import { notFound, refuse } from '../wire/errors';
import { object, text } from '../wire/read';
import { ATTACHMENTS, BANKING, CONTACTS, INVOICES, ITEMS, JOURNALS, named, PAYMENTS } from './common';

const WITH_FILES = [
	'Invoices',
	'CreditNotes',
	'BankTransactions',
	'BankTransfers',
	'ManualJournals',
	'Contacts',
	'Accounts',
] as const;
const WITH_HISTORY: ReadonlyArray<[Kind, readonly string[]]> = [
	['Invoices', INVOICES],
	['CreditNotes', INVOICES],
	['BankTransactions', BANKING],
	['BankTransfers', BANKING],
	['ManualJournals', JOURNALS],
	['Contacts', CONTACTS],
	['Items', ITEMS],
	['Payments', PAYMENTS],
	['BatchPayments', PAYMENTS],
	['Overpayments', PAYMENTS],
	['Prepayments', PAYMENTS],
];
const MOST_FILES = 10;
const LARGEST_FILE = 10 * 1024 * 1024;
const ACCEPTED =
	/\.(pdf|jpe?g|png|gif|tiff?|bmp|csv|txt|rtf|docx?|xlsx?|pptx?|odf|ods|odt|zip|rar|msg|eml|heic|webp)$/i;

const HISTORY_RECORD = object({ Details: text });
const ATTACHMENT = { collection: 'Attachments', id: 'AttachmentID' };

function showFile(call: Call, kind: Kind, file: StoredFile): Wire {
	return {
		AttachmentID: file.id,
		FileName: file.name,
		MimeType: file.mime,
		ContentLength: file.size,
		IncludeOnline: file.online,
		Url: `${call.base}/api.xro/2.0/${kind}/${call.params.id ?? ''}/Attachments/${encodeURIComponent(file.name)}`,
	};
}

/** Raw bytes under a file name; the same name overwrites. */
function upload(call: Call, kind: Kind): Answer {
	const owner = named(call, kind);
	const name = call.params.name ?? '';
	const { books } = call;
	return attempt(ATTACHMENT, { FileName: name }, () => {
		const there = books.files.of(books.tenant, kind, call.params.id ?? '');
		if (/[<>:"/\\|?*+\0]/.test(name)) refuse(`The file name '${name}' contains invalid characters`);
		if (!ACCEPTED.test(name)) refuse(`The file type of '${name}' is not supported`);
		if (call.raw.length === 0) refuse('The file must not be empty');
		if (call.raw.length > LARGEST_FILE) refuse('The file exceeds the maximum size of 10 MB');
		if (there.length >= MOST_FILES && !there.some((file) => file.name.toLowerCase() === name.toLowerCase())) {
			refuse(`A maximum of ${MOST_FILES} attachments is allowed`);
		}
		const file = books.files.save(books.tenant, kind, call.params.id ?? '', {
			name,
			mime: (call.header('content-type') ?? 'application/octet-stream').split(';')[0]?.trim() ?? '',
			online: isTrue(call.query('IncludeOnline')),
			bytes: call.raw,
		});
		if (owner.HasAttachments !== true) books.put(kind, { ...owner, HasAttachments: true } as never);
		books.note(kind, call.params.id ?? '', 'Attached a file', `Attached the file ${name}`);
		return { json: { Attachments: [showFile(call, kind, file)] } };
	});
}

function fileRoutes(kind: (typeof WITH_FILES)[number]): Route[] {
	return [
		{
			method: 'GET',
			path: `/${kind}/:id/Attachments`,
			scopes: ATTACHMENTS,
			handle: (call) => {
				named(call, kind);
				const files = call.books.files.of(call.books.tenant, kind, call.params.id ?? '');
				return { json: { Attachments: files.map((file) => showFile(call, kind, file)) } };
			},
		},
		{
			method: 'GET',
			path: `/${kind}/:id/Attachments/:name`,
			scopes: ATTACHMENTS,
			handle: (call) => {
				const file = call.books.files.find(call.books.tenant, kind, call.params.id ?? '', call.params.name ?? '');
				if (file === undefined) throw notFound();
				return { bytes: call.books.files.bytes(file.id), type: file.mime };
			},
		},
		...(['PUT', 'POST'] as const).map(
			(method): Route => ({
				method,
				path: `/${kind}/:id/Attachments/:name`,
				scopes: ATTACHMENTS,
				handle: (call) => upload(call, kind),
			}),
		),
	];
}

function historyRoutes([kind, scopes]: [Kind, readonly string[]]): Route[] {
	return [
		{
			method: 'GET',
			path: `/${kind}/:id/History`,
			scopes,
			handle: (call) => {
				named(call, kind);
				const entries = call.books.history.of(call.books.tenant, kind, call.params.id ?? '');
				return {
					json: {
						HistoryRecords: entries.map(({ changes, details, user, at }) => ({
							Changes: changes,
							Details: details,
							User: user,
							DateUTC: msDate(at),
							DateUTCString: new Date(at).toISOString().slice(0, 19),
						})),
					},
				};
			},
		},
		{
			method: 'PUT',
			path: `/${kind}/:id/History`,
			scopes,
			handle: (call) => {
				named(call, kind);
				return writeBatch(call, { collection: 'HistoryRecords', id: 'HistoryRecordID' }, (element) => {
					const { Details = '' } = HISTORY_RECORD(element);
					if (Details.trim() === '') refuse('Details must not be empty');
					if (Details.length > 2500) refuse('The length of the note must be 2500 characters or less');
					const at = call.books.now();
					call.books.history.add(call.books.tenant, kind, call.params.id ?? '', {
						changes: 'Note',
						details: Details,
						user: 'System Generated',
						at,
					});
					return {
						Details,
						DateUTC: msDate(at),
						DateUTCString: new Date(at).toISOString().slice(0, 19),
						ValidationErrors: [],
					};
				});
			},
		},
	];
}

/** Attachments and history under every document that has them. */
export const extraRoutes: Route[] = [...WITH_FILES.flatMap(fileRoutes), ...WITH_HISTORY.flatMap(historyRoutes)];
