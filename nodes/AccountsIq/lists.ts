import { BooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import { call, type AccountsIq, type Content } from './api';
import { elementOf, isTrue, rowsIn, textIn } from '../core/xml-elements';

/** Reference data of one entity, each list read once per run and only when something needs it. */
export class Lists {
	private readonly known = new Map<string, Promise<XmlElement[]>>();

	constructor(readonly aiq: AccountsIq) {}

	accounts = async () => await this.list('GetChartOfAccounts', 'WSChartOfAccountLine');
	taxCodes = async () => await this.list('GetTaxCodeList', 'Tax');
	/** AccountsIQ's word for BI codes. */
	departments = async () => await this.list('GetDepartmentList', 'Department');
	/** In the order of AnalysisCode1 to 6. */
	dimensions = async () => await this.list('GetAnalysisDimensionSetup', 'WSAnalysisDimension');
	suppliers = async () => await this.list('GetSupplierList', 'Supplier');
	customers = async () => await this.list('GetCustomerList', 'Customer');
	items = async () => await this.list('GetStockItemList', 'StockItem');
	banks = async () => await this.list('GetBankList', 'Bank');
	currencies = async () => await this.list('GetCurrencies', 'WSCurrency');
	periods = async () => await this.list('GetPeriodList', 'WSFinancialPeriodDTO');
	/** The keys of API 1.1 belong to one company, and it has no operation that lists more. */
	entities = async (): Promise<XmlElement[]> => {
		if (this.aiq.version === '2.0') return await this.list('GetEntitiesByToken', 'WSEntity');
		const { CompanyName, BaseCurrencyCode } = await this.company();
		return [{ EntityID: this.aiq.entity, EntityName: CompanyName ?? null, BaseCurrency: BaseCurrencyCode ?? null }];
	};

	async company(): Promise<XmlElement> {
		const [company] = await this.once('GetCompanyInformation', async () => {
			const { result } = await call(this.aiq, 'GetCompanyInformation');
			return [elementOf(result)];
		});
		if (company !== undefined) return company;
		throw new BooksError({ category: 'outage', message: 'AccountsIQ told nothing about the company' });
	}

	async baseCurrency(): Promise<string | undefined> {
		return textIn(await this.company(), 'BaseCurrencyCode');
	}

	/** What has changed since an instant, where AccountsIQ keeps a mark: suppliers, customers, BI codes, items. */
	async changed(operation: string, row: string, since: string, more: Content = {}): Promise<XmlElement[]> {
		const { result } = await call(this.aiq, operation, { query: { ...more, FromLastModifiedDateInUTC: since } });
		return rowsIn(result, row);
	}

	/** A record as it stands after we wrote it, in its place of a list that was read, or behind it. */
	async remember(operation: string, field: string, record: XmlElement): Promise<void> {
		const list = await this.known.get(operation);
		if (list === undefined) return;
		const at = list.findIndex((one) => textIn(one, field) === textIn(record, field));
		if (at < 0) list.push(record);
		else list[at] = record;
	}

	/** A list that was changed by us is read anew. */
	forget(operation: string): void {
		this.known.delete(operation);
	}

	private async list(operation: string, row: string): Promise<XmlElement[]> {
		return await this.once(operation, async () => rowsIn((await call(this.aiq, operation)).result, row));
	}

	private async once(operation: string, read: () => Promise<XmlElement[]>): Promise<XmlElement[]> {
		const reading = this.known.get(operation) ?? read();
		this.known.set(operation, reading);
		return await reading;
	}
}

export const isActive = (record: XmlElement): boolean => textIn(record, 'IsActive') !== 'false';
export const isDepartmental = (account: XmlElement): boolean => isTrue(account, 'IsDepartmental');
