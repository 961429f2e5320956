import { deepCopy, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../errors';
import type { Ledger, Posted, PrepareOptions, Writer } from '../ledger';
import { check } from '../model/check';
import { DOCUMENT_SCHEMAS, isDocumentKind, type AnyDocument, type DocumentKind } from '../model/documents';
import { add, isZero } from '../money';
import { alone, asBooksError, partiesOf, postOnce, type Written } from '../once';
import { documentFromFields } from '../properties/document';
import { jsonParameter } from '../properties/json';
import { tried } from './attempt';
import type { Call, CallItem, ItemResult } from './call';

interface Parsed {
	index: number;
	document: AnyDocument;
	options: CreateOptions;
}

interface CreateOptions extends PrepareOptions {
	/** What to do with a document that stands in the books with another total or currency. */
	changed: 'refuse' | 'update';
}

/** Posts documents: one kind, or with the resource "document" whatever kind each item says it is. */
export async function create(call: Call<Ledger>): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const alike = new Map<string, [Parsed, ...Parsed[]]>();
	for (const item of call.items) {
		const { index } = item;
		const parsed = tried(() => parse(call, item));
		const options = tried(() => ok(readOptions(call.context, index)));
		if (!parsed.ok) results.push({ index, outcome: parsed });
		else if (!options.ok) results.push({ index, outcome: options });
		else {
			const one: Parsed = { index, document: parsed.value, options: options.value };
			// Options may be expressions: a dry item must not be posted because the first item was not dry.
			const name = JSON.stringify([one.document.kind, one.options]);
			const group = alike.get(name);
			if (group === undefined) alike.set(name, [one]);
			else group.push(one);
		}
	}
	for (const group of alike.values()) results.push(...(await post(call, group)));
	return results;
}

function parse({ context, resource, session, system }: Call<Ledger>, { index }: CallItem): Outcome<AnyDocument> {
	const fromFields = resource !== 'document' && context.getNodeParameter('source', index) === 'fields';
	const given = fromFields
		? ok(documentFromFields(context, index, resource as DocumentKind))
		: jsonParameter(context, 'document', index);
	if (!given.ok) return given;
	const name = typeof given.value.key === 'string' ? given.value.key : undefined;
	const kind = (resource === 'document' ? given.value.kind : resource) as DocumentKind;
	if (!isDocumentKind(kind ?? '')) {
		const known = Object.keys(DOCUMENT_SCHEMAS).join(', ');
		return failed(validation(`The kind "${String(kind)}" is none of ${known}`, 'Set "kind" in the document.', name, 'kind'));
	}
	if (session.writers[kind] === undefined) {
		return failed(validation(`${system} has no ${kind}`, 'Choose another kind of document.', name, 'kind'));
	}
	if (given.value.kind !== undefined && given.value.kind !== kind) {
		const hint = 'Send it to the resource of its own kind, or use the resource "Document", which takes any kind.';
		return failed(validation(`This is a ${String(given.value.kind)}, not a ${kind}`, hint, name, 'kind'));
	}
	const checked = check<typeof DOCUMENT_SCHEMAS[DocumentKind]>(DOCUMENT_SCHEMAS[kind], given.value, name);
	if (checked.ok && checked.value.kind === 'journal') {
		const sum = add(...checked.value.lines.map((line) => line.amount));
		if (!isZero(sum)) {
			return failed(
				validation(`Debits and credits differ by ${sum}`, 'Correct the lines so that they sum to zero.', name, 'lines'),
			);
		}
	}
	return checked;
}

function validation(message: string, hint: string, document: string | undefined, field: string): BooksError {
	return new BooksError({ message, category: 'validation', hint, document, field });
}

function readOptions(context: IExecuteFunctions, index: number): CreateOptions {
	const options = context.getNodeParameter('options', index, {}) as Partial<CreateOptions>;
	return {
		createParties: options.createParties ?? false,
		closedPeriod: options.closedPeriod ?? 'refuse',
		dryRun: options.dryRun ?? false,
		changed: options.changed === 'update' ? 'update' : 'refuse',
	};
}

/** One kind under one set of options. Whatever stops it stops this group alone: others may stand in the books already. */
async function post(call: Call<Ledger>, group: [Parsed, ...Parsed[]]): Promise<ItemResult[]> {
	const [{ document: { kind }, options }] = group;
	const writer = writerOf(call.session, kind);
	const documents = group.map(({ document }) => document);
	const { connection } = call.session;
	const change = options.changed === 'update' ? async (document: AnyDocument, posted: Posted) => await bringUpToDate(call, document, posted) : undefined;
	const work = async () => await postOnce(writer, documents, { ...options, change });
	// Bills and expenses of two runs may lack the same supplier: who makes suppliers is alone with that, too.
	const careful = options.createParties ? async () => await alone(partiesOf(connection), work) : work;
	const outcomes = await alone(`${connection}|${kind}`, careful).catch((error: unknown) =>
		documents.map(() => failed(asBooksError(error))),
	);
	return group.map(({ index, document }, at): ItemResult => {
		const outcome = outcomes[at] ?? failed(new BooksError({ message: 'No outcome', category: 'outage' }));
		if (!outcome.ok) return { index, outcome: failed(outcome.error.at({ document: document.key })) };
		return { index, outcome: ok([{ json: toJson(document, outcome.value) }]) };
	});
}

/** In place, so that its number, its payments and what people wrote beside it stay; the vendor decides what may change. */
async function bringUpToDate({ session, system }: Call<Ledger>, document: AnyDocument, posted: Posted): Promise<Posted> {
	if (session.update === undefined || document.kind === 'payment' || posted.kind !== document.kind) {
		throw new BooksError({
			category: 'duplicate', retryable: false,
			message: session.update === undefined ? `${system} changes no posted document` : `It stands in the books as a ${posted.kind}, and the source makes a ${document.kind} of it now`,
			hint: 'Take the document back in the books, and run again.',
		});
	}
	const { date, lines } = document;
	const kept = lines.map(({ sourceId: _sourceId, ...line }) => line);
	return await session.update(document.kind, { id: posted.id }, {
		// Some books let a date stand as it is and nothing else.
		...(date === posted.date ? {} : { date }), lines: kept, replaceLines: true, ...(document.kind === 'journal' ? {} : { taxIncluded: document.taxIncluded }),
	});
}

function writerOf(ledger: Ledger, kind: DocumentKind): Writer<AnyDocument, unknown> {
	// The kinds were checked to have a writer, and each document sits with its own kind.
	return ledger.writers[kind] as unknown as Writer<AnyDocument, unknown>;
}

/** What follows the posting needs: what was done, what stands in the books, where the document came from. */
function toJson(document: AnyDocument, written: Written): IDataObject {
	const { posted } = written;
	return JSON.parse(
		JSON.stringify({
			action: written.action,
			kind: posted?.kind ?? document.kind,
			key: document.key,
			id: posted?.id,
			number: posted?.number,
			status: posted?.status,
			total: posted?.total,
			currency: posted?.currency ?? document.currency,
			date: posted?.date ?? document.date,
			link: posted?.link,
			warnings: posted?.warnings,
			attachments: document.attachments,
			origin: document.origin,
			plan: written.plan === undefined ? undefined : deepCopy(written.plan),
		}),
	) as IDataObject;
}
