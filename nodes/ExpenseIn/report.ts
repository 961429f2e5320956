import { parseDay } from '../core/dates';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import { check } from '../core/model/check';
import { expenseReport, type ExpenseReport } from '../core/model/report';
import { add, compare } from '../core/money';
import type { ExpenseIn } from './api';
import type { DocumentKind } from './contract';
import { exactAmount, flagOf, plain, textOf } from './json';
import { toLine, type OfDocument, type ReadLine } from './line';
import type { Names } from './names';
import { instantOf, isWire, reading, wires, type Wire } from './wire';

/** ExpenseIn's own state of the posting, beside the canonical report. */
export type ReadReport = ExpenseReport & { posting: Posting; section?: string };
export interface Posting {
	status?: string;
	error?: string;
	reference?: string;
	exportedAt?: string;
}

const STATES: Readonly<Record<string, ExpenseReport['status']>> = {
	draft: 'open', rejected: 'open', submitted: 'submitted', approved: 'approved', completed: 'closed',
};

/** ExpenseIn has one account to a key and no workspaces. */
const WORKSPACE = { id: 'expensein', name: 'ExpenseIn' };

type Read = (field: string) => unknown;

/** An expense or a supplier's invoice in the canonical shape. What cannot be read exactly is refused, never guessed. */
export async function toReport(api: ExpenseIn, kind: DocumentKind, wire: Wire, names: Names): Promise<Outcome<ReadReport>> {
	const read = reading(api.contract.fields[kind], wire);
	const number = textOf(read('number')) ?? textOf(read('id')) ?? '';
	try {
		const report = await (kind === 'expense' ? expenseOf : invoiceOf)(api, read, names, number);
		const checked = check(expenseReport, { ...report, raw: plain(wire) }, number);
		if (!checked.ok) return checked;
		return ok({ ...checked.value, posting: postingOf(read), section: textOf(read('section')) });
	} catch (error) {
		return failed(asBooksError(error).at({ document: number }));
	}
}

async function expenseOf(api: ExpenseIn, read: Read, names: Names, number: string): Promise<object> {
	const merchant = textOf(read('merchant')) ?? '';
	const section = textOf(read('section'))?.toLowerCase();
	const bank = textOf(read('purchaseMethod'));
	const [id, code] = [textOf(read('userId')), textOf(read('userCode'))];
	const known = textOf(read('userEmail')) === undefined ? await names.of('user', id, code) : undefined;
	const lines = await linesOf(api, 'expense', read, names, {
		number,
		merchant,
		date: parseDay(read('date')) ?? '',
		billable: flagOf(read('billable')) ?? false,
		reimbursable: section === 'reimbursable',
		card: section === 'reconcilable' ? { bank } : undefined,
	});
	const [only, ...others] = lines;
	const original = others.length === 0 ? originalOf(read) : undefined;
	return {
		...shared(read, number),
		name: textOf(read('description')) ?? merchant,
		employee: { email: textOf(read('userEmail')) ?? known?.email ?? '', name: textOf(read('userName')) ?? known?.name, id, code },
		expenses: only === undefined || original === undefined ? lines : [{ ...only, original }],
	};
}

async function invoiceOf(api: ExpenseIn, read: Read, names: Names, number: string): Promise<object> {
	const [id, code] = [textOf(read('supplierId')), textOf(read('supplierCode'))];
	const name = textOf(read('supplierName')) ?? (await names.of('supplier', id, code))?.name;
	const supplierNumber = textOf(read('supplierNumber'));
	const invoiceDate = parseDay(read('date'));
	return {
		...shared(read, number),
		type: 'supplierInvoice',
		name: textOf(read('description')) ?? [name, supplierNumber].filter((part) => part !== undefined).join(' '),
		supplier: { code, name },
		supplierNumber,
		invoiceDate,
		dueDate: parseDay(read('dueDate')),
		expenses: await linesOf(api, 'supplierInvoice', read, names, {
			number, merchant: name ?? '', date: invoiceDate ?? '', billable: false, reimbursable: false,
		}),
	};
}

function shared(read: Read, number: string): object {
	const word = textOf(read('status'));
	const status = STATES[word?.toLowerCase() ?? ''];
	if (status === undefined) throw odd(`It has the status "${word ?? ''}", which this node does not know`, 'status');
	return {
		system: 'expensein',
		id: textOf(read('id')),
		number,
		reference: number,
		status,
		workspace: WORKSPACE,
		currency: textOf(read('currency'))?.toUpperCase(),
		total: exactAmount(read('gross')),
		approved: instantOf(read('approvedAt'))?.slice(0, 10),
	};
}

/** Files belong to the document, so they hang on its first line and come once. */
async function linesOf(api: ExpenseIn, kind: DocumentKind, read: Read, names: Names, document: OfDocument): Promise<ReadLine[]> {
	const given = wires(read('lines'));
	const total = exactAmount(read('gross'));
	// A document without lines is one line of itself.
	const lines = given.length > 0 ? given : [headLine(api, read)];
	const ready = await Promise.all(lines.map(async (line, at) => await toLine(api.contract, line, at, document, names)));
	const sum = add(...ready.map(({ amount }) => String(amount)));
	if (total !== undefined && compare(sum, total) !== 0) {
		throw odd(`Its lines add up to ${sum} and its total is ${total}`, 'gross');
	}
	const [receipt, ...receipts] = receiptsOf(api, kind, textOf(read('id')) ?? '', read('receipts'));
	const [first, ...others] = ready;
	if (first === undefined || receipt === undefined) return ready;
	return [{ ...first, receipt, ...(receipts.length === 0 ? {} : { receipts }) }, ...others];
}

function headLine({ contract }: ExpenseIn, read: Read): Wire {
	const { gross = '', net = '', tax = '', description = '' } = contract.fields.line;
	return { [gross]: read('gross'), [net]: read('net'), [tax]: read('tax'), [description]: read('description') };
}

/** A receipt's address lies below the base address and is asked for with the key. */
export function receiptsOf(api: ExpenseIn, kind: DocumentKind, document: string, list: unknown) {
	return (Array.isArray(list) ? list : []).filter(isWire).flatMap((wire) => {
		const read = reading(api.contract.fields.receipt, wire);
		const id = textOf(read('id'));
		if (id === undefined) return [];
		return [{ id, fileName: textOf(read('fileName')), url: api.receiptUrl(kind, document, id) }];
	});
}

/** What was paid at the till, where that was another currency. */
function originalOf(read: Read): { amount: string; currency: string } | undefined {
	const [amount, currency] = [exactAmount(read('originalGross')), textOf(read('originalCurrency'))?.toUpperCase()];
	if (amount === undefined || currency === undefined || currency === textOf(read('currency'))?.toUpperCase()) return undefined;
	return { amount, currency };
}

function postingOf(read: Read): Posting {
	return {
		status: textOf(read('postingStatus')),
		error: textOf(read('postingError')),
		reference: textOf(read('exportReference')),
		exportedAt: instantOf(read('exportedAt')),
	};
}

function odd(message: string, field: string): BooksError {
	const hint = 'Look at it in ExpenseIn; the other documents are not affected.';
	return new BooksError({ message, category: 'validation', field, hint });
}
