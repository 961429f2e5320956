import { tempAddress } from '../books/temp';
import { list, own, text, any, object, flag } from '../schema/types';
import type { Body } from '../state/records';
import { fault } from '../wire/faults';
import type { Entity } from './types';

/** A note or a file beside a record. An update always replaces all that it could name. Source: Intuit, "Attach images and notes". */
export const attachable: Entity = {
	name: 'Attachable', kind: 'other', canDelete: true,
	fields: {
		AttachableRef: list(object({ EntityRef: any, IncludeOnSend: flag, LineInfo: any, NoRefOnly: flag, Inactive: flag, CustomField: any })), FileName: text(1000), Note: text(2000),
		Category: text(100), ContentType: text(100), PlaceName: text(2000), Long: text(100), Lat: text(100), Tag: text(2000), Size: own, FileAccessUri: own, TempDownloadUri: own,
		ThumbnailFileAccessUri: own, ThumbnailTempDownloadUri: own,
	},
	filters: { FileName: 'text', Note: 'text', Category: 'text', ContentType: 'text' },
	build: ({ books, fields }) => {
		if (fields.Note === undefined && fields.FileName === undefined) throw fault(2020, 'Required parameter Note is missing in the request', 'Note');
		for (const { EntityRef } of (fields.AttachableRef as Body[] | undefined) ?? []) {
			const { type, value } = (EntityRef ?? {}) as Body; // anything, so each is looked at
			if (type === undefined && value === undefined) continue;
			const name = entityName(String(type));
			if (name === undefined || books.records.get(name, String(value)) === undefined) throw fault(2500, `Invalid Reference Id : ${String(type)} element id ${String(value)} not found`, 'AttachableRef');
		}
		return fields;
	},
	show: (record, { store, realm }) => (record.FileAccessUri === undefined ? record : { ...record, TempDownloadUri: tempAddress(store, realm, record.Id) }),
};

const ATTACHED = [
	'Account', 'Bill', 'BillPayment', 'CreditMemo', 'Customer', 'Department', 'Deposit', 'Employee', 'Invoice', 'Item', 'JournalEntry', 'Payment', 'Purchase', 'SalesReceipt', 'Transfer',
	'Vendor', 'VendorCredit',
];

function entityName(type: string): string | undefined {
	return ATTACHED.find((one) => one.toLowerCase() === type.toLowerCase());
}
