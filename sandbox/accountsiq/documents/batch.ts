import { exact, fromCents, share, toCents } from '../../frame/money';
import { cents, checkCode, checkLength, checkRate, checkText, dayOf, LONGEST_CODE, LONGEST_DESCRIPTION } from '../books/checks';
import { activeAccountOf, type Ledger, postingAccount, taxOf } from '../books/lookup';
import { type Line, post, type Type } from '../books/post';
import type { Call } from '../state/call';
import { Refused } from '../wire/faults';
import { type Data, parts, text, textOrNull } from '../wire/shapes';
import { NO_DATE } from '../wire/read';

/** What tells the four batch documents apart. */
export interface BatchKind {
	ledger: Ledger;
	type: Type;
	account: 'SupplierCode' | 'CustomerCode';
	date: 'InvoiceDate' | 'DebitNoteDate' | 'CreditNoteDate';
	/** Begins the codes of its errors. */
	subject: string;
	/** Of the net lines: +1 debits, -1 credits. */
	sign: 1 | -1;
}

/** Posts a batch document, at once and as one transaction, and answers the transaction's id. */
export function postBatch(call: Call, kind: BatchKind, sent: Data): number {
	const account = activeAccountOf(call, kind.ledger, textOrNull(sent, kind.account));
	const reference = textOrNull(sent, 'ExternalReference');
	if (reference === null) throw new Refused('INVOICE_EXTERNAL_REFERENCE_IS_NULL', 'The external reference is missing.');
	checkLength(reference, 'INVOICE_EXTERNAL_REFERENCE', LONGEST_CODE);
	const description = checkText(textOrNull(sent, 'Description'), `${kind.subject}_DESCRIPTION`, LONGEST_DESCRIPTION);
	const rate = checkRate(text(sent, 'ExchangeRate'));
	const currency = text(account.body, 'CurrencyCode');
	if (currency === call.entity.currency && exact(rate) !== exact('1')) {
		throw new Refused('EXCHANGE_RATE_MUST_BE_ONE_FOR_BASE_CURRENCY', `${account.code} is in ${currency}, the base currency.`);
	}
	if (text(sent, kind.date) === NO_DATE) throw new Refused('DATE_IS_OUT_OF_RANGE', `${kind.date} is missing.`);
	const lines = parts(sent, 'Lines');
	if (lines.length === 0) throw new Refused(noLines(kind), 'There are no lines.');
	const posted = lines.map((line, index) => batchLine(call, kind, line, `Line ${index + 1}: `));
	if (posted.reduce((sum, { net, tax }) => sum + net + tax, 0) < 0) {
		throw new Refused(`${kind.subject}_TOTAL_GROSS_AMT_NEGATIVE`, 'The gross total is negative.');
	}
	const negative = posted.findIndex(({ net, tax }) => net < 0 || tax < 0);
	if (negative >= 0) throw new Refused(`${kind.subject}_LINE_NET_AMT_NEGATIVE`, `Line ${negative + 1}: the amount is negative.`);
	const control = text(account.body, 'ControlGLAccountCode');
	return post(call, {
		type: kind.type, ledger: kind.ledger, account, reference, description, currency, rate, batch: true,
		day: dayOf(text(sent, kind.date)), due: textOrNull(sent, 'DueDate')?.slice(0, 10) ?? null,
		lines: posted.flatMap(({ lines: both }) => both), balancing: { gl: control, part: 'Control', description },
	});
}

function noLines({ subject }: BatchKind): string {
	return subject.endsWith('INVOICE') ? `${subject}_WITH_NO_INVOICE_LINES` : `${subject}_WITH_NO_LINES`;
}

function batchLine(call: Call, { ledger, subject, sign }: BatchKind, line: Data, where: string): { net: number; tax: number; lines: Line[] } {
	const code = textOrNull(line, 'GLAccountCode');
	if (code === null || code === '') throw new Refused(`${subject}_LINE_MISSING_GL_ACCOUNT`, `${where}the account is missing.`);
	const description = textOrNull(line, 'Description');
	if (description === null) throw new Refused(`${subject}_LINE_MISSING_DESCRIPTION`, `${where}the description is missing.`);
	checkLength(description, `${subject}_LINE_DESCRIPTION`, LONGEST_DESCRIPTION, where);
	const department = textOrNull(line, 'DepartmentID');
	postingAccount(call, code, department, where);
	const tax = taxOf(call, checkCode(textOrNull(line, 'TaxCode'), 'TAX_CODE', where), where);
	const net = cents(text(line, 'NetAmount'));
	const taxAmount = taxCents(net, line, where);
	const lines: Line[] = [{ gl: code, part: 'Net', amount: sign * net, description, department, tax: tax.code }];
	if (taxAmount !== 0) {
		const vat = text(tax.body, ledger === 'Sales' ? 'CreditGlAccno' : 'DebitGlAccno');
		lines.push({ gl: vat, part: 'Vat', amount: sign * taxAmount, description, department, tax: tax.code });
	}
	return { net, tax: taxAmount, lines };
}

/** The tax as given, else worked out from the line's own rate, which need not be the tax code's. */
export function taxCents(net: number, line: Data, where = ''): number {
	const rate = text(line, 'TaxRate');
	if (exact(rate) < 0n || exact(rate) > exact('1')) throw new Refused('TAX_RATE_IS_OUT_OF_RANGE', `${where}the tax rate ${rate} is none from 0 to 1.`);
	const given = textOrNull(line, 'TaxAmount');
	return given === null ? toCents(share(fromCents(net), exact(rate), exact('1'))) : cents(given);
}
