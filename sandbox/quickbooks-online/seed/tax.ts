import type { Records } from '../state/records';

interface SeedCode {
	name: string;
	description: string;
	/** Percent per side; two for a reverse charge. */
	sales: readonly number[];
	purchases: readonly number[];
	hidden?: true;
}

const UK_CODES: readonly SeedCode[] = [
	{ name: '20.0% S', description: 'Standard rate', sales: [20], purchases: [20] },
	{ name: '5.0% R', description: 'Reduced rate', sales: [5], purchases: [5] },
	{ name: '0.0% Z', description: 'Zero rate', sales: [0], purchases: [0] },
	{ name: 'Exempt', description: 'Exempt', sales: [0], purchases: [0] },
	{ name: '20.0% RC CIS', description: 'Reverse charge', sales: [0], purchases: [20, -20] },
	{ name: 'No VAT', description: 'Outside the scope', sales: [0], purchases: [0] },
	{ name: '17.5% S (old)', description: 'Standard rate until 2011', sales: [17.5], purchases: [17.5], hidden: true },
];

export function seedUkTax(records: Records): void {
	const agency = records.put('TaxAgency', { DisplayName: 'HMRC', TaxTrackedOnPurchases: true, TaxTrackedOnSales: true });
	for (const { name, description, sales, purchases, hidden } of UK_CODES) {
		const rates = (side: string, percents: readonly number[]) => ({
			TaxRateDetail: percents.map((percent, index) => {
				const rate = records.put('TaxRate', {
					Name: `${name} (${side}${index === 0 ? '' : ` ${index + 1}`})`, Description: description, Active: hidden !== true, RateValue: percent,
					AgencyRef: { value: agency.Id }, SpecialTaxType: name === 'Exempt' ? 'EXEMPT' : percent === 0 ? 'ZERO_RATE' : 'NONE', DisplayType: 'ReadOnly',
					EffectiveTaxRate: [{ RateValue: percent, EffectiveDate: '2011-01-04T00:00:00-08:00' }],
				});
				return { TaxRateRef: { value: rate.Id, name: String(rate.Name) }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: index };
			}),
		});
		records.put('TaxCode', {
			Name: name, Description: description, Active: hidden !== true, Hidden: hidden === true, Taxable: name !== 'No VAT', TaxGroup: true,
			SalesTaxRateList: rates('Sales', sales), PurchaseTaxRateList: rates('Purchases', purchases),
		});
	}
}

/** The two that lines of a US company know are no groups, and their ids no numbers. */
export function seedUsTax(records: Records): void {
	const agency = records.put('TaxAgency', { DisplayName: 'Board of Equalization', TaxTrackedOnPurchases: false, TaxTrackedOnSales: true });
	const none = { TaxRateDetail: [] };
	records.put('TaxCode', { Name: 'TAX', Description: 'TAX', Active: true, Hidden: false, Taxable: true, TaxGroup: false, SalesTaxRateList: none, PurchaseTaxRateList: none }, 'TAX');
	records.put('TaxCode', { Name: 'NON', Description: 'NON', Active: true, Hidden: false, Taxable: false, TaxGroup: false, SalesTaxRateList: none, PurchaseTaxRateList: none }, 'NON');
	const rate = records.put('TaxRate', { Name: 'California', Description: 'Sales Tax', Active: true, RateValue: 8, AgencyRef: { value: agency.Id }, SpecialTaxType: 'NONE', DisplayType: 'ReadOnly' });
	records.put('TaxCode', {
		Name: 'California', Description: 'California', Active: true, Hidden: false, Taxable: true, TaxGroup: true, PurchaseTaxRateList: none,
		SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: rate.Id, name: 'California' }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: 0 }] },
	});
}
