import { XMLParser } from 'fast-xml-parser';
import { readFileSync } from 'node:fs';
import { signInOperations } from '../../sandbox/accountsiq/identity/operations';
import { operations } from '../../sandbox/accountsiq/operations';
import { Emulator, published } from './accountsiq-emulator-client';

/** An element with its children in the order of the document. */
interface Node {
	name: string;
	children: Node[];
}
type Raw = Record<string, unknown>;

const parser = new XMLParser({ preserveOrder: true, removeNSPrefix: true, parseTagValue: false, ignoreDeclaration: true, ignoreAttributes: true });
function nodes(xml: string): Node[] {
	const walk = (raw: Raw[]): Node[] =>
		raw.flatMap((entry) => {
			const name = Object.keys(entry).find((key) => key !== ':@' && key !== '#text');
			return name === undefined ? [] : [{ name, children: walk(entry[name] as Raw[]) }];
		});
	return walk(parser.parse(xml) as Raw[]);
}
function bodyOf(xml: string): Node {
	const body = nodes(xml)[0]?.children.find(({ name }) => name === 'Body')?.children[0];
	if (body === undefined) throw new Error('no body');
	return body;
}

/** Elements that the vendor added after the samples were made; they stand at the end of their parents. */
const NEWER = new Set(['DueDate', 'IsReversed', 'IsInDispute', 'NumberOfAttachments', 'ForecastedPaymentDate', 'TaxAdjustmentAmount', 'BCTaxAdjustmentAmount', 'LastModifiedUTC', 'AllocatedToTransactionDate', 'AllocationNumber', 'ExcludeExpenseSuppliers']);

/** What is in `answer` but not in `sample`, or in another order, as paths. Lists are compared item by item. */
function differences(answer: Node, sample: Node, path = answer.name): string[] {
	const found: string[] = [];
	let place = 0;
	for (const child of answer.children) {
		if (NEWER.has(child.name)) continue;
		const at = sample.children.findIndex(({ name }, index) => index >= place && name === child.name);
		const anywhere = sample.children.find(({ name }) => name === child.name);
		if (at < 0 && sample.children.length > 0) found.push(`${path}/${child.name}${anywhere === undefined ? ' is not in the sample' : ' stands elsewhere in the sample'}`);
		if (at >= 0) place = at;
		if (anywhere !== undefined) found.push(...differences(child, anywhere, `${path}/${child.name}`));
	}
	return found;
}

interface Sample {
	operation: string;
	permission: string | null;
	request: string;
	response: string;
}
const file = published('operations-2_0.json');
const samples = file === undefined ? [] : (JSON.parse(readFileSync(file, 'utf8')) as { operations: Sample[] }).operations;
const sampleOf = new Map(samples.map((sample) => [sample.operation, sample]));
const withSamples = file === undefined ? describe.skip : describe;

