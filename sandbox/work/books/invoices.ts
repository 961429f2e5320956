import { exact, toNumber } from '../../frame/money';
import { findRecord, findWhere, type Kept, keep, type Of, recordById } from '../state/records';
import type { Body, Store } from '../state/store';
import type { Events } from '../webhooks/events';
import { conflict, type FieldError, invalid } from '../wire/errors';
import { isDay } from '../wire/query';
import { changeCompanySettings, companyById, needFeature, needOpenPeriod } from './company';
import { type Line, readLines, type TaxMode, totalsOf } from './lines';

/** The order in which an invoice goes on. Payments alone lead to the last two; void stands beside. */
const STEPS = ['draft', 'approved', 'sent', 'partiallyPaid', 'paid'] as const;
type Step = (typeof STEPS)[number];

/** Makes an invoice, or replaces one (PUT). A paid or partly paid one keeps its lines. */
export function saveInvoice(store: Store, events: Events, company: string, given: Body, { id, at }: { id?: string; at?: number } = {}): Kept {
	needFeature(store, company, 'invoices');
	const of: Of = { company, kind: 'invoice' };
	const before = id === undefined ? undefined : recordById(store, of, id);
	if (before?.status === 'void') throw conflict('invoice_locked', 'The invoice is void.');
	const errors: FieldError[] = [];
	const { settings, currency } = companyById(store, company);
	const taxMode = readTaxMode(given.taxMode, settings.taxMode, errors);
	const head = readHead(store, company, given, before, errors);
	const status = readStatus(given.status, before, errors);
	const lines = readLines(store, company, given.lines, taxMode, errors);
	if (given.currency !== undefined && given.currency !== currency) {
		errors.push({ path: 'currency', code: 'invalid', message: `The company's currency is ${currency}.` });
	}
	if (errors.length > 0) throw invalid('Invoice', errors);
	const paid = exact(Number(before?.amountPaid ?? 0));
	if (paid > 0n && (!sameLines(before?.lines, lines) || before?.taxMode !== taxMode)) {
		throw conflict('invoice_locked', 'The lines of a paid invoice cannot be changed.');
	}
	needOpenPeriod(store, company, String(head.issueDate));
	const totals = totalsOf(lines);
	const number = numberOf(store, of, given.number, before, id);
	const fields = {
		number, status, ...head, currency, taxMode, lines, ...totals, amountPaid: toNumber(paid), balance: toNumber(exact(totals.total) - paid),
	};
	const saved = keep(store, of, fields, { id, at });
	const wasDraft = before === undefined || before.status === 'draft';
	// There is no event for drafts; the contract begins with the approval.
	if (status !== 'draft') events.note(company, wasDraft ? 'invoice.approved' : 'invoice.updated', saved);
	return saved;
}

export function voidInvoice(store: Store, events: Events, company: string, id: string): Kept {
	const of: Of = { company, kind: 'invoice' };
	needFeature(store, company, 'invoices');
	const invoice = recordById(store, of, id);
	if (invoice.status === 'void') return invoice;
	if (findWhere(store, { company, kind: 'payment' }, "invoice = ? AND status = 'recorded'", id)) {
		throw conflict('has_payments', 'The invoice has payments. Void them first.');
	}
	const voided = keep(store, of, { ...invoice, status: 'void', balance: 0 }, { id });
	events.note(company, 'invoice.voided', voided);
	return voided;
}

function readHead(store: Store, company: string, given: Body, before: Kept | undefined, errors: FieldError[]): Body {
	const wrong = (path: string, code: string, message: string) => errors.push({ path, code, message });
	const text = (name: string, max: number) => {
		const value = given[name] ?? '';
		if (typeof value !== 'string' || value.length > max) wrong(name, 'invalid', `Must be a text of at most ${max} characters.`);
		return value;
	};
	const link = (name: string, kind: 'client' | 'site' | 'job', required = false): Kept | undefined => {
		const id = given[name];
		if (id === undefined || id === null || id === '') {
			if (required) wrong(name, 'required', 'A value is required.');
			return undefined;
		}
		const found = findRecord(store, { company, kind }, String(id));
		if (found === undefined) wrong(name, 'unknown_reference', `There is no ${kind} ${String(id)}.`);
		return found;
	};
	const client = link('clientId', 'client', true);
	const site = link('siteId', 'site');
	const job = link('jobId', 'job');
	if (site !== undefined && client !== undefined && site.clientId !== client.id) wrong('siteId', 'invalid', 'The site is of another client.');
	if (before !== undefined && before.clientId !== given.clientId && Number(before.amountPaid) > 0) wrong('clientId', 'fixed', 'Cannot be changed.');
	if (!isDay(given.issueDate)) wrong('issueDate', given.issueDate === undefined ? 'required' : 'invalid', 'A day such as 2026-05-01 is required.');
	const dueDate = given.dueDate ?? given.issueDate;
	if (!isDay(dueDate)) wrong('dueDate', 'invalid', 'Must be a day such as 2026-05-01.');
	return {
		clientId: client?.id ?? null, siteId: site?.id ?? null, jobId: job?.id ?? null, jobNumber: job?.number ?? '',
		jobDescription: job?.description ?? text('jobDescription', 4000), issueDate: given.issueDate, dueDate, reference: text('reference', 100),
		notes: text('notes', 4000),
	};
}

function readStatus(given: unknown, before: Kept | undefined, errors: FieldError[]): Step {
	const now = before === undefined ? 'draft' : (before.status as Step); // as it was kept
	if (given === undefined || given === now) return now;
	const next = STEPS.indexOf(given as Step); // -1 for what is no step
	if (next < 0) errors.push({ path: 'status', code: 'invalid', message: `Must be one of ${STEPS.join(', ')}.` });
	else if (next > 2) errors.push({ path: 'status', code: 'invalid', message: 'Only payments lead to this status.' });
	else if (next < STEPS.indexOf(now)) errors.push({ path: 'status', code: 'invalid', message: `Cannot go back from ${now}.` });
	return given as Step; // not used where it was wrong
}

function readTaxMode(given: unknown, usual: TaxMode, errors: FieldError[]): TaxMode {
	if (given === undefined || given === null) return usual;
	if (given !== 'exclusive' && given !== 'inclusive') errors.push({ path: 'taxMode', code: 'invalid', message: 'Must be exclusive or inclusive.' });
	return given === 'inclusive' ? 'inclusive' : 'exclusive';
}

function numberOf(store: Store, of: Of, given: unknown, before: Kept | undefined, id = ''): string {
	if (given === undefined || given === null || given === '') return before === undefined ? nextNumber(store, of) : String(before.number);
	if (typeof given !== 'string' || given.length > 21) {
		throw invalid('Invoice', [{ path: 'number', code: 'too_long', message: 'Must be a text of at most 21 characters.' }]);
	}
	if (findWhere(store, of, 'number = ? AND id <> ?', given, id)) {
		throw conflict('duplicate_number', `Another invoice has the number "${given}".`, 'number');
	}
	return given;
}

function nextNumber(store: Store, of: Of): string {
	let next = companyById(store, of.company).settings.nextInvoiceNumber;
	while (findWhere(store, of, 'number = ?', String(next))) next += 1;
	changeCompanySettings(store, of.company, { nextInvoiceNumber: next + 1 });
	return String(next);
}

function sameLines(before: unknown, lines: readonly Line[]): boolean {
	return JSON.stringify(before) === JSON.stringify(lines);
}
