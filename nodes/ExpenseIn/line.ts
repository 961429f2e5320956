import type { z } from 'zod';
import { BooksError } from '../core/errors';
import type { expenseLine } from '../core/model/report';
import { add } from '../core/money';
import type { Contract } from './contract';
import { exactAmount, flagOf, textOf } from './json';
import type { Names } from './names';
import { reading, type Wire } from './wire';

/** Before the model's schema has filled in what is left out. */
export type ReadLine = z.input<typeof expenseLine>;

/** What all lines of a document share. */
export interface OfDocument {
	number: string;
	merchant: string;
	date: string;
	billable: boolean;
	reimbursable: boolean;
	card?: { bank?: string };
}

/** A line as it stands: gross, net and tax are passed on and never worked out anew. */
export async function toLine(contract: Contract, wire: Wire, at: number, document: OfDocument, names: Names): Promise<ReadLine> {
	const read = reading(contract.fields.line, wire);
	const { number, merchant, date, reimbursable, card } = document;
	const amount = exactAmount(read('gross')) ?? sum(exactAmount(read('net')), exactAmount(read('tax')));
	if (amount === undefined) {
		throw new BooksError({
			message: 'The line has no amount', category: 'validation', document: number, line: at + 1, field: 'gross',
			hint: 'Look at it in ExpenseIn; if its amounts have other names, set "fields.line" in "Contract Overrides".',
		});
	}
	const tax = {
		code: textOf(read('taxCode')),
		percent: exactAmount(read('taxPercent')),
		amount: exactAmount(read('tax')),
	};
	return {
		id: `${number}-${at + 1}`,
		merchant,
		date,
		amount,
		category: await category(read, names),
		tags: [await tag('department', read, names), await tag('project', read, names)],
		comment: textOf(read('description')),
		billable: flagOf(read('billable')) ?? document.billable,
		reimbursable,
		card,
		tax: Object.values(tax).every((value) => value === undefined) ? undefined : tax,
	};
}

type Read = (field: string) => unknown;

async function category(read: Read, names: Names): Promise<ReadLine['category']> {
	const code = textOf(read('categoryCode'));
	const name = textOf(read('categoryName')) ?? (await names.of('category', textOf(read('categoryId')), code))?.name;
	return code === undefined && name === undefined ? undefined : { name, code };
}

/** Level 1 is the department and level 2 the project; an absent one keeps its place, with an empty name. */
async function tag(kind: 'department' | 'project', read: Read, names: Names): Promise<NonNullable<ReadLine['tags']>[number]> {
	const code = textOf(read(`${kind}Code`));
	const name = textOf(read(`${kind}Name`)) ?? (await names.of(kind, textOf(read(`${kind}Id`)), code))?.name ?? code ?? '';
	return code === undefined ? { name } : { name, code };
}

function sum(net: string | undefined, tax: string | undefined): string | undefined {
	return net === undefined ? undefined : tax === undefined ? net : add(net, tax);
}
