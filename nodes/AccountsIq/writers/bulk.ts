import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted } from '../../core/ledger';
import type { DocumentKind } from '../../core/model/documents';
import { statusError } from '../errors';
import { call, type AccountsIq } from '../api';
import { elementOf, rowsIn, textsIn } from '../../core/xml-elements';
import type { Wire } from '../shapes/documents';

/** An operation that takes many documents: its name, the list and its rows. */
export interface BulkOperation {
	operation: string;
	list: string;
	row: string;
}

/** What is known of a document before the answer comes. */
export interface ToSend {
	wire: Wire;
	posted: Omit<Posted, 'id'>;
	kind: DocumentKind;
	warnings: string[];
}

/**
 * One call for many documents. AccountsIQ answers with a status for each, in order, and the ids beside them. An id counts
 * only where its row says success and there are as many of both as documents; anything else leaves the fate open, and the
 * books are asked. Source: AccountsIQ API wiki, "Data types", bulk operations.
 */
export async function sendBulk(aiq: AccountsIq, { operation, list, row }: BulkOperation, batch: ToSend[]): Promise<Array<Outcome<Posted>>> {
	if (batch.length === 0) return [];
	const { result, beside } = await call(aiq, operation, { [list]: { [row]: batch.map(({ wire }) => wire) } }, { write: true });
	const statuses = rowsIn(result, 'WSResultStatus');
	const ids = textsIn(elementOf(beside.transactionIDs), 'int');
	if (statuses.length !== batch.length) throw lost(operation);
	return batch.map(({ posted, warnings }, index) => {
		const status = statuses[index] ?? {};
		const error = statusError(status);
		if (error !== undefined) return failed(error);
		const id = ids.length === batch.length ? ids[index] : undefined;
		if (id === undefined || !/^[1-9]\d*$/.test(id)) return failed(lost(operation));
		return ok({ ...posted, id, ...(warnings.length === 0 ? {} : { warnings }) });
	});
}

function lost(operation: string): BooksError {
	return new BooksError({
		category: 'outage', message: `AccountsIQ's answer to ${operation} does not tell which document is which`,
		hint: 'The next run asks the books for it first.', outcomeUnknown: true,
	});
}
