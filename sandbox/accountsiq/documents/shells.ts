import { atMidnight } from '../books/checks';
import { activeAccountOf } from '../books/lookup';
import { type Operation, reads } from '../wire/operation';
import { text, textOrNull } from '../wire/shapes';
import { BATCHES } from './batch-operations';

/** Batch documents with one line of the defaults of a supplier or customer. Nothing is saved. */
export const shells: Operation[] = BATCHES.map(([name, , { ledger, account: codeField, date }]) => {
	const parameter = ledger === 'Sales' ? 'customerCode' : 'supplierCode';
	return reads(`GetNew${name}`, parameter, name, (call) => {
		const { code, body } = activeAccountOf(call, ledger, textOrNull(call.parameters, parameter));
		const currency = call.records.get(call.entity.id, 'currency', text(body, 'CurrencyCode'));
		const tax = call.records.get(call.entity.id, 'tax', text(body, 'DefaultTaxCode'));
		const line = {
			GLAccountCode: body.DefaultGLAccountCode, TaxCode: body.DefaultTaxCode, Description: '', DepartmentID: body.DepartmentID, NetAmount: '0',
			TaxRate: tax?.body.Rate ?? '0', TaxAmount: '0',
		};
		return {
			Result: {
				[codeField]: code, [date]: atMidnight(new Date(call.store.now()).toISOString().slice(0, 10)), ExternalReference: '', Description: '', Lines: [line],
				ExchangeRate: currency?.body.ExchangeRate ?? '1',
			},
		};
	});
});
