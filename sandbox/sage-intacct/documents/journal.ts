import { absolute, exact, type Exact, round, sum, toText } from '../../frame/money';
import { accountNamed, checkDimensions, currencyOf, postedIn } from '../books/dimensions';
import { checkOpen } from '../books/periods';
import { inBase, unpost, write } from '../books/post';
import { rateOf } from '../books/rates';
import { taxLine } from '../books/tax';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { Refused, refused } from '../wire/errors';
import type { Input, InputLine } from './input';

interface Entry {
	body: Body;
	entity: string;
	account: string;
	currency: string;
	rate: Exact;
	/** Debits positive. */
	trx: Exact;
}

/** A journal entry: it balances per currency, and per entity unless another entity is named as its source. */
export function writeJournal(call: Call, input: Input, existing?: Stored): Stored {
	const { desk, company, user } = call;
	const header: Body = Object.fromEntries(Object.entries(input.header).filter(([, value]) => value !== ''));
	for (const [name, label] of [['JOURNAL', 'Journal'], ['BATCH_DATE', 'Date'], ['BATCH_TITLE', 'Description']] as const) if (header[name] === undefined) throw refused.missing(label);
	const journal = desk.records.byId(company.id, 'GLJOURNAL', header.JOURNAL ?? '');
	if (journal === undefined) throw refused.reference('Journal', header.JOURNAL ?? '');
	if (journal.body.STATUS !== 'active') throw refused.inactive('Journal', header.JOURNAL ?? '');
	if ((header.BATCH_TITLE ?? '').length > 80) throw refused.rule('Description is longer than 80 characters.');
	const day = header.BATCH_DATE ?? '';
	checkOpen(call, 'GL', day);
	if (header.SUPDOCID !== undefined && desk.records.byId(company.id, 'SUPDOC', header.SUPDOCID) === undefined) throw refused.reference('Attachment', header.SUPDOCID);
	if ((input.lines?.length ?? 0) < 2) throw refused.rule('A journal entry needs at least two lines.');
	const entries = (input.lines ?? []).flatMap((line) => entriesOf(call, header, line));
	checkBalance(call, header, entries);
	const isDraft = header.STATE === 'Draft';
	const state = isDraft ? 'Draft' : company.approvals.includes('GL') ? 'Submitted' : 'Posted';
	const body: Body = { ...header, STATE: state, MODULE: '2.GL', BATCHNO: existing?.body.BATCHNO ?? String(desk.sql.next(`${company.id}:batch:${header.JOURNAL ?? ''}`, 1)) };
	const record = existing === undefined
		? desk.records.add(company.id, 'GLBATCH', { id: header.REFERENCENO ?? '', entity: call.entity, body }, user.id)
		: desk.records.change(existing, body, user.id, header.REFERENCENO ?? '');
	if (existing !== undefined) {
		unpost(call, existing);
		for (const old of desk.records.lines(company.id, 'GLENTRY', existing.recordNo)) desk.records.remove(old);
	}
	entries.forEach((entry, index) => {
		desk.records.add(company.id, 'GLENTRY', { entity: call.entity, parent: record.recordNo, body: { ...entry.body, LINE_NO: String(index + 1), ENTRY_DATE: day, STATE: state } }, user.id);
	});
	if (state === 'Posted') postEntries(call, record, entries, day);
	call.changes.push({ event: existing === undefined ? 'add' : 'set', record });
	return record;
}

