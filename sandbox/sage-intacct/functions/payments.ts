import type { Element } from '../../frame/xml';
import { confirmPayment, pay, type PaymentKind, PAYMENTS, releasePayment, unpay } from '../documents/payments';
import { permit } from '../objects/permissions';
import type { Call } from '../state/desk';
import type { Stored } from '../state/records';
import { readDateParts } from '../wire/dates';
import { refused } from '../wire/errors';
import { child, textOf } from '../wire/request';
import { tag } from '../wire/response';
import type { Run } from './catalogue';

function kindNamed(name: string): PaymentKind {
	const kind = PAYMENTS[name];
	if (kind === undefined) throw refused.unknownObject(name);
	return kind;
}

function found({ desk, company }: Call, kind: PaymentKind, key: string): Stored {
	const record = desk.records.get(company.id, kind.object, Number(key));
	if (record === undefined) throw refused.rule(`Cannot find ${kind.object.toLowerCase()} with key '${key}'.`);
	return record;
}

function keysOf(element: Element): string[] {
	return (child(element, 'appaymentkeys')?.children ?? []).map(({ text }) => text.trim());
}

/** Steps of payments that were submitted, for all that are named. */
function step(from: readonly string[], to: 'Approved' | 'Declined' | 'Confirmed'): Run {
	return (call, element) => {
		const kind = kindNamed('APPYMT');
		permit(call, 'AP', 'UPDATE', 'APPYMT', 'all');
		for (const key of keysOf(element)) {
			const record = found(call, kind, key);
			if (!from.includes(record.body.STATE ?? '')) throw refused.rule(`The payment ${key} is ${record.body.STATE ?? ''}.`);
			call.changes.push({ event: 'set', record: stepped(call, kind, record, to) });
		}
		return '';
	};
}

function stepped(call: Call, kind: PaymentKind, record: Stored, to: 'Approved' | 'Declined' | 'Confirmed'): Stored {
	if (record.body.STATE === to) return record;
	if (to === 'Declined') return releasePayment(call, kind, record, to);
	return to === 'Confirmed' ? confirmPayment(call, kind, record) : call.desk.records.change(record, { STATE: to }, call.user.id);
}

const voidAll: Run = (call, element) => {
	const kind = kindNamed('APPYMT');
	permit(call, 'AP', 'UPDATE', 'APPYMT', 'all');
	for (const key of keysOf(element)) {
		const record = found(call, kind, key);
		unpay(call, kind, record, record.body.PAYMENTDATE ?? '', 'Voided');
	}
	return '';
};

function reverse(name: string): Run {
	return (call, element) => {
		const kind = kindNamed(name);
		permit(call, kind.module, 'UPDATE', kind.object, 'all');
		const day = child(element, 'datereversed');
		const read = day === undefined ? undefined : readDateParts(day);
		if (read === undefined) throw refused.format('Date reversed', day?.text ?? '');
		return tag('key', unpay(call, kind, found(call, kind, element.attributes.key ?? ''), read, 'Reversed').recordNo);
	};
}

/** Pays expense reports back to an employee. */
const reimburse: Run = (call, element) => {
	permit(call, 'EE', 'CREATE', 'EPPAYMENT', 'all');
	const date = child(element, 'paymentdate');
	const day = date === undefined ? undefined : readDateParts(date);
	if (day === undefined) throw refused.format('Payment date', date?.text ?? '');
	const lines = (child(element, 'eppaymentrequestitems')?.children ?? []).map((item) => ({ fields: { RECORDKEY: textOf(item, 'key'), TRX_PAYMENTAMOUNT: textOf(item, 'paymentamount') }, taxes: [] }));
	const header = {
		FINANCIALENTITY: textOf(element, 'bankaccountid'), EMPLOYEEID: textOf(element, 'employeeid'), PAYMENTMETHOD: textOf(element, 'paymentmethod'), PAYMENTDATE: day,
		MEMO: textOf(element, 'memo'), DOCNUMBER: textOf(element, 'documentnumber'), DESCRIPTION: textOf(element, 'paymentdescription'),
	};
	return tag('key', pay(call, kindNamed('EPPAYMENT'), { header, lines }).recordNo);
};

export const PAYMENT_FUNCTIONS: Readonly<Record<string, Run>> = {
	approve_appaymentrequest: step(['Submitted'], 'Approved'), decline_appaymentrequest: step(['Submitted'], 'Declined'), send_appaymentrequest: step(['Approved', 'Confirmed'], 'Confirmed'),
	confirm_appaymentrequest: step(['Approved', 'Submitted', 'Confirmed'], 'Confirmed'), void_appaymentrequest: voidAll, reverse_appayment: reverse('APPYMT'), reverse_arpayment: reverse('ARPYMT'),
	create_reimbursementrequest: reimburse,
};
