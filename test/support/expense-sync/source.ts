import type { Sandbox } from '../../../sandbox/app';
import { control } from '../sandbox';

export interface SourceExpense {
	id: string;
	amount: number;
	converted_amount: number | null;
	modified_amount: number | null;
	/** 1 or 0. */
	reimbursable: number;
}
export interface SourceReport {
	id: string;
	name: string;
	state: string;
	labels: string[];
	approved: string | null;
	expenses: SourceExpense[];
}

/** What an expense counts, in hundredths of the report's currency. */
export const counted = (expense: SourceExpense): bigint => BigInt(expense.converted_amount ?? expense.modified_amount ?? expense.amount);
export const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** A workspace as the emulated Expensify itself holds it, not as our node reads it. */
export class Source {
	constructor(private readonly sandbox: Sandbox, private readonly workspace: string, private readonly label: string) {}

	async reports(): Promise<SourceReport[]> {
		const list = await control<SourceReport[]>(this.sandbox, 'GET', `/expensify/reports?policyID=${this.workspace}`);
		return await Promise.all(list.map(async ({ id }) => await control<SourceReport>(this.sandbox, 'GET', `/expensify/reports/${id}`)));
	}

	async approved(): Promise<SourceReport[]> {
		return (await this.reports()).filter(({ state }) => state === 'APPROVED' || state === 'REIMBURSED');
	}

	async marked(): Promise<SourceReport[]> {
		return (await this.reports()).filter((report) => this.isMarked(report));
	}

	isMarked({ labels }: SourceReport): boolean {
		return labels.includes(this.label);
	}

	async named(name: string): Promise<SourceReport> {
		const found = (await this.reports()).find((report) => report.name === name);
		if (found === undefined) throw new Error(`No report "${name}"`);
		return found;
	}

	async approve(id: string): Promise<void> {
		await control(this.sandbox, 'POST', '/expensify/approve', { reportIDs: [id] });
	}

	/** A new report, approved that day. @returns its id */
	async add(name: string, employee: string, date: string, expenses: Array<Record<string, unknown>>): Promise<string> {
		const { reportIDs: [id = ''] } = await control<{ reportIDs: string[] }>(this.sandbox, 'POST', '/expensify/reports', {
			reports: [{ policyID: this.workspace, employee, name, state: 'APPROVED', date, created: date, expenses: expenses.map((one) => ({ created: date, ...one })) }],
		});
		return id;
	}
}