withSamples('emulated AccountsIQ against the published samples', () => {
	it.each(operations.filter(({ name }) => sampleOf.has(name)).map((operation) => [operation.name, operation] as const))('%s takes what the sample sends, in that order', (name, operation) => {
		const sample = sampleOf.get(name);
		const sent = bodyOf(sample?.request ?? '').children.map((child) => child.name).filter((child) => child !== 'token');
		const declared = operation.parameters.fields.map((field) => field.name);
		expect(declared.filter((field) => sent.includes(field))).toEqual(sent);
		if (sample?.permission) expect(sample.permission.toLowerCase()).toContain(operation.permission);
	});

	it('answers every read of the seeded books with the names and the order of the samples', async () => {
		const emulator = await Emulator.start();
		const [bill] = await emulator.control<Array<{ id: number }>>('/transactions?reference=EXP-000871');
		const [invoice] = await emulator.control<Array<{ id: number }>>('/transactions?reference=SO-1041');
		const EVER = '<FromDate>2000-01-01T00:00:00</FromDate><ToDate>2100-01-01T00:00:00</ToDate>';
		const since = '<since>2000-01-01T00:00:00</since><until>2100-01-01T00:00:00</until><fromAccountCode></fromAccountCode><toAccountCode></toAccountCode>';
		const reads: Record<string, string> = {
			GetCompanyInformation: '', GetUserInformation: '', GetChartOfAccounts: '', GetAnalysisDimensionSetup: '', GetDepartmentList: '',
			GetDepartmentById: '<departmentId>LDN-SALES</departmentId>', GetDepartmentsBy: '<query/>', GetTaxCodeList: '', GetSupplierList: '', GetActiveSupplierList: '',
			GetSupplier: '<supplierCode>SMITHCO</supplierCode>', GetSuppliersBy: '<query/>', GetSupplierContacts: '<supplierCode>EMP001</supplierCode>', GetCustomerList: '',
			GetCustomer: '<customerCode>ACME</customerCode>', GetCustomersBy: '<query/>', GetAllCustomerContacts: '', GetStockItemList: '', GetStockItem: '<stockItemID>SEAT</stockItemID>',
			GetStockItemsBy: '<query/>', GetBankList: '', GetBankAccountBalance: '<GLAccountCode>1000</GLAccountCode><pointInTime>2026-11-30T00:00:00</pointInTime>', GetCurrencies: '',
			GetCurrencyExchangeRate: '<currencyCode>EUR</currencyCode>', GetCurrencyHistory: '<currencyCode>EUR</currencyCode>', GetPeriodList: '', GetCreditTermList: '',
			GetInterCompanyConnectionList: '', GetNewBatchPurchasesInvoice: '<supplierCode>REGUS</supplierCode>', GetNewBatchPurchasesDebitNote: '<supplierCode>REGUS</supplierCode>',
			GetNewBatchSalesInvoice: '<customerCode>ACME</customerCode>', GetNewBatchSalesCreditNote: '<customerCode>ACME</customerCode>', GetNewSupplierFromDefaults: '',
			GetNewStockItemFromDefaults: '<stockItemID>X</stockItemID>', GetNewSalesInvoice: '<customerCode>ACME</customerCode>', GetNewPurchasesDebitNote: '<supplierCode>REGUS</supplierCode>',
			GetTransactionsBy: '<query/>', GetTransactionsByExternalReference: `<query><ExternalReference>EXP-000871</ExternalReference>${EVER}</query>`, GetCountTransactionsBy: '<query/>',
			GetTransactionsModifiedBy: '<query/>', GetTransaction: `<transactionID>${bill?.id}</transactionID>`, GetAllocationsByTransactionId: `<transactionId>${invoice?.id}</transactionId>`,
			GetAllocationsBetween: `<ledger>Purchases</ledger>${since}`, GetSuppliersStatement: '<upTo>2026-11-30T00:00:00</upTo><showZeros>false</showZeros>',
			GetAccountsWithTransactionsCreatedBetween: `<ledger>Purchases</ledger>${since}<typesFilter></typesFilter>`,
			GetCustomersStatement: '<upTo>2026-11-30T00:00:00</upTo><showZeros>true</showZeros>', GetTrialBalanceForPeriod: '<dateInPeriod>2026-11-30T00:00:00</dateInPeriod>',
			GetSupplierBalanceInformation: '<edt>2026-11-30T00:00:00</edt><supplierCodes><string>EMP002</string></supplierCodes>',
		};
		const wrong: string[] = [];
		for (const [name, parameters] of Object.entries(reads)) {
			const { text, status } = await emulator.send(name, parameters);
			expect([name, status, text.includes('<Status>Success</Status>')]).toEqual([name, 200, true]);
			const answer = bodyOf(text);
			const result = answer.children[0]?.children.find((child) => child.name === 'Result');
			// An empty list would agree with every sample.
			if (name !== 'GetCurrencyExchangeRate') expect([name, (result?.children.length ?? 0) > 0]).toEqual([name, true]);
			wrong.push(...differences(answer, bodyOf(sampleOf.get(name)?.response ?? '')));
		}
		await emulator.close();
		expect(wrong).toEqual([]);
	});
});

describe('emulated AccountsIQ: its table of operations', () => {
	it('names each operation once, and the description holds all of them', async () => {
		const emulator = await Emulator.start();
		const names = [...operations, ...signInOperations].map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const client = await emulator.soap(`${emulator.url()}?wsdl`);
		const described = client.describe() as Record<string, Record<string, Record<string, unknown>>>;
		expect(Object.keys(described.Integration_2_0?.Integration_2_0Soap ?? {}).sort()).toEqual(names.sort());
		await emulator.close();
	});
});
