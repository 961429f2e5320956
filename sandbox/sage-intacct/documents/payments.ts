import { absolute, exact, type Exact, sum, toText } from '../../frame/money';
import { checkOpen } from '../books/periods';
import { inBase, postReversal, write } from '../books/post';
import type { Module } from '../state/companies';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { Refused, refused } from '../wire/errors';
import type { Input } from './input';

/** What tells payments of bills, receipts and reimbursements apart. */
export interface PaymentKind {
	object: 'APPYMT' | 'ARPYMT' | 'EPPAYMENT';
	line: string;
	module: Module;
	party: { object: string; field: string; nameField: string; label: string };
	/** The document that is paid, and the one whose credits pay. */
	pays: 'APBILL' | 'ARINVOICE' | 'EEXPENSES';
	credits: string;
	dateField: string;
	control: 'payable' | 'receivable' | 'expenses';
	methods: readonly string[];
	/** 1: the control account is debited. */
	sign: 1 | -1;
}

const METHODS = ['Printed Check', 'Joint Check', 'Cash', 'EFT', 'Credit Card', 'ACH', 'Check Delivery', 'WF Check', 'WF Domestic ACH'];
export const PAYMENTS: Readonly<Record<string, PaymentKind>> = {
	APPYMT: { object: 'APPYMT', line: 'APPYMTDETAIL', module: 'AP', party: { object: 'VENDOR', field: 'VENDORID', nameField: 'VENDORNAME', label: 'Vendor' }, pays: 'APBILL', credits: 'APADJUSTMENT', dateField: 'PAYMENTDATE', control: 'payable', methods: METHODS, sign: 1 },
	ARPYMT: {
		object: 'ARPYMT', line: 'ARPYMTDETAIL', module: 'AR', party: { object: 'CUSTOMER', field: 'CUSTOMERID', nameField: 'CUSTOMERNAME', label: 'Customer' }, pays: 'ARINVOICE', credits: 'ARADJUSTMENT', dateField: 'RECEIPTDATE',
		control: 'receivable', methods: ['Printed Check', 'Cash', 'EFT', 'Credit Card', 'Online Charge Card', 'Online ACH Debit'], sign: -1,
	},
	EPPAYMENT: { object: 'EPPAYMENT', line: 'EPPAYMENTDETAIL', module: 'EE', party: { object: 'EMPLOYEE', field: 'EMPLOYEEID', nameField: 'EMPLOYEENAME', label: 'Employee' }, pays: 'EEXPENSES', credits: 'EXPENSEADJUSTMENTS', dateField: 'PAYMENTDATE', control: 'expenses', methods: ['Printed Check', 'Cash', 'EFT', 'ACH'], sign: 1 },
};

/** Amounts that a line moves, with the document that they come off. */
const PARTS = [['RECORDKEY', 'TRX_PAYMENTAMOUNT'], ['ADJUSTMENTKEY', 'TRX_ADJUSTMENTAMOUNT'], ['INLINEKEY', 'TRX_INLINEAMOUNT']] as const;

export function pay(call: Call, kind: PaymentKind, { header: given, lines = [] }: Input): Stored {
	const { desk, company, user } = call;
	const header: Body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
	const { field, object, label } = kind.party;
	const party = header[field] === undefined ? undefined : desk.records.byId(company.id, object, header[field]);
	if (header[field] === undefined) throw refused.missing(label);
	if (party === undefined) throw refused.reference(label, header[field]);
	const day = header[kind.dateField];
	if (day === undefined) throw refused.missing('Payment date');
	checkOpen(call, kind.module, day);
	if (!kind.methods.includes(header.PAYMENTMETHOD ?? '')) throw refused.reference('Payment method', header.PAYMENTMETHOD ?? '');
	const account = bankOf(call, header);
	if (lines.length === 0) throw refused.missing(`${kind.line}S`);
	const isDraft = (header.ACTION ?? '').toLowerCase() === 'draft';
	const state = isDraft ? 'Draft' : company.approvals.includes(kind.module) ? 'Submitted' : kind.object === 'APPYMT' ? 'Confirmed' : 'Posted';
	// Nothing moves before the last approver.
	const isPending = isDraft || state === 'Submitted';
	const paid = lines.map(({ fields }) => fields);
	const cash = sum(paid.map((line) => exact(line.TRX_PAYMENTAMOUNT ?? line.PAYMENTAMOUNT ?? '0')));
	const { ACTION: _action, ...rest } = header;
	const body: Body = { ...rest, [kind.party.nameField]: party.body.NAME ?? '', STATE: state, PAYMENTAMOUNT: toText(cash), TRX_TOTALENTERED: toText(cash), TOTALENTERED: toText(cash), RECORDTYPE: kind.object.toLowerCase() };
	const record = desk.records.add(company.id, kind.object, { id: header.DOCNUMBER ?? '', entity: call.entity, body }, user.id);
	for (const line of paid) {
		settle(call, kind, header, line, isPending);
		if (state === 'Submitted') select(call, kind, line, 1n);
		desk.records.add(company.id, kind.line, { entity: call.entity, parent: record.recordNo, body: { ...line, PAYMENTKEY: String(record.recordNo) } }, user.id);
	}
	if (!isPending) postPayment(call, kind, record, account, paid, day);
	call.changes.push({ event: 'add', record });
	return record;
}

