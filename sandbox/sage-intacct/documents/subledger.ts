import { type Exact, isAmount, sum, toText } from '../../frame/money';
import { accountNamed, checkDimensions, currencyOf, postedIn } from '../books/dimensions';
import { checkOpen } from '../books/periods';
import { inBase, post, type Posting, unpost } from '../books/post';
import { rateOf } from '../books/rates';
import { taxLine, type Taxed } from '../books/tax';
import { objectOf } from '../objects/catalogue';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { addDays } from '../wire/dates';
import { Refused, refused } from '../wire/errors';
import { checkRequired, type Input, type InputLine } from './input';
import type { Kind } from './kinds';
import { writeLines } from './lines';

interface ReadyLine {
	body: Body;
	taxed: Taxed;
	entity: string;
	account: string;
}

/** Creates a document of a subledger, or writes an existing one anew. Amounts come and go in the document's currency. */
export function writeDocument(call: Call, kind: Kind, input: Input, existing?: Stored): Stored {
	const { desk, company, user } = call;
	const isDraft = (input.header.ACTION ?? '').toLowerCase() === 'draft' || input.header.STATE === 'Draft';
	const header = headerOf(call, kind, input.header, isDraft);
	if (header.RECORDID !== undefined) checkNumber(call, kind, header, existing);
	if (input.lines === undefined || input.lines.length === 0) throw refused.missing(`${kind.line}s`);
	const party = partyOf(call, kind, header, isDraft);
	const lines = input.lines.map((line) => lineOf(call, kind, header, line));
	const base = baseOf(call, header, lines);
	const rate = rateOf(call, header, base);
	const currency = header.CURRENCY ?? base;
	const total = sum(lines.map(({ taxed }) => taxed.net + taxed.tax));
	checkTotals(kind, lines, total);
	const state = isDraft ? 'Draft' : company.approvals.includes(kind.module) ? 'Submitted' : 'Posted';
	const body: Body = { ...header, ...totals(total, inBase(total, rate)), CURRENCY: currency, BASECURR: base, EXCHANGE_RATE: toText(rate, 0), STATE: state, RAWSTATE: state, RECORDTYPE: kind.recordType };
	if (party !== undefined && kind.party.nameField !== '') body[kind.party.nameField] = party.body.NAME ?? party.body['PERSONALINFO.CONTACTNAME'] ?? '';
	delete body.ACTION;
	const number = header.RECORDID ?? '';
	const record = existing === undefined
		? desk.records.add(company.id, kind.object, { id: number, entity: call.entity, body }, user.id)
		: desk.records.change(existing, body, user.id, number);
	if (existing !== undefined) unpost(call, existing);
	writeLines(call, kind, record, lines, { base, rate, currency, state, anew: existing !== undefined });
	if (state === 'Posted') postDocument(call, kind, record, lines, { day: header.WHENPOSTED ?? '', currency, rate });
	call.changes.push({ event: existing === undefined ? 'add' : 'set', record });
	return record;
}

function headerOf(call: Call, kind: Kind, given: Body, isDraft: boolean): Body {
	const type = objectOf(call.company, kind.object);
	const header: Body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
	if (type !== undefined && !isDraft) checkRequired(type, header);
	const day = header.WHENCREATED;
	if (day === undefined) throw refused.missing('Date');
	header.WHENPOSTED ??= day;
	checkOpen(call, kind.module, header.WHENPOSTED);
	if (header.TERMNAME !== undefined) {
		const term = call.desk.records.byId(call.company.id, kind.module === 'AR' ? 'ARTERM' : 'APTERM', header.TERMNAME);
		if (term === undefined) throw refused.reference('Term', header.TERMNAME);
		header.WHENDUE ??= addDays(day, Number(term.body.DUEDATE ?? '0'));
	}
	if (kind.due && !isDraft && header.WHENDUE === undefined) throw refused.missing('Date Due');
	if (header.SUPDOCID !== undefined && call.desk.records.byId(call.company.id, 'SUPDOC', header.SUPDOCID) === undefined) throw refused.reference('Attachment', header.SUPDOCID);
	if (call.company.ownSummaries && kind.module !== 'CM' && (header.PRBATCH ?? header.PRBATCHKEY) === undefined) throw refused.rule('Please provide a payment batch key');
	if (kind.object === 'EEXPENSES' && call.company.reasonRequired && header.DESCRIPTION === undefined) throw refused.missing('Reason for expense');
	if (kind.object === 'CCTRANSACTION' && call.company.multiCurrency && call.entity === '' && call.company.multiEntity) throw refused.rule('This transaction can be created at the entity level only. Sign in to an entity, then try again.');
	return header;
}

