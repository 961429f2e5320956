import { NodeOperationError, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { asBooksError, stops } from '../core/errors';
import type { CanonicalRecord } from '../core/session';
import { pollChanges, type PollSource } from '../core/poll';
import { pollSourceOf } from '../core/poll-list';
import { asJson } from '../core/run';
import { connect } from './connect';
import type { DocumentKind, ListKind } from './contract';
import { documentChanges, documentPages, type DocumentQuery, type Mark } from './documents';
import { textOf } from './json';
import { postingChanges, postingPages } from './postings';
import { toReport } from './report';
import { json, sessionFor, type ExpenseInSession } from './session';
import { isWire, reading } from './wire';

/** So many real records for the editor's "fetch test event". */
const SAMPLES = 5;

/** The values of the trigger's parameter "event" that tell of documents. */
const DOCUMENT_EVENTS: Readonly<Record<string, { kind: DocumentKind; query: DocumentQuery; mark: Mark }>> = {
	expenseApproved: { kind: 'expense', query: { statuses: ['Approved'] }, mark: 'approvedAt' },
	expenseChanged: { kind: 'expense', query: {}, mark: 'changedAt' },
	invoiceApproved: { kind: 'supplierInvoice', query: { statuses: ['Approved'] }, mark: 'approvedAt' },
	invoiceChanged: { kind: 'supplierInvoice', query: {}, mark: 'changedAt' },
};
const POSTING_FAILED = 'postingFailed';

/** What is new or changed since the last poll: by the server's filter, or by comparing lists that have none. */
export async function pollExpenseIn(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const event = context.getNodeParameter('event') as string;
	const startFrom = context.getNodeParameter('startFrom', 'now') as 'now' | 'beginning';
	const { contract } = context.getNodeParameter('advanced', {}) as { contract?: unknown };
	try {
		const session = sessionFor(await connect(context, contract));
		const complete = async (items: INodeExecutionData[]) => await Promise.all(items.map(async (item) => await readable(session, event, item)));
		const told = await pollChanges(context, { ...sourceOf(session, event), complete }, { kind: event, startFrom });
		for (const [kind, reason] of session.names.missing) context.logger.warn(`ExpenseIn: names of the kind ${kind} are left out: ${reason}`);
		return told;
	} catch (error) {
		const { sentence, facts } = asBooksError(error);
		throw new NodeOperationError(context.getNode(), sentence, { description: facts.hint });
	}
}

function sourceOf(session: ExpenseInSession, event: string): PollSource {
	const { api } = session;
	const compares = api.contract.changeDetection === 'full';
	const document = DOCUMENT_EVENTS[event];
	if (document !== undefined) {
		const { kind, query, mark } = document;
		const all = async function* (): AsyncGenerator<CanonicalRecord[]> {
			for await (const page of documentPages(api, kind, query)) yield page.map((wire) => ({ id: textOf(reading(api.contract.fields[kind], wire)('id')) ?? '', wire }));
		};
		return {
			...(compares ? { all } : { changes: (since) => documentChanges(api, kind, query, mark, since) }),
			samples: async () => await firstOf(all()),
		};
	}
	if (event === POSTING_FAILED) {
		const all = () => postingPages(api, { status: 'Failed' });
		return {
			...(compares ? { all } : { changes: (since) => postingChanges(api, 'Failed', since) }),
			samples: async () => await firstOf(all()),
		};
	}
	// The API tells no changes of lists, so they are compared as a whole.
	const reader = session.readerFor(event as ListKind); // the other events of the description
	return pollSourceOf(reader);
}

async function firstOf(pages: AsyncGenerator<CanonicalRecord[]>): Promise<CanonicalRecord[]> {
	for await (const page of pages) return page.slice(0, SAMPLES);
	return [];
}

/**
 * Only what is handed on is worth the look-up of its names. A document that cannot be read says so in its item, since
 * the cursor goes past it.
 * @throws BooksError where another poll may read it
 */
async function readable({ api, names }: ExpenseInSession, event: string, item: INodeExecutionData): Promise<INodeExecutionData> {
	const document = DOCUMENT_EVENTS[event];
	const { id, wire, ...marks } = item.json;
	if (document === undefined || !isWire(wire)) return item;
	const report = await toReport(api, document.kind, wire, names);
	if (!report.ok && (report.error.retryable || stops(report.error))) throw report.error;
	if (!report.ok) return { json: { id, ...marks, error: report.error.sentence, details: asJson(report.error) } };
	const { raw: _raw, ...simple } = report.value;
	return { json: { ...json(simple), ...marks } as IDataObject };
}