function bankOf({ desk, company }: Call, header: Body): string {
	const { FINANCIALENTITY: bank, UNDEPOSITEDACCOUNTNO: undeposited } = header;
	if (bank !== undefined) {
		const found = ['CHECKINGACCOUNT', 'SAVINGSACCOUNT', 'CREDITCARD'].map((object) => desk.records.byId(company.id, object, bank)).find((one) => one !== undefined);
		if (found === undefined) throw refused.reference('Financial entity', bank);
		if (found.body.STATUS !== 'active') throw refused.inactive('Account', bank);
		return found.body.GLACCOUNTNO ?? found.body.LIABACCTNO ?? '';
	}
	if (undeposited !== undefined) {
		if (header.CURRENCY !== undefined && header.CURRENCY !== company.base) throw new Refused('BL02000051', 'Receipts in a foreign currency cannot be posted to undeposited funds.');
		return undeposited;
	}
	if (header.PRBATCH !== undefined) return company.accounts.undeposited;
	throw refused.missing('Financial entity');
}

/** Takes the amounts of a line off what is due. */
function settle(call: Call, kind: PaymentKind, header: Body, line: Body, isPending: boolean): void {
	for (const [keyField, amountField] of PARTS) {
		const amount = exact(line[amountField] ?? '0');
		if (line[keyField] === undefined || (amount === 0n && keyField !== 'RECORDKEY')) continue;
		const isCredit = keyField === 'ADJUSTMENTKEY';
		const document = call.desk.records.get(call.company.id, isCredit ? kind.credits : kind.pays, Number(line[keyField]));
		if (document === undefined) throw refused.rule("Oops, we can't find this transaction; enter a valid transaction, and try again.");
		if (document.body[kind.party.field] !== header[kind.party.field]) throw refused.rule(`The transaction ${line[keyField] ?? ''} belongs to another ${kind.party.label.toLowerCase()}.`);
		if ((header.CURRENCY ?? document.body.CURRENCY) !== document.body.CURRENCY) throw refused.rule('The currency of the payment is not the currency of the transaction.');
		const isNegative = isCredit || keyField === 'INLINEKEY';
		// What credits pay comes off the document too.
		const moved = keyField === 'RECORDKEY' ? sum([amount, exact(line.TRX_ADJUSTMENTAMOUNT ?? '0'), exact(line.TRX_INLINEAMOUNT ?? '0')]) : amount;
		const due = exact(document.body.TRX_TOTALDUE) - exact(document.body.TRX_TOTALSELECTED ?? '0');
		checkDue(kind, document, isNegative ? -due : due, moved);
		if (!isPending) reduce(call, document, isNegative ? -moved : moved);
	}
}

function checkDue(kind: PaymentKind, { body }: Stored, due: Exact, amount: Exact): void {
	const { STATE = '' } = body;
	const isPaid = STATE === 'Paid' || due === 0n;
	if (isPaid && kind.object === 'ARPYMT') throw new Refused('BL03000130', 'There is no due on the invoice. The invoice is already paid.');
	if (isPaid) throw refused.rule(kind.object === 'APPYMT' ? 'The payment amount exceeds total amount due (0). One or more bills are already paid.' : 'There is no due on the bill');
	if (!['Posted', 'Partially Paid', 'Selected'].includes(STATE)) throw refused.rule(`Only posted transactions can be paid. The transaction is ${STATE}.`);
	if (amount <= 0n) throw refused.format('Payment amount', toText(amount));
	if (amount > due) throw refused.rule(`The payment amount ${toText(amount)} exceeds total amount due (${toText(due)}).`);
}

/** A submitted payment holds its part of what is due (1), until it is confirmed or taken back (-1). */
function select(call: Call, kind: PaymentKind, line: Body, side: 1n | -1n): void {
	const document = call.desk.records.get(call.company.id, kind.pays, Number(line.RECORDKEY));
	if (document === undefined) return;
	const { body } = document;
	const selected = exact(body.TRX_TOTALSELECTED ?? '0') + exact(line.TRX_PAYMENTAMOUNT ?? '0') * side;
	const state = selected > 0n ? 'Selected' : exact(body.TRX_TOTALPAID) === 0n ? 'Posted' : 'Partially Paid';
	call.desk.records.change(document, { TRX_TOTALSELECTED: toText(selected), TOTALSELECTED: toText(inBase(selected, exact(body.EXCHANGE_RATE ?? '1'))), STATE: state, RAWSTATE: state }, call.user.id);
}