function partyOf({ desk, company }: Call, kind: Kind, header: Body, isDraft: boolean): Stored | undefined {
	const { object, field, label } = kind.party;
	const id = header[field];
	if (id === undefined) {
		if (isDraft) return undefined;
		throw refused.missing(label);
	}
	const party = desk.records.byId(company.id, object, id);
	if (party === undefined) throw object === 'VENDOR' ? refused.reference('Vendor', id) : refused.rule(`The ${label.toLowerCase()} '${id}' is invalid.`);
	if (party.body.STATUS !== 'active') throw refused.inactive(label, id);
	if (object === 'EMPLOYEE' && company.multiEntity && party.body.LOCATIONID === undefined) throw refused.rule(`The employee '${id}' has no location.`);
	return party;
}

function checkNumber({ desk, company }: Call, kind: Kind, header: Body, existing: Stored | undefined): void {
	const isUnique = kind.object === 'APBILL' ? company.uniqueBillNumbers : kind.object === 'ARINVOICE' ? company.uniqueInvoiceNumbers : kind.object === 'EEXPENSES';
	if (!isUnique) return;
	const others = desk.sql.all('SELECT recordno, body FROM sin_records WHERE company = ? AND object = ? AND id = ?', company.id, kind.object, header.RECORDID ?? '');
	for (const other of others) {
		const body = JSON.parse(String(other.body)) as Body;
		const sameParty = kind.object !== 'APBILL' || body[kind.party.field] === header[kind.party.field];
		if (Number(other.recordno) === existing?.recordNo || !sameParty || body.STATE === 'Reversed') continue;
		throw refused.rule(`A transaction with the number '${header.RECORDID ?? ''}' already exists`, 'Use another number.');
	}
}

const LABELS: Readonly<Record<string, string>> = { AP: 'APACCOUNTLABEL', EE: 'EEACCOUNTLABEL' };

function lineOf(call: Call, kind: Kind, header: Body, { fields, taxes }: InputLine): ReadyLine {
	const body: Body = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
	const type = objectOf(call.company, kind.line);
	if (type !== undefined) checkRequired(type, body);
	const label = body.EXPENSETYPE ?? body.ACCOUNTLABEL;
	if (label !== undefined) body.ACCOUNTNO = accountOfLabel(call, kind, label);
	if (body.ACCOUNTNO === undefined) throw refused.missing(kind.module === 'EE' ? 'Expense type' : 'Account');
	const account = accountNamed(call, body.ACCOUNTNO);
	body.ACCOUNTTITLE = account.body.TITLE ?? '';
	const entity = postedIn(call, body);
	if (call.company.multiEntity && body.LOCATIONID === undefined) body.LOCATIONID = entity;
	checkDimensions(call, body, account);
	const solution = header.TAXSOLUTIONID ?? call.desk.records.byId(call.company.id, 'LOCATIONENTITY', entity)?.body.TAXSOLUTIONID ?? '';
	for (const name of ['TRX_AMOUNT', 'TOTALTRXAMOUNT']) if (body[name] !== undefined && !isAmount(body[name])) throw refused.format('Amount', body[name]);
	const taxed = taxLine(call, body, taxes, { inclusive: header.INCLUSIVETAX === 'true', side: kind.taxSide, solution });
	return { body, taxed, entity, account: account.id };
}

function accountOfLabel({ desk, company }: Call, kind: Kind, label: string): string {
	const object = LABELS[kind.module];
	const found = object === undefined ? undefined : desk.records.byId(company.id, object, label);
	const word = kind.module === 'EE' ? 'Expense type' : 'Account label';
	if (found === undefined) throw refused.reference(word, label);
	if (found.body.STATUS !== 'active') throw refused.inactive(word, label);
	return found.body.GLACCOUNTNO ?? '';
}

