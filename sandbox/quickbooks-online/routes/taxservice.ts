import type { Body } from '../state/records';
import { type Answer, type Call, jsonOf, ok } from '../wire/call';
import { fault, required } from '../wire/faults';

/** Makes a tax code with its rates: the only way to one. Source: Intuit's entity reference, TaxService. */
export function makeTaxCode({ books, request }: Call): Answer {
	const { TaxCode, TaxRateDetails } = jsonOf(request) as Body;
	if (typeof TaxCode !== 'string' || TaxCode === '') throw required('TaxCode');
	if (!Array.isArray(TaxRateDetails) || TaxRateDetails.length === 0) throw required('TaxRateDetails');
	const { records } = books;
	if (records.byName('TaxCode', TaxCode).length > 0) throw fault(6240, 'The name supplied already exists. : Another tax code is already using this name. Please use a different name.', '');
	return books.store.atomically(() => {
		const sides: Record<string, Body[]> = { Sales: [], Purchase: [] };
		const made = (TaxRateDetails as Body[]).map((detail): Body => {
			const applies = String(detail.TaxApplicableOn ?? 'Sales');
			const known = records.get('TaxRate', detail.TaxRateId as string | undefined); // an id or nothing
			if (known === undefined && (typeof detail.TaxRateName !== 'string' || detail.RateValue === undefined)) throw required('TaxRateDetails.TaxRateName');
			const rate = known ?? records.put('TaxRate', {
				Name: detail.TaxRateName, Active: true, RateValue: Number(detail.RateValue), AgencyRef: { value: String(detail.TaxAgencyId ?? '') }, SpecialTaxType: 'NONE', DisplayType: 'ReadOnly',
			});
			sides[applies]?.push({ TaxRateRef: { value: rate.Id, name: rate.Name }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: 0 });
			return { ...detail, TaxRateId: rate.Id };
		});
		const code = records.put('TaxCode', {
			Name: TaxCode, Description: TaxCode, Active: true, Hidden: false, Taxable: true, TaxGroup: true, SalesTaxRateList: { TaxRateDetail: sides.Sales }, PurchaseTaxRateList: { TaxRateDetail: sides.Purchase },
		});
		return ok({ TaxCode, TaxCodeId: code.Id, TaxRateDetails: made });
	});
}
