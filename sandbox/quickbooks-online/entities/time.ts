import { any, choice, day, flag, money, quantity, ref, text } from '../schema/types';
import { today } from '../state/times';
import { required } from '../wire/faults';
import type { Entity } from './types';

/** Hours of a person, which are in no ledger until they are billed or paid. */
export const timeActivity: Entity = {
	name: 'TimeActivity', kind: 'txn', canDelete: true,
	fields: {
		TxnDate: day, NameOf: choice('Employee', 'Vendor'), EmployeeRef: ref('Employee'), VendorRef: ref('Vendor'), CustomerRef: ref('Customer'), ItemRef: ref('Item'), ClassRef: ref('Class'),
		DepartmentRef: ref('Department'), BillableStatus: choice('Billable', 'NotBillable', 'HasBeenBilled'), Taxable: flag, HourlyRate: money, CostRate: money, Hours: quantity,
		Minutes: quantity, Seconds: quantity, BreakHours: quantity, BreakMinutes: quantity, StartTime: any, EndTime: any, TimeZone: any, Description: text(4000), ProjectRef: any,
	},
	filters: { TxnDate: 'day', CustomerRef: 'party', VendorRef: 'party', EmployeeRef: 'ref', BillableStatus: 'text' },
	build: ({ books, fields }) => {
		if (fields.NameOf === undefined) throw required('NameOf');
		if (fields[`${String(fields.NameOf)}Ref`] === undefined) throw required(`${String(fields.NameOf)}Ref`);
		if (fields.Hours === undefined && fields.Minutes === undefined && fields.StartTime === undefined) throw required('Hours');
		return { TxnDate: today(books.store.now()), BillableStatus: 'NotBillable', Taxable: false, HourlyRate: 0, ...fields };
	},
};
