import type { IExecuteFunctions } from 'n8n-workflow';
import { BooksError } from '../../core/errors';
import { attempt } from '../../core/operations/attempt';
import type { ItemResult, OutputItem } from '../../core/operations/call';
import type { ExpenseIn } from '../api';
import type { DocumentKind } from '../contract';
import { Course } from '../course';
import { receiptsOf } from '../report';
import type { Call } from '../session';

interface Wanted {
	url: string;
	fileName?: string;
}

/**
 * A receipt by its address, as the lines of a report have it, or all of a document. The address must lie below the base
 * address: the key goes with the call.
 */
export async function download(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	const { api } = call.session;
	const course = new Course();
	return await attempt(call, async (index) => {
		const property = String(context.getNodeParameter('binaryProperty', index, 'data')).trim() || 'data';
		const wanted = await course.call(async () => await wantedOf(context, api, index));
		const items: OutputItem[] = [];
		for (const receipt of wanted) {
			const { content, mimeType } = await course.call(async () => await api.file(receipt.url));
			const name = String(context.getNodeParameter('fileName', index, '')).trim() || receipt.fileName || 'receipt';
			const binary = await context.helpers.prepareBinaryData(content, name, mimeType);
			const json = { ...context.getInputData()[index]?.json, receipt: { url: receipt.url, fileName: name } };
			items.push({ json, binary: { [property]: binary } });
		}
		return items;
	});
}

async function wantedOf(context: IExecuteFunctions, api: ExpenseIn, index: number): Promise<Wanted[]> {
	const text = (name: string) => String(context.getNodeParameter(name, index, '') ?? '').trim();
	if (context.getNodeParameter('by', index, 'url') === 'url') {
		const url = text('url');
		if (api.reaches(url)) return [{ url }];
		throw new BooksError({
			message: url === '' ? 'The address of the receipt is empty' : 'The address of the receipt does not lie below the base address of the credential',
			category: 'validation',
			field: 'url',
			hint: 'Take "receipt.url" of an expense that was read with this credential.',
		});
	}
	const id = text('documentId');
	if (id === '') throw new BooksError({ message: 'The document has no ID', category: 'validation', field: 'documentId', hint: 'Fill in its ID.' });
	const kind = context.getNodeParameter('recordKind', index, 'expense') === 'supplierInvoice' ? 'supplierInvoice' : 'expense';
	return receiptsOf(api, kind satisfies DocumentKind, id, await api.receipts(kind, id));
}
