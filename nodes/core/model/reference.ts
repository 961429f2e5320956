import type { Instant } from '../dates';

/** Kinds of reference data that a system may offer. */
export const REFERENCE_KINDS = [
	'account', 'bankAccount', 'supplier', 'customer', 'taxRate', 'dimension', 'dimensionValue', 'item', 'employee',
	'currency', 'company',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

interface RecordBase {
	/** The vendor's id. */
	id: string;
	code?: string;
	name: string;
	active: boolean;
	/** When the vendor last changed it, where the vendor tells. */
	changedAt?: Instant;
	/** The vendor's own record, untouched. */
	raw?: unknown;
}

export interface Account extends RecordBase {
	kind: 'account' | 'bankAccount';
	/** The vendor's account type. */
	type?: string;
	/** asset, equity, expense, liability, revenue */
	class?: string;
	currency?: string;
	/** Code of the tax rate that the account suggests. */
	taxRate?: string;
	description?: string;
	/** Offered to people who claim expenses. */
	forExpenses?: boolean;
}

export interface Party extends RecordBase {
	kind: 'supplier' | 'customer' | 'employee';
	email?: string;
	/** Our own external id, where the vendor keeps one. */
	externalId?: string;
	accountNumber?: string;
	taxNumber?: string;
	currency?: string;
	phone?: string;
	firstName?: string;
	lastName?: string;
	address?: { line1?: string; line2?: string; city?: string; region?: string; postalCode?: string; country?: string };
	/** For sub-customers and sites. */
	parent?: { id?: string; name?: string };
}

export interface TaxRate extends RecordBase {
	kind: 'taxRate';
	/** Percent as a decimal string: "20". */
	percent?: string;
	appliesTo?: string[];
}

export interface Dimension extends RecordBase {
	kind: 'dimension';
}

export interface DimensionValue extends RecordBase {
	kind: 'dimensionValue';
	dimension: { id: string; name: string };
}

export interface Item extends RecordBase {
	kind: 'item';
	description?: string;
	salesPrice?: string;
	purchasePrice?: string;
	salesAccount?: string;
	purchaseAccount?: string;
	salesTaxRate?: string;
	purchaseTaxRate?: string;
}

export interface Currency extends RecordBase {
	kind: 'currency';
}

export interface Company extends RecordBase {
	kind: 'company';
	baseCurrency?: string;
	country?: string;
	/** Nothing may be posted on or before this day. */
	lockedUntil?: string;
}

export type ReferenceRecord = Account | Party | TaxRate | Dimension | DimensionValue | Item | Currency | Company;
