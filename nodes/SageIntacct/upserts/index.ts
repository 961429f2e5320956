import { inParts } from '../../core/chunks';
import { asBooksError, BooksError } from '../../core/errors';
import { nameOfWrite } from '../../core/idempotency';
import type { Ledger } from '../../core/ledger';
import { outcomeOf, planAll, plansOf, type Plan } from '../../core/plans';
import { recordsOver, type RecordWriter, type Upserter, type UpsertRequest } from '../../core/records';
import type { XmlElement } from '../../core/xml';
import { textIn } from '../../core/xml-elements';
import { execute, type Answer, type Fn } from '../api';
import type { Desk } from '../desk';
import { isRepetition } from '../errors';
import { LISTS, type ListKind } from '../list-kinds';
import { BATCH_SIZE } from '../parties';
import { isIn, pagesOf, PAGE_SIZE } from '../query';
import { fieldOf, KINDS, upsertable, type Flat, type IntacctKind } from './kinds';

/** Suppliers, customers, employees and items: made when absent, changed only where a given field differs. */
export function upsertsOf(desk: Desk): Ledger['upserts'] {
	const of = (kind: IntacctKind) => upserter(desk, kind);
	return { supplier: of(KINDS.supplier), customer: of(KINDS.customer), employee: of(KINDS.employee), item: of(KINDS.item) };
}

/** The other lists, for whoever keeps them in step with those of another system. */
export function recordsOf(desk: Desk): Record<string, RecordWriter> {
	const of = (kind: IntacctKind) => recordsOver(upserter(desk, kind));
	return { department: of(KINDS.department), class: of(KINDS.class), project: of(KINDS.project), expenseType: of(KINDS.expenseType) };
}

function upserter(desk: Desk, kind: IntacctKind): Upserter {
	return {
		upsert: async (asked, { dryRun }) => {
			// Intacct keeps no other id of ours: the record's own is it.
			const requests = asked.map((request): UpsertRequest => (request.matchBy === 'externalId' ? { ...request, matchBy: 'code', record: { code: request.record.externalId, ...request.record } } : request));
			const shared = upsertable(kind, await desk.lists.formats());
			const plans = await planAll(shared, requests, async (some) => await find(desk, kind, some), 'Sage Intacct');
			if (!dryRun) await carryOut(desk, kind, plans);
			return plans.map((plan) => outcomeOf(shared, plan, dryRun));
		},
	};
}

async function find(desk: Desk, kind: IntacctKind, requests: UpsertRequest[]): Promise<XmlElement[]> {
	const list: ListKind = LISTS[kind.name];
	const fields = await desk.lists.select(list);
	const byField = new Map<string, string[]>();
	for (const { record, matchBy } of requests) {
		const field = fieldOf(kind, matchBy);
		byField.set(field, [...(byField.get(field) ?? []), String(record[matchBy] ?? '').trim()]);
	}
	const filters = [...byField].flatMap(([field, values]) => isIn(field, values));
	const rows = new Map<string, XmlElement>();
	for (const page of await pagesOf(desk.intacct, filters.map((filter) => ({ object: list.object, fields, filter, orderBy: ['RECORDNO'], pageSize: PAGE_SIZE })))) {
		if (page instanceof BooksError) throw page;
		for (const row of page) rows.set(textIn(row, list.idField) ?? '', row);
	}
	return [...rows.values()];
}

async function carryOut(desk: Desk, kind: IntacctKind, plans: Array<Plan<XmlElement> | BooksError>): Promise<void> {
	for (const action of ['created', 'updated'] as const) {
		const some = plansOf(plans, action);
		if (action === 'created') for (const plan of some) plan.wire = { ...kind.defaults?.(plan.wire as Flat), ...plan.wire };
		for (const part of inParts(some, kind.name === 'employee' ? 1 : BATCH_SIZE)) await sendPart(desk, kind, part);
	}
	desk.lists.forget(kind.name);
}

const ROUNDS = 3;

/**
 * Many records in a request, each by itself; an employee and its contact alone, both or none. What was made is read again,
 * and so is what had no answer, or was there already: whoever made it, there it is.
 */
async function sendPart(desk: Desk, kind: IntacctKind, part: Array<Plan<XmlElement>>): Promise<void> {
	const list: ListKind = LISTS[kind.name];
	const idOf = (plan: Plan<XmlElement>) => textIn(plan.wire, list.idField) ?? '';
	let rest = part;
	for (let round = 0; rest.length > 0; round++) {
		const functions = rest.map((plan) => (plan.action === 'created' ? kind.creating(plan.wire as Flat) : kind.updating(plan.wire as Flat)).map((content): Fn => ({
			content, id: nameOfWrite('record', desk.intacct.entity, String(round), textIn(plan.held ?? {}, 'WHENMODIFIED') ?? '', JSON.stringify(content)),
		})));
		const answers = await execute(desk.intacct, functions.flat(), { write: true, transaction: kind.name === 'employee' }).catch(asBooksError);
		if (answers instanceof BooksError && answers.facts.outcomeUnknown !== true) {
			for (const plan of rest) plan.answer = answers;
			return;
		}
		let at = 0;
		const own = functions.map((some): Array<Answer | BooksError> => some.map(() => (answers instanceof BooksError ? answers : (answers[at++] as Answer | BooksError))));
		const now = await find(desk, kind, rest.map((plan) => ({ record: { code: idOf(plan) }, matchBy: 'code' as const })));
		const open: Array<Plan<XmlElement>> = [];
		rest.forEach((plan, place) => {
			const refusal = own[place]?.find((answer): answer is BooksError => answer instanceof BooksError && answer.facts.vendorCode !== 'XL03000009') ?? own[place]?.find((answer) => answer instanceof BooksError);
			const row = now.find((one) => textIn(one, list.idField)?.toLowerCase() === idOf(plan).toLowerCase());
			const isOpen = refusal !== undefined && (refusal.facts.outcomeUnknown === true || isRepetition(refusal));
			// Another record under a wanted id is no find: its name tells.
			const isThere = row !== undefined && (refusal === undefined || (plan.action === 'created' && textIn(row, list.nameField) === textIn(plan.wire, list.nameField)));
			if (isThere) plan.answer = row;
			else if (isOpen && round < ROUNDS) open.push(plan);
			else plan.answer = refusal ?? row ?? new BooksError({ category: 'outage', message: 'No answer for this record came back.', hint: 'Run again.' });
		});
		rest = open;
	}
}
