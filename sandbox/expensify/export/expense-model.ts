import type { Hash, Value } from '../freemarker';
import type { Row } from '../state/store';
import type { PolicyLists } from './lists';

/** An expense as a template sees it. Amounts: whole cents. Absent values stay out. */
export function expenseHash(row: Row, lists: PolicyLists, origin: string): Hash {
	const text = (column: string) => (row[column] === null ? undefined : String(row[column]));
	const number = (column: string) => (row[column] === null ? undefined : Number(row[column]));
	const category = lists.categories.get(String(row.category));
	return {
		transactionID: String(row.id),
		reportID: String(row.report_id),
		type: String(row.type),
		merchant: String(row.merchant),
		modifiedMerchant: text('modified_merchant'),
		created: String(row.created),
		modifiedCreated: text('modified_created'),
		inserted: String(row.inserted),
		amount: number('amount'),
		modifiedAmount: number('modified_amount'),
		convertedAmount: number('converted_amount'),
		currency: String(row.currency),
		currencyConversionRate: text('conversion_rate'),
		category: String(row.category),
		categoryGlCode: category?.glCode ?? '',
		categoryPayrollCode: category?.payrollCode ?? '',
		comment: String(row.comment),
		billable: row.billable === 1,
		reimbursable: row.reimbursable === 1,
		bank: String(row.bank),
		cardID: number('card_id'),
		mcc: Number(row.mcc),
		externalID: text('external_id'),
		attendees: JSON.parse(String(row.attendees)) as Value,
		units: row.units === null ? undefined : (JSON.parse(String(row.units)) as Hash),
		isDistance: row.type === 'distance',
		...tags(String(row.tag), lists),
		...tax(row, lists),
		...receipt(row, origin),
	};
}

/** The whole tag, and each level of it. A colon inside of a level is written `\:`. */
function tags(tag: string, lists: PolicyLists): Hash {
	const levels = tag === '' ? [] : tag.split(/(?<!\\):/).map((level) => level.replaceAll('\\:', ':'));
	const codes = levels.map((level, index) => lists.tags[index]?.get(level)?.glCode ?? '');
	const parts: Hash = { tag, tagGlCode: codes[0] ?? '' };
	for (const [index, level] of levels.entries()) {
		parts[`ntag${index + 1}`] = level;
		parts[`ntag${index + 1}GlCode`] = codes[index];
	}
	return parts;
}

function tax(row: Row, lists: PolicyLists): Hash {
	if (row.tax_code === null && row.tax_amount === null) return { hasTax: false };
	const code = row.tax_code === null ? undefined : String(row.tax_code);
	const rate = code === undefined ? undefined : lists.rates.get(code);
	return {
		hasTax: true,
		taxCode: code,
		taxAmount: row.tax_amount === null ? undefined : Number(row.tax_amount),
		modifiedTaxAmount: row.modified_tax_amount === null ? undefined : Number(row.modified_tax_amount),
		taxName: lists.taxName,
		taxRateName: rate?.name,
		taxRate: rate ? `${rate.rate}%` : undefined,
	};
}

function receipt(row: Row, origin: string): Hash {
	if (row.receipt_id === null) return {};
	const url = `${origin}/expensify/receipts/${String(row.receipt_id)}`;
	return {
		receiptID: String(row.receipt_id),
		receiptFilename: String(row.receipt_filename),
		receiptObject: { url, thumbnail: `${url}?size=1024`, smallThumbnail: `${url}?size=320`, type: 'receipt', transactionID: String(row.id) },
	};
}
