import { ApiError, type FieldError, invalid } from '../wire/errors';
import { documentById, putDocument } from './documents';
import { addPosting } from './postings';
import { type Document, type DocumentKind, isExpense, type Status } from './shapes';
import { instant, type Store } from './store';

/** What people do with documents, and from which states. */
const STEPS: Readonly<Record<string, { from: readonly Status[]; to: Status }>> = {
	submit: { from: ['Draft', 'Rejected'], to: 'Submitted' },
	approve: { from: ['Submitted'], to: 'Approved' },
	reject: { from: ['Submitted', 'Approved'], to: 'Rejected' },
	recall: { from: ['Submitted', 'Rejected'], to: 'Draft' },
	/** By hand in the Finance area, as after a posting that was entered elsewhere. */
	complete: { from: ['Approved'], to: 'Completed' },
};
export const STEP_NAMES = Object.keys(STEPS);

export function takeStep(store: Store, kind: DocumentKind, key: string, step: string): Document {
	const { from, to } = STEPS[step] ?? { from: [], to: 'Draft' as const };
	const document = documentById(store, kind, key, { orNumber: true });
	if (!from.includes(document.status)) throw new RangeError(`${document.number} is ${document.status}; "${step}" needs ${from.join(' or ')}`);
	const approvedAt = to === 'Approved' ? instant(store.now()) : to === 'Completed' ? document.approvedAt : null;
	return putDocument(store, { ...document, status: to, approvedAt });
}

/** What a billable expense needs before it is posted. */
export function markBilled(store: Store, key: string, billed: boolean): Document {
	const document = documentById(store, 'expense', key, { orNumber: true });
	if (!isExpense(document) || !document.billable) throw new RangeError(`${document.number} is not billable`);
	return putDocument(store, { ...document, billed });
}

/** Marks as exported, all or none. A call with the same reference changes nothing more. The number of changed documents. */
export function markExported(store: Store, kind: DocumentKind, ids: readonly string[], reference: string | null, exportedAt: string): number {
	return store.atomically(() => {
		const open = refuseWrong(ids.map((id) => documentById(store, kind, id)), (document) => document.exportReference === reference);
		for (const document of open) {
			putDocument(store, { ...document, status: 'Completed', postingStatus: 'Complete', postingError: null, exportReference: reference, exportedAt });
			addPosting(store, { kind, record: document, status: 'Complete', reference, reason: null, at: Date.parse(exportedAt) });
		}
		return open.length;
	});
}

/** Notes that a posting failed: the document stays approved. The same reason again changes nothing more. */
export function markFailed(store: Store, kind: DocumentKind, ids: readonly string[], reason: string, failedAt: string): number {
	return store.atomically(() => {
		const found = refuseWrong(ids.map((id) => documentById(store, kind, id)), () => false);
		const fresh = found.filter(({ postingStatus, postingError }) => postingStatus !== 'Failed' || postingError !== reason);
		for (const document of fresh) {
			putDocument(store, { ...document, postingStatus: 'Failed', postingError: reason });
			addPosting(store, { kind, record: document, status: 'Failed', reference: null, reason, at: Date.parse(failedAt) });
		}
		return fresh.length;
	});
}

/** The documents still to be marked. Those already completed must be the ones that `isSame` knows. */
function refuseWrong(documents: Document[], isSame: (document: Document) => boolean): Document[] {
	const exported = documents.find((document) => document.status === 'Completed' && !isSame(document));
	if (exported !== undefined) {
		const message = `${exported.number} was exported already with the reference ${exported.exportReference ?? '(none)'}.`;
		throw new ApiError(409, 'AlreadyExported', message, [{ field: 'ids', message }]);
	}
	const open = documents.filter(({ status }) => status !== 'Completed');
	const wrong = open.filter(({ status }) => status !== 'Approved');
	if (wrong.length > 0) throw invalid(...wrong.map(({ number, status }): FieldError => ({ field: 'ids', message: `${number} is ${status}, not Approved` })));
	return open.filter(({ id }, index) => open.findIndex((other) => other.id === id) === index);
}
