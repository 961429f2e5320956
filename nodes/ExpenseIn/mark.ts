import { asBooksError, BooksError, failed, ok, type Category, type Outcome } from '../core/errors';
import type { ExpenseIn } from './api';
import type { DocumentKind } from './contract';
import type { Course } from './course';
import type { Wire } from './wire';

export type Route = 'export' | 'exportFailed';

/** Documents of one kind that are marked in the same way. */
export interface Marking {
	kind: DocumentKind;
	route: Route;
	/** The books' number, or the reason why nothing was posted. */
	word: string;
	ids: string[];
}

/** What became of each document, by its id. */
export type Fates = Map<string, Outcome<MarkAction>>;
export type MarkAction = 'marked' | 'unchanged' | 'would mark';

/** A refusal of the whole call for such a reason may be the fault of one document. */
const OF_A_DOCUMENT: readonly Category[] = ['duplicate', 'not found', 'validation'];

/** Marks for one run: how the calls went, and which kinds of documents this account cannot mark at all. */
export class Marker {
	private readonly never = new Map<DocumentKind, BooksError>();

	constructor(
		private readonly api: ExpenseIn,
		private readonly course: Course,
	) {}

	/** A call is refused as a whole for one document, so it is halved until that one stands alone. */
	async mark(marking: Marking): Promise<Fates> {
		const { ids } = marking;
		const error = this.never.get(marking.kind) ?? (await this.refusal(marking));
		if (error === undefined) return new Map(ids.map((id) => [id, ok('marked')]));
		if (ids.length > 1 && OF_A_DOCUMENT.includes(error.category)) {
			const middle = Math.ceil(ids.length / 2);
			const first = await this.mark({ ...marking, ids: ids.slice(0, middle) });
			return new Map([...first, ...(await this.mark({ ...marking, ids: ids.slice(middle) }))]);
		}
		return new Map(ids.map((id) => [id, failed(error.at({ document: id }))]));
	}

	private async refusal({ kind, route, word, ids }: Marking): Promise<BooksError | undefined> {
		const { contract } = this.api;
		const fields = contract.fields[route === 'export' ? 'mark' : 'failure'];
		const entries: Array<[string | undefined, unknown]> = [
			[fields.ids, ids],
			[route === 'export' ? fields.reference : fields.reason, word],
			[fields.at, new Date().toISOString()],
		];
		const body = Object.fromEntries(entries.filter(([name]) => name !== undefined && name !== '')) as Wire;
		try {
			await this.course.call(async () => await this.api.mark(kind, route, body));
			return undefined;
		} catch (thrown) {
			const error = asBooksError(thrown);
			const [only, ...others] = ids;
			// "Not found" may be said of the document or of the endpoint; where the document is there, it is the endpoint.
			const noSuchRoute = error.category === 'not found' && only !== undefined && others.length === 0 && (await this.isThere(kind, only));
			if (noSuchRoute || error.category === 'feature not in subscription') this.never.set(kind, noEndpoint(error));
			return this.never.get(kind) ?? error;
		}
	}

	private async isThere(kind: DocumentKind, id: string): Promise<boolean> {
		return await this.api.one(kind, id).then(
			() => true,
			() => false,
		);
	}
}

function noEndpoint(error: BooksError): BooksError {
	if (error.facts.vendorCode === 'ModuleNotEnabled') return error;
	return new BooksError({
		...error.facts,
		category: 'feature not in subscription',
		message: 'ExpenseIn has no endpoint for this mark',
		hint: 'Switch marking off in the template, which then keeps its own table of what is posted, or correct "paths" and "routes" in "Contract Overrides".',
	});
}