/** The entry itself, and one for each of its taxes. */
function entriesOf(call: Call, header: Body, { fields, taxes }: InputLine): Entry[] {
	const body: Body = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
	if (body.ACCOUNTNO === undefined) throw refused.missing('Account');
	const account = accountNamed(call, body.ACCOUNTNO);
	if (body.TR_TYPE !== '1' && body.TR_TYPE !== '-1') throw refused.format('Transaction type', body.TR_TYPE ?? '');
	body.TRX_AMOUNT ??= body.AMOUNT ?? '';
	if (body.TRX_AMOUNT === '') throw refused.missing('Amount');
	if (exact(body.TRX_AMOUNT) < 0n) throw refused.format('Amount', body.TRX_AMOUNT);
	// Journals call them LOCATION and DEPARTMENT.
	const line: Body = { ...body, ...(body.LOCATION === undefined ? {} : { LOCATIONID: body.LOCATION }), ...(body.DEPARTMENT === undefined ? {} : { DEPARTMENTID: body.DEPARTMENT }) };
	const entity = postedIn(call, line);
	checkDimensions(call, { ...line, LOCATIONID: line.LOCATIONID ?? entity }, account);
	const base = currencyOf(call, entity);
	const rate = rateOf(call, line, base);
	const currency = line.CURRENCY ?? base;
	const solution = header.TAXSOLUTIONID ?? call.desk.records.byId(call.company.id, 'LOCATIONENTITY', entity)?.body.TAXSOLUTIONID ?? '';
	const taxed = taxLine(call, line, taxes, { inclusive: false, side: header.TAXIMPLICATIONS === 'Outbound' ? 'Sale' : 'Purchase', solution });
	const sign = BigInt(body.TR_TYPE);
	const common = { entity, currency, rate };
	const amounts = (trx: Exact) => ({ TRX_AMOUNT: toText(trx), AMOUNT: toText(inBase(trx, rate)) });
	const own: Entry = {
		...common, account: account.id, trx: round(exact(body.TRX_AMOUNT)) * sign,
		body: { ...body, ...amounts(round(exact(body.TRX_AMOUNT))), ACCOUNTTITLE: account.body.TITLE ?? '', CURRENCY: currency, BASECURR: base, EXCHANGE_RATE: toText(rate, 0), ...(taxes.length === 0 ? {} : { TAXENTRIES: JSON.stringify(taxed.shown) }) },
	};
	const ofTax = taxed.parts.map((part): Entry => ({ ...common, account: part.account, trx: part.amount * sign, body: { ...own.body, ACCOUNTNO: part.account, ...amounts(part.amount), TAXENTRIES: '' } }));
	return [own, ...ofTax];
}

function checkBalance(call: Call, header: Body, entries: readonly Entry[]): void {
	for (const currency of new Set(entries.map((entry) => entry.currency))) {
		const left = sum(entries.filter((entry) => entry.currency === currency).map(({ trx }) => trx));
		if (left !== 0n) throw unbalanced(`currency ${currency} by ${toText(absolute(left))}`);
	}
	if (header.BASELOCATION_NO !== undefined) {
		if (call.desk.records.byId(call.company.id, 'LOCATIONENTITY', header.BASELOCATION_NO) === undefined) throw refused.reference('Location', header.BASELOCATION_NO);
		return;
	}
	for (const entity of new Set(entries.map((entry) => entry.entity))) {
		const left = sum(entries.filter((entry) => entry.entity === entity).map(({ trx }) => trx));
		if (left !== 0n) throw unbalanced(`entity ${entity} by ${toText(absolute(left))}`);
	}
}

function unbalanced(what: string): Refused {
	return new Refused('BL01001973', `Transactions do not balance for ${what}`, { correction: 'Debits and credits must be equal.' });
}

/** What the rounding of rates leaves, and what entities owe one another, is posted so that each entity balances. */
function postEntries(call: Call, { object, recordNo, body: header }: Stored, entries: readonly Entry[], day: string): void {
	const { exchange, interEntity } = call.company.accounts;
	const balancing = header.BASELOCATION_NO === undefined ? exchange : interEntity;
	for (const entity of new Set(entries.map((entry) => entry.entity))) {
		const own = entries.filter((entry) => entry.entity === entity);
		const bases = own.map(({ trx, rate }) => inBase(trx, rate));
		own.forEach((entry, index) => write(call, object, recordNo, entry, bases[index] ?? 0n, { day, currency: entry.currency, rate: entry.rate }));
		const left = -sum(bases);
		if (left !== 0n) write(call, object, recordNo, { entity, account: balancing, trx: 0n }, left, { day, currency: currencyOf(call, entity), rate: exact('1') });
	}
}

export function deleteJournal(call: Call, record: Stored): void {
	if (record.entity !== call.entity && call.rights === 'own') throw refused.rule(`The journal entry belongs to the entity '${record.entity}'. Sign in to this entity to change it.`);
	checkOpen(call, 'GL', record.body.BATCH_DATE ?? '');
	unpost(call, record);
	for (const line of call.desk.records.lines(call.company.id, 'GLENTRY', record.recordNo)) call.desk.records.remove(line);
	call.desk.records.remove(record);
}
