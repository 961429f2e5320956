import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AccountingQuickBooksOnline } from '../../nodes/QuickBooksOnline/AccountingQuickBooksOnline.node';
import { credentials, Wire } from './quickbooks-online-wire';
import { runNode, type NodeRun } from './run-node';

/** A company of the United States with a few records of each list. */
export async function openCompany(): Promise<Wire> {
	const wire = await Wire.open();
	wire.add('Account', { Name: 'Travel', AcctNum: '6100', AccountType: 'Expense', Classification: 'Expense', Active: true }, { Name: 'Checking', AccountType: 'Bank', Active: true },
		{ Name: 'Visa', AccountType: 'Credit Card', Active: true }, { Name: 'Sales', AccountType: 'Income', Classification: 'Revenue', Active: true });
	wire.add('Vendor', { DisplayName: "Bob's Burger Joint", Active: true }, { DisplayName: 'Old Co (deleted)', Active: false });
	wire.add('Customer', { DisplayName: 'Harbour Estates', FullyQualifiedName: 'Harbour Estates', Active: true });
	wire.add('Customer', { DisplayName: 'Dock 4', FullyQualifiedName: 'Harbour Estates:Dock 4', ParentRef: { value: idOf(wire, 'Customer', 'Harbour Estates') }, Active: true });
	wire.add('Item', { Name: 'Call-out', Type: 'Service', IncomeAccountRef: { value: idOf(wire, 'Account', 'Sales') }, Active: true });
	wire.add('Class', { Name: 'North', FullyQualifiedName: 'North', Active: true });
	wire.add('Department', { Name: 'Leeds', FullyQualifiedName: 'Leeds', Active: true });
	for (const entity of ['Bill', 'VendorCredit', 'Invoice', 'CreditMemo', 'Purchase', 'Deposit', 'JournalEntry', 'Payment', 'BillPayment', 'Attachable']) wire.rows(entity);
	return wire;
}

export const idOf = (wire: Wire, entity: string, name: string): string => wire.rows(entity).find((row) => row.Name === name || row.DisplayName === name)?.Id ?? '';

/** One run of the node. Failed items leave by the error output. */
export async function runQuickBooks(wire: Wire, parameters: IDataObject, items: Array<IDataObject | INodeExecutionData> = [{}]): Promise<NodeRun> {
	return await runNode(AccountingQuickBooksOnline, { source: 'item', document: '={{ $json }}', options: {}, ...parameters } as never, items, {
		credentials: credentials(wire) as never, onError: 'continueErrorOutput',
	});
}

/** Posts documents of any kind. */
export const postToQuickBooks = async (wire: Wire, documents: IDataObject[], options: IDataObject = {}): Promise<NodeRun> =>
	await runQuickBooks(wire, { resource: 'document', operation: 'create', options }, documents);

export const bill = (key: string, more: IDataObject = {}, line: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-11-03', supplier: { name: "Bob's Burger Joint" }, memo: 'Lunch', lines: [{ description: 'Taxi', amount: '48.00', account: { code: '6100' }, ...line }], ...more,
});
export const actions = ({ done }: Pick<NodeRun, 'done'>) => done.map(({ json }) => json.action);
export const target = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
