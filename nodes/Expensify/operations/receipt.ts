import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { BooksError } from '../../core/errors';
import { attempt } from '../../core/operations/attempt';
import type { Expensify } from '../api';
import { downloadWhenReady, requestFiles } from '../exporter';
import { apiOf, textParameter, type Call, type ItemResult } from '../session';
import { refuse } from './create-expenses';
import { unknownReport } from './reports';

interface Receipt {
	content: Buffer;
	fileName?: string;
	mimeType?: string;
	/** Where it came from: the receipt's own address, or the report printed with its receipts. */
	from: 'address' | 'report';
}

/** A receipt by its address; where that wants a signed-in browser, the whole report as PDF with its receipts. */
export async function downloadReceipt(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	return await attempt(call, async (index) => {
		const url = textParameter(context, 'url', index);
		const reportId = textParameter(context, 'reportId', index);
		const property = textParameter(context, 'binaryProperty', index) || 'data';
		const receipt = await fetched(context, apiOf(call), url, reportId);
		const name =
			textParameter(context, 'fileName', index) ||
			receipt.fileName ||
			`receipt${reportId === '' ? '' : `-${reportId}`}`;
		const binary = await context.helpers.prepareBinaryData(receipt.content, name, receipt.mimeType);
		return [
			{
				json: { ...context.getInputData()[index]?.json, receipt: { from: receipt.from, fileName: name } },
				binary: { [property]: binary },
			},
		];
	});
}

async function fetched(context: IExecuteFunctions, api: Expensify, url: string, reportId: string): Promise<Receipt> {
	if (url === '' && reportId === '') {
		const message = 'Neither an address nor a report is given';
		return refuse(
			new BooksError({ message, category: 'validation', field: 'url', hint: 'Fill in "URL" or "Report ID".' }),
		);
	}
	const byAddress = url === '' ? 'no address is given' : await fromAddress(context, url);
	if (typeof byAddress !== 'string') return byAddress;
	if (reportId !== '') return await fromReport(api, reportId);
	return refuse(
		new BooksError({
			message: `The receipt cannot be had: ${byAddress}`,
			category: 'permission',
			retryable: false,
			hint: 'Fill in "Report ID": the report is then printed as PDF with its receipts.',
		}),
	);
}

/** The address is asked without the credential: it may lie on another server. Says why where it gives no file. */
async function fromAddress({ helpers }: IExecuteFunctions, url: string): Promise<Receipt | string> {
	const request: IHttpRequestOptions = {
		url,
		method: 'GET',
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	let answer: { statusCode: number; headers: IDataObject; body: unknown };
	try {
		answer = (await helpers.httpRequest(request)) as typeof answer;
	} catch {
		return 'its address cannot be reached';
	}
	const mimeType = String(answer.headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	const content = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body as ArrayBuffer);
	if (answer.statusCode >= 300) return `its address answers ${answer.statusCode}`;
	// A page in place of a file is a sign-in page, whatever its status.
	if (mimeType === 'text/html') return 'its address shows a page, which wants somebody to sign in';
	if (content.length === 0) return 'its address gives an empty file';
	const last = decodeURIComponent(url.split(/[?#]/)[0]?.split('/').pop() ?? '');
	return {
		content,
		fileName: last === '' ? undefined : last,
		mimeType: mimeType === '' ? undefined : mimeType,
		from: 'address',
	};
}

async function fromReport(api: Expensify, reportId: string): Promise<Receipt> {
	const [name] = await requestFiles(api, { ids: [reportId] }, 'default', 'pdf');
	if (name === undefined) return refuse(unknownReport(reportId));
	const content = await downloadWhenReady(api, name);
	return { content, fileName: `${reportId}.pdf`, mimeType: 'application/pdf', from: 'report' };
}
