import { inParts } from '../../core/chunks';
import { asBooksError, BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import { outcomeOf, planAll, plansOf, type Plan } from '../../core/plans';
import { recordsOver, type RecordWriter, type Upserter, type UpsertKind, type UpsertRequest } from '../../core/records';
import { batch, BATCH_SIZE } from '../batch';
import type { Desk } from '../desk';
import { listed } from '../mapping';
import { ACTIVE_OR_NOT, isIn } from '../query';
import { readAll } from '../read';
import type { QboRecord } from '../types';
import { listName } from '../wire';
import {
	accountKind, classKind, customerKind, departmentKind, employeeKind, itemKind, paymentMethodKind, supplierKind, termKind, type QboKind,
} from './kinds';

/** Suppliers, customers and items: made when absent, changed only where a given field differs. */
export function upsertsOf(desk: Desk): Partial<Record<UpsertKind, Upserter>> {
	return { supplier: upserter(desk, supplierKind), customer: upserter(desk, customerKind), item: upserter(desk, itemKind) };
}

/** The other lists, for whoever keeps them in step with those of another system. */
export function recordsOf(desk: Desk): Record<string, RecordWriter> {
	return {
		account: recordsOver(upserter(desk, accountKind)),
		bankAccount: recordsOver(upserter(desk, accountKind)),
		class: uncoded(recordsOver(upserter(desk, classKind))),
		customer: uncoded(recordsOver(upserter(desk, customerKind))),
		department: uncoded(recordsOver(upserter(desk, departmentKind))),
		employee: recordsOver(upserter(desk, employeeKind)),
		paymentMethod: uncoded(recordsOver(upserter(desk, paymentMethodKind))),
		term: uncoded(recordsOver(upserter(desk, termKind))),
	};
}

/** A code from elsewhere has no place in these lists, and nothing can be found by it. */
function uncoded(writer: RecordWriter): RecordWriter {
	return { ...writer, create: async (records, options) => await writer.create(records.map(({ code: _code, ...rest }) => rest), options) };
}

/** How often a write is tried whose answer gets lost, or which somebody else was quicker at. */
const ROUNDS = 3;

function upserter<T extends QboRecord>(desk: Desk, kind: QboKind<T>): Upserter {
	return {
		upsert: async (requests, { dryRun }) => {
			const ready = await withIds(desk, kind, requests);
			const sound = ready.filter((one): one is UpsertRequest => !(one instanceof BooksError));
			const plans = await planAll(kind, sound, async (some) => await find(desk, kind, some), 'QuickBooks');
			if (!dryRun) await carryOut(desk, kind, plans);
			let next = 0;
			return ready.map((one) => outcomeOf(kind, one instanceof BooksError ? one : plans[next++], dryRun));
		},
	};
}

/** Puts ids in place of other records' names: of a parent, an account. */
async function withIds<T extends QboRecord>(desk: Desk, kind: QboKind<T>, requests: UpsertRequest[]): Promise<Array<UpsertRequest | BooksError>> {
	const results: Array<UpsertRequest | BooksError> = [];
	for (const request of requests) {
		const record = { ...request.record };
		let problem: BooksError | undefined;
		for (const [field, entity] of Object.entries(kind.references)) {
			const ref = refIn(record[field]);
			if (ref === undefined) continue;
			const id = await idOf(desk, entity, ref, field).catch(asBooksError);
			if (id instanceof BooksError) problem ??= id;
			else record[field] = { id };
		}
		results.push(problem ?? { ...request, record });
	}
	return results;
}

/** Plain text is an id or a number where it is made of digits, else a name. */
function refIn(value: unknown): Ref | undefined {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? undefined : (value as Ref);
	const text = value === undefined || value === null ? '' : String(value).trim();
	return text === '' ? undefined : { code: text };
}

async function idOf(desk: Desk, entity: string, ref: Ref, field: string): Promise<string> {
	if (ref.id !== undefined) return String(ref.id);
	if (entity === 'Customer') {
		const [found] = await desk.customers.resolve([{ ref: { name: ref.name ?? ref.code } }], { create: false, dryRun: false });
		if (found?.ok === true) return found.value.Id ?? '';
		throw found?.error.at({ field }) ?? new BooksError({ category: 'mapping', message: 'No such record', field });
	}
	const { lists } = desk;
	const records = entity === 'Account' ? await lists.accounts() : entity === 'Item' ? await lists.items() : entity === 'Class' ? await lists.classes() : await lists.departments();
	const number = (record: QboRecord) => (record as { AcctNum?: string }).AcctNum;
	const byNumber = listed<QboRecord>(records, ref, entity.toLowerCase(), { field }, number);
	if (!(byNumber instanceof BooksError)) return byNumber.Id ?? '';
	// Readers tell accounts by their id, and people by number or name.
	const either = ref.code === undefined ? byNumber : (records.find(({ Id }) => Id === ref.code) ?? listed<QboRecord>(records, { name: ref.code }, entity.toLowerCase(), { field }));
	if (either instanceof BooksError) throw byNumber;
	return either.Id ?? '';
}

/**
 * All records that may be meant: by id and name in few statements. A code or an e-mail address takes the list itself, and
 * so does a name that is not found, since QuickBooks may tell capitals and accents apart.
 */
async function find<T extends QboRecord>(desk: Desk, kind: QboKind<T>, requests: UpsertRequest[]): Promise<T[]> {
	const { qbo } = desk;
	const { entity, nameField } = kind;
	const whole = async () => await readAll<T>(qbo, [{ entity, where: [ACTIVE_OR_NOT] }]);
	if (requests.some(({ matchBy }) => matchBy !== 'id' && matchBy !== 'name')) return await whole();
	const ids = requests.flatMap(({ matchBy, record }) => (matchBy === 'id' ? [String(record.id).trim()] : []));
	const names = requests.flatMap(({ matchBy, record }) => (matchBy === 'name' ? lastPart(String(record.name)) : []));
	const conditions = [...isIn('Id', ids), ...isIn(nameField, names)];
	const found = await readAll<T>(qbo, conditions.map((condition) => ({ entity, where: [condition, ACTIVE_OR_NOT] })));
	const all = requests.every((request) => request.matchBy === 'id' || found.some((record) => kind.isMeant(record, request)));
	return all ? found : await whole();
}

/** With the mark that QuickBooks puts behind the name of what was made inactive. */
function lastPart(name: string): string[] {
	const last = listName(name.split(':').pop() ?? name, 500);
	return [last, `${last} (deleted)`];
}

async function carryOut<T extends QboRecord>(desk: Desk, kind: QboKind<T>, plans: Array<Plan<T> | BooksError>): Promise<void> {
	for (const part of inParts(plansOf(plans, 'created'), BATCH_SIZE)) await createPart(desk, kind, part);
	for (const part of inParts(plansOf(plans, 'updated'), BATCH_SIZE)) await updatePart(desk, kind, part);
	if (plans.some((plan) => !(plan instanceof BooksError) && plan.action !== 'unchanged')) desk.lists.forget(kind.entity);
}

/** What may have been made by a call without an answer, or meanwhile by somebody else, is looked up. */
async function createPart<T extends QboRecord>(desk: Desk, kind: QboKind<T>, part: Array<Plan<T>>): Promise<void> {
	let rest = part;
	for (let round = 1; rest.length > 0; round++) {
		await sendPart(desk, kind, 'create', rest, (plan) => kind.fresh(plan.wire), round);
		const doubtful = rest.filter(({ answer }) => answer instanceof BooksError && (answer.category === 'duplicate' || answer.facts.outcomeUnknown === true));
		if (doubtful.length === 0) return;
		const held = await find(desk, kind, doubtful.map(({ request }) => request));
		for (const plan of doubtful) plan.answer = held.find((record) => kind.isMeant(record, plan.request)) ?? plan.answer;
		rest = doubtful.filter(({ answer }) => answer instanceof BooksError && answer.facts.outcomeUnknown === true);
		if (round >= ROUNDS) return;
	}
}

/** An update must carry the version that it changes; where somebody was quicker, the record is read and changed once more. */
async function updatePart<T extends QboRecord>(desk: Desk, kind: QboKind<T>, part: Array<Plan<T>>): Promise<void> {
	let rest = part;
	for (let round = 1; rest.length > 0; round++) {
		await sendPart(desk, kind, 'update', rest, (plan) => plan.wire, round);
		rest = rest.filter(({ answer }) => answer instanceof BooksError && (answer.facts.vendorCode === '5010' || answer.facts.outcomeUnknown === true));
		if (rest.length === 0 || round >= ROUNDS) return;
		const now = await readAll<T>(desk.qbo, isIn('Id', rest.flatMap(({ held }) => held?.Id ?? [])).map((condition) => ({ entity: kind.entity, where: [condition, ACTIVE_OR_NOT] })));
		for (const plan of rest) {
			const held = now.find(({ Id }) => Id === plan.held?.Id);
			if (held !== undefined) plan.wire = { ...plan.wire, SyncToken: held.SyncToken };
		}
	}
}

async function sendPart<T extends QboRecord>(
	{ qbo }: Desk,
	{ entity }: QboKind<T>,
	operation: 'create' | 'update',
	plans: Array<Plan<T>>,
	record: (plan: Plan<T>) => T,
	round: number,
): Promise<void> {
	const answers = await batch<T>(qbo, plans.map((plan) => ({ operation, entity, record: record(plan) })), round).catch(asBooksError);
	plans.forEach((plan, place) => (plan.answer = answers instanceof BooksError ? answers : answers[place]));
}
