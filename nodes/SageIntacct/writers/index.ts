import { BooksError, failed, ok, asBooksError, type Outcome } from '../../core/errors';
import type { Ledger, Posted, PrepareOptions, Writer } from '../../core/ledger';
import type { AnyDocument, Bill, EmployeeExpense, Expense, Invoice, Journal, SupplierCredit } from '../../core/model/documents';
import { sumOf, totalOf } from '../../core/model/totals';
import { absolute, add, isNegative, negate } from '../../core/money';
import type { Content } from '../api';
import type { Desk } from '../desk';
import { KEYS_STAND_IN, OBJECTS, postedOf, totalIn, type DocumentObject, type ObjectName } from '../documents';
import { fold, standingUnder } from '../find';
import { BATCH_SIZE } from '../parties';
import { resolveAll } from '../resolve';
import type { Resolved } from '../resolved';
import { isOfOneSign, toApAdjustment, toArAdjustment, toBill, toCardTransaction, toExpenseReport, toInvoice, toJournal } from '../shapes/documents';
import { paymentWriter } from './payment';
import { sendAll, type Ready } from './send';

/** How each kind of document gets into Intacct exactly once. */
export function writersOf(desk: Desk, journalSymbol: string): Ledger['writers'] {
	return {
		bill: writer<Bill>(desk, {
			shape: (resolved) => {
				const { document } = resolved;
				// An adjustment has lines of one sign; a negative bill with both stays a bill.
				const isCredit = isNegative(sumOf(document)) && isOfOneSign(document);
				return isCredit ? ['APADJUSTMENT', toApAdjustment] : ['APBILL', toBill];
			},
			sign: (document) => sumOf(document),
		}),
		supplierCredit: writer<SupplierCredit>(desk, {
			shape: ({ document }) => (isOfOneSign(document) ? ['APADJUSTMENT', toApAdjustment] : ['APBILL', toBill]),
			sign: (document) => negate(sumOf(document)),
		}),
		invoice: writer<Invoice>(desk, {
			refuses: (document) => (isNegative(sumOf(document)) && !isOfOneSign(document) ? mixed() : undefined),
			shape: ({ document }) => (isNegative(sumOf(document)) ? ['ARADJUSTMENT', toArAdjustment] : ['ARINVOICE', toInvoice]),
			sign: (document) => sumOf(document),
		}),
		expense: writer<Expense>(desk, {
			refuses: ({ status }) => (status === 'posted' ? undefined : posted()),
			shape: ({ bank }) => {
				if (bank?.isCard === true) return ['CCTRANSACTION', toCardTransaction];
				throw noCard();
			},
			sign: (document) => sumOf(document),
		}),
		employeeExpense: writer<EmployeeExpense>(desk, {
			refuses: (document) => (isNegative(sumOf(document)) ? negativeReport(sumOf(document)) : undefined),
			shape: () => ['EEXPENSES', toExpenseReport],
			sign: (document) => sumOf(document),
		}),
		journal: writer<Journal>(desk, {
			shape: () => ['GLBATCH', (resolved) => toJournal(resolved, journalSymbol)],
			total: () => ({}),
			sign: () => '0',
		}),
		payment: paymentWriter(desk),
	};
}

interface Kind<D extends AnyDocument> {
	refuses?(document: D): BooksError | undefined;
	shape(resolved: Resolved<D>): [ObjectName, (resolved: Resolved<D>) => Content];
	total?: Writer<D, Ready>['total'];
	/** The total as Intacct shows it, with its sign. */
	sign(document: D): string;
}

function writer<D extends AnyDocument & { lines: Array<{ amount: string }> }>(desk: Desk, { refuses, shape, total, sign }: Kind<D>): Writer<D, Ready> {
	const takenBack = new Map<string, string[]>();
	const totals = total ?? ((document: D) => totalOf(document as D & { taxIncluded: boolean }));
	return {
		batchSize: BATCH_SIZE,
		total: totals,
		refuses,
		find: async (documents) => {
			const [first] = documents;
			if (first === undefined) return new Map<string, Posted>();
			const standing = await standingUnder(desk, KEYS_STAND_IN[first.kind], documents.map(({ key }) => key));
			for (const [key, numbers] of standing.takenBack) takenBack.set(key, numbers);
			const formats = await desk.lists.formats();
			return new Map(documents.flatMap((document) => {
				const hit = standing.live.get(fold(document.key));
				if (hit === undefined) return [];
				const spec: DocumentObject = OBJECTS[hit.name];
				return [[document.key, turned({ ...postedOf(spec, hit.row, formats, document.key) }, totalIn(hit.row, spec.totals), sign(document), document)] as const];
			}));
		},
		prepare: async (documents, options) => await shapeAll(desk, documents, options, (resolved) => {
			const { key } = resolved.document;
			const [object, make] = shape(resolved);
			const back = takenBack.get(fold(key));
			return {
				key, object, content: make(resolved), warnings: resolved.warnings, total: sentTotal(resolved),
				...(back === undefined ? {} : { inPlaceOf: back.join(' ') }),
				...(options.closedPeriod === 'firstOpenDay' ? { movable: { date: resolved.date, at: (date: string) => make({ ...resolved, date }) } } : {}),
			};
		}),
		send: async (batch, attempt) => await sendAll(desk, batch, attempt),
	};
}

/** Another sign than the source has now is a change that a person has to look at. Amounts without tax are held against the net, which is not told. */
function turned<D extends AnyDocument>(posted: Posted, held: string | undefined, mine: string, document: D): Posted {
	if (posted.total === undefined || held === undefined) return posted;
	const total = isNegative(held) === isNegative(mine) ? posted.total : negate(posted.total);
	const isTaxed = 'lines' in document && document.lines.some(({ taxRate }) => taxRate !== undefined);
	// Without taxes the total is the sum of the lines, whichever way the document calls its amounts.
	return 'taxIncluded' in document && !document.taxIncluded && !isTaxed ? { ...posted, total, subTotal: total } : { ...posted, total };
}

function sentTotal({ lines, document }: Resolved<AnyDocument>): string | undefined {
	if (document.kind === 'journal') return undefined;
	return absolute(add('0', ...lines.map(({ line, tax }) => tax?.gross ?? line.amount)));
}

/** Documents in Intacct's shape; what cannot be resolved or shaped fails alone. */
async function shapeAll<D extends AnyDocument>(desk: Desk, documents: D[], options: PrepareOptions, shape: (resolved: Resolved<D>) => Ready): Promise<Array<Outcome<Ready>>> {
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

function mixed(): BooksError {
	return new BooksError({
		category: 'validation', field: 'lines', message: 'The lines of an adjustment in Sage Intacct are all of one sign, and these are not.', hint: 'Make a document for each sign.',
	});
}

function posted(): BooksError {
	return new BooksError({ category: 'validation', field: 'status', message: 'Sage Intacct posts charge-card transactions at once and keeps no drafts of them.', hint: 'Set the status to posted.' });
}

function noCard(): BooksError {
	return new BooksError({
		category: 'validation', field: 'bankAccount', message: 'Sage Intacct takes money spent by its API from card accounts only.', hint: 'Name a card account, or post a bill and its payment.',
	});
}

function negativeReport(sum: string): BooksError {
	return new BooksError({
		category: 'validation', field: 'lines', message: `Sage Intacct takes no expense report with a negative total (${sum}).`,
		hint: 'Post it as a bill, which becomes a supplier credit, or together with the employee\'s next report. Negative lines in a report with a positive total are fine.',
	});
}
