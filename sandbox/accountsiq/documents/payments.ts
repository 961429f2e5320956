import { exact, fromCents, share, toCents } from '../../frame/money';
import { cents, checkLength, checkRate, checkText, dayOf, LONGEST_CODE, LONGEST_DESCRIPTION } from '../books/checks';
import { accountOf, bankOf, departmentOf, type Ledger, postingAccount, taxById } from '../books/lookup';
import { type Line, post, toBase } from '../books/post';
import type { Call } from '../state/call';
import { Refused } from '../wire/faults';
import { type Operation, oneByOne, writes } from '../wire/operation';
import { NO_DATE } from '../wire/read';
import { type Data, part, parts, text, textOrNull } from '../wire/shapes';
import { CONTROLS } from '../reference/defaults';
import { taxCents } from './batch';

/** Pays a supplier, or takes in what a customer pays: money from or to a bank against the control account. */
export function postPayment(call: Call, ledger: Ledger, sent: Data): number {
	const sales = ledger === 'Sales';
	const account = accountOf(call, ledger, textOrNull(sent, sales ? 'CustomerCode' : 'SupplierCode'));
	const reference = textOrNull(sent, 'CheckReference');
	if (reference === null) throw new Refused('CHECK_REFERENCE_IS_NULL', 'The reference is missing.');
	if (reference.trim() === '') throw new Refused('CHECK_REFERENCE_IS_EMPTY', 'The reference is empty.');
	if (reference.length > LONGEST_CODE) throw new Refused('CHECK_REFERENCE_TOO_LONG', `The reference has more than ${LONGEST_CODE} characters.`);
	const bank = bankOf(call, textOrNull(sent, 'BankAccountCode'));
	const amount = cents(text(sent, 'PaymentAmount'));
	if (amount <= 0) throw new Refused('PAYMENT_AMOUNT_MUST_BE_GREATER_THAN_ZERO', 'The amount must be above 0.');
	const rate = checkRate(text(sent, 'ExchangeRate'));
	const bankRate = checkRate(text(sent, 'BankExchangeRate'), 'BANK_EXCHANGE_RATE');
	const description = checkLength(text(sent, 'Description'), 'DESCRIPTION', LONGEST_DESCRIPTION);
	const lodgment = checkLength(text(sent, 'LodgmentNumber'), 'LODGMENT_NUMBER', LONGEST_CODE);
	const department = textOrNull(sent, 'DepartmentID') === '' ? null : textOrNull(sent, 'DepartmentID');
	departmentOf(call, department);
	if (text(sent, 'PaymentDate') === NO_DATE) throw new Refused('DATE_IS_OUT_OF_RANGE', 'PaymentDate is missing.');
	const currency = text(account.body, 'CurrencyCode');
	const bankCurrency = text(bank.body, 'CurrencyCode');
	const sign = sales ? 1 : -1;
	const bankLine: Line = {
		gl: bank.code, part: 'Bank', description: text(sent, 'BankLineDescription') || description, department,
		amount: sign * (bankCurrency === currency ? amount : inBankCurrency(call, amount, rate, bankRate)),
		...(bankCurrency === currency ? {} : { currency: bankCurrency, rate: bankRate }),
	};
	const controlLine: Line = { gl: text(account.body, 'ControlGLAccountCode'), part: 'Control', amount: -sign * amount, description, department };
	// Between two currencies the cent that rounding leaves goes where exchange differences go.
	const base = toBase(call, bankLine.amount, bankLine.rate ?? rate) + toBase(call, controlLine.amount, rate);
	const lines = base === 0 ? [bankLine, controlLine] : [bankLine, controlLine, { gl: CONTROLS.fluctuation, part: 'Net' as const, amount: -base, description, currency: call.entity.currency, rate: '1' }];
	return post(call, {
		type: sales ? 'SR' : 'PP', ledger, account, reference, description, currency, rate, lines, lodgment, bank: bank.code,
		day: dayOf(text(sent, 'PaymentDate')),
	});
}

/** What the bank pays for an amount in another currency, through base currency. */
function inBankCurrency(call: Call, amount: number, rate: string, bankRate: string): number {
	const base = fromCents(toBase(call, amount, rate));
	return toCents(call.settings.ratesPerBase ? share(base, exact(bankRate), exact('1')) : share(base, exact('1'), exact(bankRate)));
}

