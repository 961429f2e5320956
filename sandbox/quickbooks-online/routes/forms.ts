import { textPdf } from '../../frame/files/pdf';
import type { Entity } from '../entities/types';
import type { Body, Kept, Ref } from '../state/records';
import { stampText } from '../state/times';
import { type Answer, type Call, ok } from '../wire/call';
import { fault, gone } from '../wire/faults';

/** Forms that can be printed and sent. */
export const FORMS: ReadonlySet<string> = new Set(['Invoice', 'CreditMemo', 'SalesReceipt', 'RefundReceipt', 'Estimate', 'Payment']);

export function pdf({ books, path, request }: Call, entity: Entity): Answer {
	const record = books.records.get(entity.name, path[1]);
	if (record === undefined) throw gone();
	if (!/pdf/i.test(request.headers.accept ?? '')) throw fault(500, 'Operation pdf is not supported for the Accept header given.');
	const lines = ((record.Line as Body[] | undefined) ?? []).map((line) => `${String(line.Description ?? line.DetailType)}    ${String(line.Amount ?? '')}`);
	const top = [books.company.name, `${entity.name} ${String(record.DocNumber ?? record.Id)}`, nameOf(record), String(record.TxnDate), ''];
	return { status: 200, body: textPdf([...top, ...lines, '', `Total ${String(record.TotalAmt)}`]), type: 'application/pdf' };
}

const nameOf = ({ CustomerRef }: Kept): string => (CustomerRef as Ref | undefined)?.name ?? '';

/** Mails a form to the address given, or to the one on it. */
export function sendForm({ books, path, query }: Call, entity: Entity): Answer {
	const record = books.records.get(entity.name, path[1]);
	if (record === undefined) throw gone();
	const address = query.sendto ?? ((record.BillEmail as Body | undefined)?.Address as string | undefined); // checked when it came in
	if (address === undefined || !/^[^@\s]+@[^@\s]+$/.test(address)) throw fault(2210, `Invalid Email Address format : ${address ?? ''}`, 'BillEmail');
	const sent = books.store.atomically(() => {
		const kept = books.records.put(entity.name, {
			...record, BillEmail: { Address: address }, EmailStatus: 'EmailSent', DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: stampText(books.store.stamp()) },
		});
		books.note(entity.name, kept.Id, 'Emailed');
		return kept;
	});
	return ok({ [entity.name]: sent });
}
