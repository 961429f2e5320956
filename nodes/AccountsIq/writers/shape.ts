import { failed, ok, type Outcome } from '../../core/errors';
import type { PrepareOptions } from '../../core/ledger';
import { asBooksError } from '../../core/once';
import type { AnyDocument } from '../../core/model/documents';
import type { Desk } from '../desk';
import { resolveAll, type Resolved } from '../resolve';

/** Documents in AccountsIQ's shape; what cannot be resolved or shaped fails alone. */
export async function shapeAll<D extends AnyDocument, W>(
	desk: Desk,
	documents: D[],
	options: PrepareOptions,
	shape: (resolved: Resolved<D>) => W,
): Promise<Array<Outcome<W>>> {
	const resolved = await resolveAll(desk, documents, options);
	return resolved.map((outcome) => {
		if (!outcome.ok) return outcome;
		try {
			return ok(shape(outcome.value));
		} catch (error) {
			return failed(asBooksError(error));
		}
	});
}
