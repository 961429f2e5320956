import type { IDataObject } from 'n8n-workflow';
import type { BooksError } from '../errors';
import { jsonParameter } from '../properties/json';
import type { Calling, RawRequest } from '../session';
import { attempt } from './attempt';
import type { Call, ItemResult } from './call';

/** Any endpoint of the system, with the node's credential, limits and errors. */
export async function request(call: Call<Calling>): Promise<ItemResult[]> {
	return await attempt(call, async (index) => {
		const { context } = call;
		const method = context.getNodeParameter('method', index) as RawRequest['method'];
		const query = jsonParameter(context, 'query', index);
		const body = method === 'GET' ? undefined : jsonParameter(context, 'body', index);
		if (!query.ok) return reject(query.error);
		if (body !== undefined && !body.ok) return reject(body.error);
		const answer = await call.session.raw({
			method,
			path: context.getNodeParameter('path', index) as string,
			query: Object.fromEntries(Object.entries(query.value).map(([name, value]) => [name, String(value)])),
			body: body?.value,
		});
		const json = answer !== null && typeof answer === 'object' && !Array.isArray(answer) ? answer : { data: answer };
		return [{ json: json as IDataObject }];
	});
}

function reject(error: BooksError): never {
	throw error;
}
