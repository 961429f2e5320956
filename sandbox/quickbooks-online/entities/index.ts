import { attachable } from './attachable';
import { deposit, transfer } from './bank';
import { bill, purchase, purchaseOrder, vendorCredit } from './expenses';
import { journalEntry } from './journals';
import {
	account, companyCurrency, companyInfo, department, item, klass, paymentMethod, preferences, taxAgency, taxCode, taxRate, term,
} from './lists';
import { customer, employee, vendor } from './parties';
import { billPayment, payment } from './payments';
import { creditMemo, estimate, invoice, refundReceipt, salesReceipt } from './sales';
import { timeActivity } from './time';
import type { Entity } from './types';

/** Every entity that the emulator knows. */
export const ENTITIES: readonly Entity[] = [
	account, vendor, customer, employee, klass, department, item, term, paymentMethod, taxCode, taxRate, taxAgency, companyCurrency, companyInfo,
	preferences, bill, vendorCredit, purchase, timeActivity, billPayment, journalEntry, invoice, creditMemo, salesReceipt, refundReceipt, estimate, purchaseOrder, payment, deposit, transfer, attachable,
];

const BY_NAME = new Map(ENTITIES.map((entity) => [entity.name.toLowerCase(), entity]));

/** By its name in any case, as paths and clients write it. */
export function entityNamed(name: string): Entity | undefined {
	return BY_NAME.get(name.toLowerCase());
}
