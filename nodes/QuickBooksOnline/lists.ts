import { get, type Qbo } from './api';
import { ACTIVE_OR_NOT } from './query';
import { readAll } from './read';
import type {
	QboAccount, QboCompany, QboCurrency, QboItem, QboNamed, QboPreferences, QboRecord, QboTaxCode, QboTaxRate,
} from './types';

/** Reference data of one company, each list read once per run and only when something needs it. */
export class Lists {
	private readonly known = new Map<string, Promise<unknown>>();

	constructor(private readonly qbo: Qbo) {}

	accounts = async () => await this.list<QboAccount>('Account');
	items = async () => await this.list<QboItem>('Item');
	classes = async () => await this.list<QboNamed>('Class');
	departments = async () => await this.list<QboNamed>('Department');
	terms = async () => await this.list<QboNamed>('Term');
	paymentMethods = async () => await this.list<QboNamed>('PaymentMethod');
	taxCodes = async () => await this.list<QboTaxCode>('TaxCode');
	taxRates = async () => await this.list<QboTaxRate>('TaxRate');
	currencies = async () => await this.list<QboCurrency>('CompanyCurrency');

	async company(): Promise<QboCompany> {
		const path = `companyinfo/${encodeURIComponent(this.qbo.realmId)}`;
		return await this.once(path, async () => (await get<{ CompanyInfo?: QboCompany }>(this.qbo, path)).CompanyInfo ?? {});
	}

	async preferences(): Promise<QboPreferences> {
		return await this.once('preferences', async () => (await get<{ Preferences?: QboPreferences }>(this.qbo, 'preferences')).Preferences ?? {});
	}

	/** A list that was changed by us is read anew. */
	forget(entity: string): void {
		this.known.delete(entity);
	}

	private async list<T extends QboRecord>(entity: string): Promise<T[]> {
		return await this.once(entity, async () => await readAll<T>(this.qbo, [{ entity, where: [ACTIVE_OR_NOT] }]));
	}

	private async once<T>(name: string, read: () => Promise<T>): Promise<T> {
		const reading = (this.known.get(name) as Promise<T> | undefined) ?? read();
		this.known.set(name, reading);
		return await reading;
	}
}

/** What the company's settings mean for documents. */
export interface Rules {
	/** Nothing may be posted on or before this day. */
	lockedUntil?: string;
	homeCurrency?: string;
	multiCurrency: boolean;
	/** Books of the United States: sales tax on top of sales, no tax on purchases. */
	unitedStates: boolean;
	/** Outside of the United States: whether lines carry tax codes. */
	taxed: boolean;
	/** One class for a whole transaction; else each line has its own. */
	classPerTransaction: boolean;
	/** Names of the company's own fields of sales forms, by their number. */
	customFields: Map<string, string>;
}

/** Source: Intuit, "Preferences". */
export async function rulesOf(lists: Lists): Promise<Rules> {
	const { AccountingInfoPrefs = {}, CurrencyPrefs = {}, TaxPrefs = {}, SalesFormsPrefs = {} } = await lists.preferences();
	const { Country = 'US' } = await lists.company();
	const unitedStates = /^USA?$/i.test(Country.trim());
	return {
		lockedUntil: AccountingInfoPrefs.BookCloseDate?.slice(0, 10),
		homeCurrency: CurrencyPrefs.HomeCurrency?.value,
		multiCurrency: CurrencyPrefs.MultiCurrencyEnabled === true,
		unitedStates,
		taxed: !unitedStates && TaxPrefs.UsingSalesTax !== false,
		classPerTransaction: AccountingInfoPrefs.ClassTrackingPerTxn === true && AccountingInfoPrefs.ClassTrackingPerTxnLine !== true,
		customFields: customFieldsOf(SalesFormsPrefs),
	};
}

/** "SalesFormsPrefs.SalesCustomName2" holds the name of the second field. */
function customFieldsOf({ CustomField = [] }: NonNullable<QboPreferences['SalesFormsPrefs']>): Map<string, string> {
	const fields = CustomField.flatMap(({ CustomField: some = [] }) => some);
	return new Map(fields.flatMap(({ Name = '', StringValue }) => {
		const number = /SalesCustomName(\d)$/.exec(Name)?.[1];
		return number === undefined || StringValue === undefined || StringValue === '' ? [] : [[number, StringValue] as const];
	}));
}

export const isActive = ({ Active }: QboRecord): boolean => Active !== false;
