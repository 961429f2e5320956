import type { IDataObject } from 'n8n-workflow';
import { BooksError } from '../errors';
import type { Ledger } from '../ledger';
import type { DocumentKind } from '../model/documents';
import { jsonParameter } from '../properties/json';
import { targetFromLocator } from '../properties/locator';
import { attempt } from './attempt';
import type { Call, ItemResult } from './call';

/** Operations on one document that stands in the books already. */
export async function update(call: Call<Ledger>): Promise<ItemResult[]> {
	const change = offered(call, call.session.update, 'update');
	return await attempt(call, async (index) => {
		const changes = jsonParameter(call.context, 'changes', index);
		if (!changes.ok) return reject(changes.error);
		const target = targetFromLocator(call.context, 'target', index);
		const posted = await change.call(call.session, call.resource as DocumentKind, target, changes.value);
		return [{ json: { action: 'updated', ...plain(posted) } }];
	});
}

export async function remove(call: Call<Ledger>): Promise<ItemResult[]> {
	const takeBack = offered(call, call.session.remove, 'delete');
	return await attempt(call, async (index) => {
		const target = targetFromLocator(call.context, 'target', index);
		const posted = await takeBack.call(call.session, call.resource as DocumentKind, target);
		return [{ json: { deleted: true, ...plain(posted) } }];
	});
}

export async function attach(call: Call<Ledger>): Promise<ItemResult[]> {
	const attachFile = offered(call, call.session.attach, 'attachment');
	return await attempt(call, async (index) => {
		const { context } = call;
		const property = context.getNodeParameter('binaryProperty', index) as string;
		const data = context.helpers.assertBinaryData(index, property);
		const content = await context.helpers.getBinaryDataBuffer(index, property);
		const named = context.getNodeParameter('fileName', index, '') as string;
		const file = {
			fileName: named === '' ? (data.fileName ?? `receipt.${data.fileExtension ?? 'bin'}`) : named,
			mimeType: data.mimeType,
			content,
		};
		const kind = context.getNodeParameter('documentKind', index, call.resource) as DocumentKind;
		const target = targetFromLocator(context, 'target', index);
		const attached = await attachFile.call(call.session, kind, target, file);
		// What came in goes on, so that a workflow knows which document has its receipt now.
		return [{ json: { ...context.getInputData()[index]?.json, attachment: { ...attached } } }];
	});
}

export async function note(call: Call<Ledger>): Promise<ItemResult[]> {
	const leaveNote = offered(call, call.session.note, 'note');
	return await attempt(call, async (index) => {
		const { context } = call;
		const kind = context.getNodeParameter('documentKind', index, call.resource) as DocumentKind;
		const target = targetFromLocator(context, 'target', index);
		const text = context.getNodeParameter('text', index) as string;
		if (text.trim() === '') return reject(new BooksError({ message: 'The note is empty', category: 'validation', field: 'text' }));
		await leaveNote.call(call.session, kind, target, text);
		return [{ json: { ...context.getInputData()[index]?.json, noted: true } }];
	});
}

function offered<F>(call: Call<Ledger>, operation: F | undefined, word: string): F & NonNullable<F> {
	if (operation !== undefined && operation !== null) return operation as F & NonNullable<F>;
	throw new BooksError({ message: `${call.system} has no ${word} for a ${call.resource}`, category: 'validation' });
}

function reject(error: BooksError): never {
	throw error;
}

function plain(posted: Awaited<ReturnType<NonNullable<Ledger['remove']>>>): IDataObject {
	const { raw: _raw, ...rest } = posted;
	return JSON.parse(JSON.stringify(rest)) as IDataObject;
}
