import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { addDays } from '../../core/dates';
import { BooksError, ok, type Outcome } from '../../core/errors';
import { check } from '../../core/model/check';
import { alone } from '../../core/once';
import { jsonParameter } from '../../core/properties/json';
import type { Expensify } from '../api';
import { createExpenses, newExpense, toTransaction, whereOf, type MadeExpense, type NewExpense } from '../create';
import type { NewTransaction } from '../jobs';
import { findHeld, type Held } from '../lookup';
import {
	apiOf,
	inParts,
	json,
	optionsOf,
	readItems,
	textParameter,
	type Call,
	type Item,
	type ItemResult,
} from '../session';
import { today } from './reports';

export interface CreateOptions {
	dryRun: boolean;
	/** Ask first which ones are there, by their external IDs. */
	skipExisting: boolean;
	lookBackDays: number;
}

interface Ready {
	employee: string;
	transaction: NewTransaction;
}

/** All expenses of an employee go out together, a hundred in a call. */
export async function createExpense(call: Call): Promise<ItemResult[]> {
	const api = apiOf(call);
	const options = optionsOf<CreateOptions>(call);
	const { good, results } = readItems(call, (index) => readExpense(call, index));
	if (options.dryRun === true) return [...results, ...good.map(planned)];
	// Two runs that carry the same expense would otherwise both find nothing and both make it.
	const made = await alone(`${api.connection}|expense`, async () => {
		const transactions = good.map(({ value }) => value.transaction);
		const held = options.skipExisting === true ? await heldAlready(api, transactions, options) : undefined;
		const parts = Object.values(groupBy(good, ({ value }) => value.employee.toLowerCase()));
		return await inParts(parts, async (part) => await makeMissing(api, part, held));
	});
	return [...results, ...made];
}

async function heldAlready(
	api: Expensify,
	transactions: NewTransaction[],
	options: Partial<CreateOptions>,
): Promise<Held> {
	const since = addDays(today(), -(options.lookBackDays ?? 30));
	return await findHeld(api, whereOf(transactions, since), today());
}

async function makeMissing(
	api: Expensify,
	part: Array<Item<Ready>>,
	held: Held | undefined,
): Promise<Array<Outcome<IDataObject>>> {
	const employee = part[0]?.value.employee ?? '';
	const known = part.map(({ value }) => held?.expenses.get(value.transaction.externalID ?? ''));
	const missing = part.filter((_, at) => known[at] === undefined).map(({ value }) => value.transaction);
	const made = await createExpenses(api, employee, missing, today());
	let next = 0;
	return part.map(({ value: { transaction } }, at): Outcome<IDataObject> => {
		const found = known[at];
		const outcome: Outcome<MadeExpense> | undefined =
			found === undefined ? made[next++] : ok({ action: 'found', ...found });
		if (outcome === undefined)
			throw new BooksError({ message: 'No answer for this expense came back', category: 'outage' });
		if (!outcome.ok) return outcome;
		return ok(
			json({ ...outcome.value, externalID: transaction.externalID, merchant: transaction.merchant, employee }),
		);
	});
}

function planned({ index, value }: Item<Ready>): ItemResult {
	return {
		index,
		outcome: ok([{ json: json({ action: 'would create', employee: value.employee, plan: value.transaction }) }]),
	};
}

function readExpense(call: Call, index: number): Ready {
	const { context } = call;
	const fromFields = context.getNodeParameter('source', index) === 'fields';
	const given = fromFields ? ok(expenseFromFields(call, index)) : jsonParameter(context, 'expense', index);
	const expense = checkedExpense(given.ok ? given.value : refuse(given.error), `item ${index + 1}`);
	const employee = (expense.employeeEmail ?? '').trim();
	if (employee === '') {
		const message = 'The expense names no employee';
		refuse(
			new BooksError({
				message,
				category: 'validation',
				field: 'employeeEmail',
				hint: 'Fill in the e-mail address.',
			}),
		);
	}
	return { employee, transaction: toTransaction(expense) };
}

function checkedExpense(value: unknown, fallback: string): NewExpense {
	const name = (value as { externalID?: unknown } | null)?.externalID;
	const checked = check(newExpense, value, typeof name === 'string' && name !== '' ? name : fallback);
	return checked.ok ? checked.value : refuse(checked.error);
}

export function refuse(error: BooksError): never {
	throw error;
}

function expenseFromFields({ context }: Call, index: number): IDataObject {
	const { taxRateID, taxAmount, ...more } = context.getNodeParameter('moreFields', index, {}) as IDataObject;
	const tax = {
		rateID: taxRateID,
		...(`${(taxAmount as string | undefined) ?? ''}` === '' ? {} : { amount: taxAmount }),
	};
	const fields = {
		employeeEmail: textParameter(context, 'employeeEmail', index),
		merchant: textParameter(context, 'merchant', index),
		date: textParameter(context, 'date', index),
		amount: textParameter(context, 'amount', index),
		currency: textParameter(context, 'currency', index).toUpperCase(),
		externalID: textParameter(context, 'externalID', index),
		...more,
		...(`${(taxRateID as string | undefined) ?? ''}` === '' ? {} : { tax }),
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as IDataObject;
}
