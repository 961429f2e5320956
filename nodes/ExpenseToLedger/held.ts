import type { Category } from '../core/errors';

/** Why a report cannot be posted, in words that the person who keeps the books can act on. */
export interface Reason {
	category: Category;
	message: string;
	hint: string;
	/** Id of the expense that it is about. */
	expense?: string;
	field: 'report' | 'status' | 'date' | 'category' | 'account' | 'expenseType' | 'tax' | 'dimension' | 'supplier' | 'employee' | 'bankAccount' | 'amount' | 'total' | 'settings' | 'approval';
}

export const mapping = (field: Reason['field'], message: string, hint: string, expense?: string): Reason =>
	reason('mapping', field, message, hint, expense);
export const validation = (field: Reason['field'], message: string, hint: string, expense?: string): Reason =>
	reason('validation', field, message, hint, expense);
export const waiting = (field: Reason['field'], message: string, hint: string): Reason => reason('waiting', field, message, hint);
export const approvalReason = (category: 'waiting' | 'validation', message: string, hint: string): Reason => reason(category, 'approval', message, hint);

function reason(category: Category, field: Reason['field'], message: string, hint: string, expense?: string): Reason {
	return { category, message, hint, ...(expense === undefined ? {} : { expense }), field };
}
