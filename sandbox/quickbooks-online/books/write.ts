import type { Entity } from '../entities/types';
import { checkBody } from '../schema/check';
import { SYSTEM } from '../schema/types';
import type { Body, Kept } from '../state/records';
import { fault, faultError, ApiFault, gone, required, stale, unsupported } from '../wire/faults';
import type { Books } from './books';
import { renameRefs } from './merge';

export type Deed = 'create' | 'update' | 'delete' | 'void';

/** Creates, updates, deletes or voids one record, and gives what the API answers with. All of it or nothing. */
export function write(books: Books, entity: Entity, body: unknown, { deed, include }: { deed?: Deed; include: ReadonlySet<string> }): Body {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unsupported();
	if (entity.isReadOnly === true) throw notSupported(deed ?? 'create');
	if (books.company.subscriptionEnded) throw ended(books);
	const raw = body as Body; // just checked
	return books.store.atomically(() => {
		const sent = checkBody(books.records, { ...SYSTEM, ...entity.fields }, raw);
		const asked = include.has('void') ? 'void' : deed;
		const wanted = asked ?? (raw.Id === undefined || raw.Id === null || raw.Id === '' ? 'create' : 'update');
		if (wanted === 'create') return save(books, entity, { sent, before: undefined, isSparse: false, include });
		const before = find(books, entity, raw);
		entity.guard?.(books, before, wanted === 'update' ? 'change' : wanted);
		if (wanted === 'update') return save(books, entity, { sent, before, isSparse: raw.sparse === true || raw.sparse === 'true', include });
		return wanted === 'delete' ? remove(books, entity, before) : makeVoid(books, entity, before);
	});
}

interface Saving {
	sent: Body;
	before: Kept | undefined;
	isSparse: boolean;
	include: ReadonlySet<string>;
}

function save(books: Books, entity: Entity, { sent, before, isSparse, include }: Saving): Body {
	if (isSparse) for (const name of entity.sparseNeeds ?? []) if (sent[name] === undefined) throw required(name);
	if (before !== undefined) {
		needOpen(books, before);
		entity.unsettle?.(books, before);
	}
	const current = before === undefined ? undefined : (books.records.get(entity.name, before.Id) ?? before);
	const fields = { ...(isSparse ? current : ownOf(entity, current)), ...sent };
	const built = entity.build?.({ books, fields, sent, before: current, include }) ?? fields;
	if (entity.kind === 'txn') needOpen(books, built);
	const kept = books.records.put(entity.name, { ...built, ...(before === undefined ? {} : { Id: before.Id }) });
	books.post(entity, kept, kept.Id);
	entity.settle?.(books, kept);
	if (before !== undefined && entity.kind === 'list' && nameOf(before) !== nameOf(kept)) renameRefs(books, entity.name, kept);
	books.note(entity.name, kept.Id, before === undefined ? 'Create' : 'Update');
	const final = books.records.get(entity.name, kept.Id) ?? kept;
	return entity.show?.(final, books.records) ?? final;
}

const nameOf = ({ FullyQualifiedName, DisplayName, Name }: Kept): unknown => FullyQualifiedName ?? DisplayName ?? Name;

function remove(books: Books, entity: Entity, before: Kept): Body {
	if (entity.canDelete !== true) throw notSupported('delete');
	needOpen(books, before);
	entity.unsettle?.(books, before);
	books.post(entity, undefined, before.Id);
	books.records.bury(entity.name, before.Id);
	refreshParties(books, before);
	books.note(entity.name, before.Id, 'Delete');
	return { domain: 'QBO', status: 'Deleted', Id: before.Id };
}

/** Amounts become nothing, the document and its number stay. */
function makeVoid(books: Books, entity: Entity, before: Kept): Body {
	if (entity.canVoid !== true) throw notSupported('void');
	needOpen(books, before);
	entity.release?.(books, before);
	entity.unsettle?.(books, before);
	const note = typeof before.PrivateNote === 'string' && before.PrivateNote !== '' ? `Voided - ${before.PrivateNote}` : 'Voided';
	const { LinkedTxn: _links, ...rest } = before;
	const kept = books.records.put(entity.name, { ...(zeroed(rest) as Body), Id: before.Id, PrivateNote: note });
	books.post(entity, undefined, kept.Id);
	refreshParties(books, before);
	books.note(entity.name, kept.Id, 'Void');
	return kept;
}

const AMOUNTS = new Set(['Amount', 'TotalAmt', 'Balance', 'HomeTotalAmt', 'HomeBalance', 'UnappliedAmt', 'TotalTax', 'RemainingCredit', 'Qty', 'UnitPrice', 'NetAmountTaxable']);

function zeroed(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return name === 'LinkedTxn' ? [] : value.map((one) => zeroed(one));
	if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, zeroed(one, key)]));
	return AMOUNTS.has(name) ? 0 : value;
}

function find(books: Books, entity: Entity, { Id, SyncToken }: Body): Kept {
	if (Id === undefined || Id === null || Id === '') throw required('Id');
	if (SyncToken === undefined || SyncToken === null || SyncToken === '') throw required('SyncToken');
	const before = books.records.get(entity.name, String(Id));
	if (before === undefined) throw gone();
	if (before.SyncToken !== String(SyncToken)) throw stale();
	return before;
}

/** A full update keeps only what is QuickBooks' own; all else that it leaves out is cleared. */
function ownOf(entity: Entity, before: Kept | undefined): Body {
	if (before === undefined) return {};
	return Object.fromEntries(Object.entries(before).filter(([name]) => (entity.fields[name] ?? SYSTEM[name])?.kind === 'own'));
}

function needOpen(books: Books, { TxnDate }: Body): void {
	const { bookCloseDate } = books.company;
	if (bookCloseDate === undefined || typeof TxnDate !== 'string' || TxnDate > bookCloseDate) return;
	throw fault(
		6210,
		'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.',
	);
}

function refreshParties(books: Books, record: Kept): void {
	books.refreshParty('Vendor', (record.VendorRef as { value?: string } | undefined)?.value);
	books.refreshParty('Customer', (record.CustomerRef as { value?: string } | undefined)?.value);
}

function notSupported(deed: string): ApiFault {
	return new ApiFault([faultError(500, `Operation ${deed} is not supported.`)]);
}

function ended({ company }: Books): ApiFault {
	return fault(
		6190,
		`Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks Online ${company.plan} because your trial or subscription period ended.`,
	);
}
