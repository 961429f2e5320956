import { checkOpen } from '../books/periods';
import { postReversal, unpost } from '../books/post';
import type { Call } from '../state/desk';
import type { Stored } from '../state/records';
import { Refused, refused } from '../wire/errors';
import type { Kind } from './kinds';
import { changeable, inputOf, writeDocument } from './subledger';

/** Undoes a posted document by postings of the other sign; nothing of it stays due. */
export function reverseDocument(call: Call, kind: Kind, record: Stored, day: string): Stored {
	const { STATE = '', WHENPOSTED = '' } = record.body;
	if (STATE !== 'Posted') throw new Refused('BL01001973', `Only posted transactions can be reversed. The ${kind.word} is ${STATE}.`);
	if (record.entity !== call.entity && call.rights === 'own') throw refused.rule(`The ${kind.word} belongs to the entity '${record.entity}'. Sign in to this entity to change it.`);
	if (day < WHENPOSTED) throw refused.rule('The reversal date must be on or after the date of the transaction.');
	checkOpen(call, kind.module, day);
	postReversal(call, record, day);
	const changed = call.desk.records.change(record, { STATE: 'Reversed', RAWSTATE: 'Reversed', REVERSALDATE: day, TRX_TOTALDUE: '0.00', TOTALDUE: '0.00' }, call.user.id);
	call.changes.push({ event: 'set', record: changed });
	return changed;
}

export function deleteDocument(call: Call, kind: Kind, record: Stored): void {
	changeable(call, kind, record);
	unpost(call, record);
	for (const line of call.desk.records.lines(call.company.id, kind.line, record.recordNo)) call.desk.records.remove(line);
	call.desk.records.remove(record);
	writeDown(call, record, 'D');
	call.changes.push({ event: 'delete', record });
}

/** An approver lets a submitted document through, or sends it back. */
export function approveDocument(call: Call, kind: Kind, record: Stored, approved: boolean): Stored {
	if (record.body.STATE !== 'Submitted') throw refused.rule(`The ${kind.word} is not waiting for approval.`);
	if (!approved) return call.desk.records.change(record, { STATE: 'Declined', RAWSTATE: 'Declined' }, call.user.id);
	const free = { ...call, entity: record.entity, company: { ...call.company, approvals: [] } };
	return writeDocument(free, kind, inputOf(free, kind, { ...record, body: { ...record.body, STATE: '' } }), record);
}

/** The audit trail, where deletions are to be found. */
export function writeDown({ desk, company, user }: Call, record: Stored, mode: 'C' | 'M' | 'D'): void {
	const body = {
		OBJECTTYPE: record.object.toLowerCase(), OBJECTKEY: record.object === 'VENDOR' || record.object === 'CUSTOMER' ? record.id : String(record.recordNo), OBJECTDESC: record.id, ACCESSMODE: mode,
		ACCESSTIME: String(desk.now()), USERID: user.id, SOURCE: 'API',
	};
	desk.records.add(company.id, 'AUDITHISTORY', { body }, user.id);
}