function baseOf(call: Call, header: Body, lines: readonly ReadyLine[]): string {
	const base = call.entity === '' ? (header.BASECURR ?? currencyOf(call, lines[0]?.entity ?? '')) : currencyOf(call, call.entity);
	if (header.BASECURR !== undefined && header.BASECURR !== base) throw refused.rule(`The base currency of the entity is ${base}, not ${header.BASECURR}.`);
	for (const { entity, body } of lines) {
		const own = currencyOf(call, entity);
		if (own !== base) throw refused.rule(`The base currency of the location '${body.LOCATIONID ?? ''}' is ${own}, and the base currency of the transaction is ${base}.`);
	}
	return base;
}

function checkTotals(kind: Kind, lines: readonly ReadyLine[], total: Exact): void {
	if (kind.object === 'EEXPENSES' && total < 0n) throw refused.rule('The total of an expense report cannot be negative.');
	const isAdjustment = kind.object === 'APADJUSTMENT' || kind.object === 'ARADJUSTMENT';
	if (isAdjustment && lines.some(({ taxed }) => taxed.net < 0n) && lines.some(({ taxed }) => taxed.net > 0n)) {
		throw refused.rule('The line items of an adjustment must all be positive or all be negative.');
	}
}

function totals(trx: Exact, base: Exact): Body {
	return {
		TRX_TOTALENTERED: toText(trx), TOTALENTERED: toText(base), TRX_TOTALDUE: toText(trx), TOTALDUE: toText(base),
		TRX_TOTALPAID: '0.00', TOTALPAID: '0.00', TRX_TOTALSELECTED: '0.00', TOTALSELECTED: '0.00',
	};
}

function postDocument(call: Call, kind: Kind, record: Stored, lines: readonly ReadyLine[], terms: { day: string; currency: string; rate: Exact }): void {
	const side = BigInt(kind.sign);
	const postings = lines.flatMap(({ entity, account, taxed }): Posting[] => [
		{ entity, account, trx: taxed.net * side }, ...taxed.parts.map((part) => ({ entity, account: part.account, trx: part.amount * side })),
	]);
	post(call, record, postings, controlOf(call, kind, record.body), terms);
}

export function controlOf({ desk, company }: Call, kind: Kind, body: Body): string {
	if (kind.control !== 'card') return company.accounts[kind.control];
	return desk.records.byId(company.id, 'CREDITCARD', body.FINANCIALENTITY ?? '')?.body.LIABACCTNO ?? company.accounts.payable;
}

/** Draft or submitted lines as they were sent, so that a document can be written again. */
export function inputOf({ desk, company }: Call, kind: Kind, record: Stored): Input {
	const lines = desk.records.lines(company.id, kind.line, record.recordNo).map(({ body }) => {
		const entries = JSON.parse(body.TAXENTRIES ?? '[]') as Array<{ DETAILID: string; TRX_TAX: string }>;
		const { TAXENTRIES: _taxes, ...fields } = body;
		return { fields, taxes: entries.map(({ DETAILID, TRX_TAX }) => ({ DETAILID, ...(record.body.INCLUSIVETAX === 'true' ? {} : { TRX_TAX }) })) };
	});
	return { header: { ...record.body, EXCH_RATE_TYPE_ID: '' }, lines };
}

/** @throws Refused where the document can no longer be changed */
export function changeable(call: Call, kind: Kind, record: Stored): void {
	if (record.entity !== call.entity && call.rights === 'own') throw refused.rule(`The ${kind.word} belongs to the entity '${record.entity}'. Sign in to this entity to change it.`);
	const { STATE = '' } = record.body;
	if (['Paid', 'Partially Paid', 'Selected', 'Reversed'].includes(STATE)) throw new Refused('BL01001973', `The ${kind.word} cannot be changed because its state is ${STATE}.`);
	if (STATE === 'Posted') checkOpen(call, kind.module, record.body.WHENPOSTED ?? '');
}
