import type { IDataObject } from 'n8n-workflow';
import { check } from '../core/model/check';
import { DOCUMENT_SCHEMAS, type Line, type Ref } from '../core/model/documents';
import { asBooksError } from '../core/once';
import type { Call, ItemResult } from '../core/operations/call';
import { create } from '../core/operations/create';
import { jsonParameter } from '../core/properties/json';
import { get, write } from './api';
import { kindOf } from './document-kinds';
import type { XeroLedger } from './ledger';
import type { XeroLine } from './types';
import type { Desk } from './writers/desk';

/** Kinds whose lines can be charged on to a customer. */
type Chargeable = 'bill' | 'expense';

interface Linked {
	SourceLineItemID?: string;
}

/**
 * Posts, and marks billable lines with their customer. Xero keeps that link outside the document, by the line's id, so
 * it comes after the posting; it is asked for first, so a run that died in between is made good by the next one. What
 * goes wrong here is a warning: the document itself stands in the books.
 */
export async function createWithBillables(call: Call<XeroLedger>): Promise<ItemResult[]> {
	const results = await create(call);
	for (const result of results) await linkLines(call.session.desk, call, result);
	return results;
}

async function linkLines(desk: Desk, call: Call, { index, outcome }: ItemResult): Promise<void> {
	const json = outcome.ok ? outcome.value[0]?.json : undefined;
	// A planned document has no id yet.
	if (json?.id === undefined || (json.kind !== 'bill' && json.kind !== 'expense')) return;
	const lines = billableLines(call, index, json.kind);
	if (lines.length === 0) return;
	const warnings = await link(desk, json.kind, String(json.id), lines).catch((error: unknown) => [asBooksError(error).sentence]);
	if (warnings.length > 0) json.warnings = [...((json.warnings as string[] | undefined) ?? []), ...warnings];
}

interface Billable {
	/** Place among the document's lines, from 0. */
	place: number;
	customer: Ref;
}

function billableLines({ context, resource }: Call, index: number, kind: Chargeable): Billable[] {
	// Typed lines have no customer; only a document from the input carries one.
	if (resource !== 'document' && context.getNodeParameter('source', index, 'item') === 'fields') return [];
	const given = jsonParameter(context, 'document', index);
	const document = given.ok ? check(DOCUMENT_SCHEMAS[kind], given.value) : given;
	if (!document.ok) return [];
	return document.value.lines.flatMap(({ billable, customer }: Line, place) =>
		billable === true && customer !== undefined ? [{ place, customer }] : [],
	);
}

async function link({ xero, contacts }: Desk, kind: Chargeable, id: string, lines: Billable[]): Promise<string[]> {
	const { collection } = kindOf(kind);
	const answer = await get<Record<string, Array<{ LineItems?: XeroLine[] }> | undefined>>(xero, `${collection}/${id}`);
	const held = answer[collection]?.[0]?.LineItems ?? [];
	const { LinkedTransactions = [] } = await get<{ LinkedTransactions?: Linked[] }>(xero, 'LinkedTransactions', { SourceTransactionID: id });
	const done = new Set(LinkedTransactions.map(({ SourceLineItemID }) => SourceLineItemID));
	const open = lines.filter(({ place }) => !done.has(held[place]?.LineItemID));
	const customers = await contacts.resolve(open.map(({ customer }) => customer), { create: false, dryRun: false });
	const warnings: string[] = [];
	for (const [at, { place }] of open.entries()) {
		const customer = customers[at];
		const SourceLineItemID = held[place]?.LineItemID;
		if (customer?.ok !== true || SourceLineItemID === undefined) {
			const reason = customer?.ok === false ? customer.error.message : 'Xero did not tell the line.';
			warnings.push(`Line ${place + 1} is not marked as billable: ${reason}`);
			continue;
		}
		const body: IDataObject = { SourceTransactionID: id, SourceLineItemID, ...customer.value };
		const failure = await write(xero, 'PUT', 'LinkedTransactions', body).then(() => undefined, asBooksError);
		if (failure !== undefined) warnings.push(`Line ${place + 1} is not marked as billable: ${failure.message}`);
	}
	return warnings;
}