function linesOf({ desk, company }: Call, kind: PaymentKind, { recordNo }: Stored): Body[] {
	return desk.records.lines(company.id, kind.line, recordNo).map(({ body }) => body);
}

/** What was submitted is paid now. */
export function confirmPayment(call: Call, kind: PaymentKind, record: Stored): Stored {
	const day = record.body[kind.dateField] ?? '';
	checkOpen(call, kind.module, day);
	const lines = linesOf(call, kind, record);
	for (const line of lines) {
		select(call, kind, line, -1n);
		settle(call, kind, record.body, line, false);
	}
	postPayment(call, kind, record, bankOf(call, record.body), lines, day);
	return call.desk.records.change(record, { STATE: 'Confirmed' }, call.user.id);
}

/** What was submitted is not paid: its documents are free again. */
export function releasePayment(call: Call, kind: PaymentKind, record: Stored, state: 'Declined' | 'Voided' | 'Reversed'): Stored {
	for (const line of linesOf(call, kind, record)) select(call, kind, line, -1n);
	return call.desk.records.change(record, { STATE: state }, call.user.id);
}

/** Positive amounts pay, negative ones take a payment back from a credit or a reversal. */
function reduce(call: Call, document: Stored, amount: Exact): void {
	const { body } = document;
	const rate = exact(body.EXCHANGE_RATE ?? '1');
	const due = exact(body.TRX_TOTALDUE) - amount;
	const paid = exact(body.TRX_TOTALPAID) + amount;
	const state = due === 0n ? 'Paid' : paid === 0n ? 'Posted' : 'Partially Paid';
	const changed = call.desk.records.change(document, {
		TRX_TOTALDUE: toText(due), TOTALDUE: toText(inBase(due, rate)), TRX_TOTALPAID: toText(paid), TOTALPAID: toText(inBase(paid, rate)), STATE: state, RAWSTATE: state,
		WHENPAID: due === 0n ? new Date(call.desk.now()).toISOString().slice(0, 10) : '',
	}, call.user.id);
	call.changes.push({ event: 'set', record: changed });
}

/** Cash alone moves the ledger; credits stand in the control account already. Each document's part is posted where its control is. */
function postPayment(call: Call, kind: PaymentKind, { object, recordNo }: Stored, account: string, lines: readonly Body[], day: string): void {
	for (const line of lines) {
		const cash = exact(line.TRX_PAYMENTAMOUNT ?? '0');
		const document = call.desk.records.get(call.company.id, kind.pays, Number(line.RECORDKEY));
		if (cash === 0n || document === undefined) continue;
		const { entity } = call.desk.sql.one('SELECT entity FROM sin_postings WHERE company = ? AND object = ? AND recordno = ? ORDER BY id LIMIT 1', call.company.id, kind.pays, document.recordNo) ?? {};
		const terms = { day, currency: document.body.CURRENCY ?? '', rate: exact(document.body.EXCHANGE_RATE ?? '1') };
		const trx = cash * BigInt(kind.sign);
		const base = inBase(trx, terms.rate);
		const place = String(entity ?? document.entity);
		write(call, object, recordNo, { entity: place, account: call.company.accounts[kind.control], trx }, base, terms);
		write(call, object, recordNo, { entity: place, account, trx: -trx }, -base, terms);
	}
}

/** Voids or reverses: the documents are due again. */
export function unpay(call: Call, kind: PaymentKind, record: Stored, day: string, state: 'Voided' | 'Reversed'): Stored {
	if (['Voided', 'Reversed', 'Draft', 'Declined'].includes(record.body.STATE ?? '')) throw refused.rule(`The payment is ${record.body.STATE ?? ''} and cannot be reversed.`);
	if (['Submitted', 'Approved'].includes(record.body.STATE ?? '')) return releasePayment(call, kind, record, state);
	checkOpen(call, kind.module, day);
	for (const { body } of call.desk.records.lines(call.company.id, kind.line, record.recordNo)) {
		for (const [keyField, amountField] of PARTS) {
			const document = body[keyField] === undefined ? undefined : call.desk.records.get(call.company.id, keyField === 'ADJUSTMENTKEY' ? kind.credits : kind.pays, Number(body[keyField]));
			if (document === undefined) continue;
			const moved = keyField === 'RECORDKEY' ? sum([exact(body.TRX_PAYMENTAMOUNT ?? '0'), exact(body.TRX_ADJUSTMENTAMOUNT ?? '0'), exact(body.TRX_INLINEAMOUNT ?? '0')]) : exact(body[amountField] ?? '0');
			reduce(call, document, keyField === 'RECORDKEY' ? -moved : absolute(moved));
		}
	}
	postReversal(call, record, day);
	const changed = call.desk.records.change(record, { STATE: state }, call.user.id);
	call.changes.push({ event: 'set', record: changed });
	return changed;
}