/** Money in (+) or out (-) of a bank without supplier or customer. */
function postSundry(call: Call, sent: Data): number {
	const reference = checkText(textOrNull(sent, 'ExternalReference'), 'EXTERNAL_REFERENCE', LONGEST_CODE);
	const description = checkText(textOrNull(sent, 'Description'), 'DESCRIPTION', LONGEST_DESCRIPTION);
	const bank = bankOf(call, textOrNull(sent, 'BankAccountCode'));
	const department = textOrNull(sent, 'DepartmentID');
	const account = postingAccount(call, text(sent, 'GLAccountCode'), department);
	const rate = checkRate(text(sent, 'ExchangeRate'));
	const value = cents(text(sent, 'Value'));
	if (value === 0) throw new Refused('VALUE_CANNOT_BE_ZERO', 'The value is 0.');
	if (text(sent, 'TransactionDate') === NO_DATE) throw new Refused('DATE_IS_OUT_OF_RANGE', 'TransactionDate is missing.');
	const taxId = text(sent, 'TaxID');
	if (taxId === '' && (exact(text(sent, 'TaxRate')) !== 0n || textOrNull(sent, 'TaxAmount') !== null)) {
		throw new Refused('TAX_ID_IS_NULL', 'TaxRate and TaxAmount need a TaxID.');
	}
	const tax = taxId === '' ? undefined : taxById(call, taxId);
	const taxAmount = tax === undefined ? 0 : taxOfSundry(call, Math.abs(value), sent);
	const net = Math.abs(value) - (call.settings.sundryValueIsGross ? taxAmount : 0);
	const sign = value > 0 ? -1 : 1;
	const lines: Line[] = [{ gl: account.code, part: 'Net', amount: sign * net, description, department, tax: tax?.code }];
	if (tax !== undefined && taxAmount !== 0) {
		lines.push({ gl: text(tax.body, value > 0 ? 'CreditGlAccno' : 'DebitGlAccno'), part: 'Vat', amount: sign * taxAmount, description, department, tax: tax.code });
	}
	return post(call, {
		type: value > 0 ? 'BR' : 'BP', ledger: 'General', reference, description, currency: text(bank.body, 'CurrencyCode'), rate, lines, bank: bank.code,
		lodgment: checkLength(text(sent, 'LodgmentNumber'), 'LODGMENT_NUMBER', LONGEST_CODE), day: dayOf(text(sent, 'TransactionDate')),
		balancing: { gl: bank.code, part: 'Bank', description },
	});
}

/** The tax as given, else out of the value or on top of it, as is set. */
function taxOfSundry({ settings }: Call, value: number, sent: Data): number {
	const onTop = taxCents(value, sent);
	if (!settings.sundryValueIsGross || textOrNull(sent, 'TaxAmount') !== null) return onTop;
	const rate = exact(text(sent, 'TaxRate'));
	return toCents(share(fromCents(value), rate, exact('1') + rate));
}

export const paymentOperations: Operation[] = [
	...(['', 'GetBackTransactionIDs'] as const).map((suffix) =>
		writes(`SaveSundryReceiptPayments${suffix}`, 'entries:WSSundryReceiptPayment[]', 'statuses', suffix === '' ? '' : 'transactionIDs:int[]', (call) => {
			const { statuses, ids } = oneByOne(call, parts(call.parameters, 'entries'), (entry) => postSundry(call, entry));
			return { Result: statuses, transactionIDs: ids };
		}),
	),
	...([['Purchases', 'SavePurchasePayment', 'purchasePayment:PurchasePayment'], ['Sales', 'SaveSalesReceipt', 'salesReceipt:SalesReceipt']] as const).flatMap(
		([ledger, name, parameter]) => {
			const pay = (call: Call) => {
				const sent = part(call.parameters, parameter.slice(0, parameter.indexOf(':')));
				if (sent === null) throw new Refused('PAYMENT_IS_NULL', 'The payment is missing.');
				return { Result: true, transactionID: postPayment(call, ledger, sent) };
			};
			return [writes(name, parameter, 'b', '', pay), writes(`${name}GetBackTransactionID`, parameter, '', 'transactionID:i', pay)];
		},
	),
];
