import { oncePerName } from './workspace.mjs';

/** The British company of the emulated QuickBooks: value added tax, pounds. */
export const REALM = '4620816365000000020';
const WORDS = { Bill: 'bills', VendorCredit: 'vendor credits' };
const OURS = /\[EXP-[^\]]+\]$/;

/** Accounts with numbers and classes that the transactions name. */
export async function addCharts(control, { accounts, costCentres }, suspense) {
	await control('POST', `/quickbooks-online/companies/${REALM}`, { accountNumbers: true });
	const add = async (entity, records) => await control('POST', '/quickbooks-online/records', { realm: REALM, entity, records });
	const all = [...accounts, { code: suspense, name: 'To be sorted' }];
	await add('Account', all.map(({ code, name }) => ({ Name: name.replaceAll(/[:"]/g, ' ').slice(0, 100), AcctNum: code, AccountType: 'Expense' })));
	await add('Class', oncePerName(costCentres).map((Name) => ({ Name })));
}

/** Lines of all bills and vendor credits of ours, as the reconciliation wants them; credits count against bills. */
export async function readBooks(control) {
	const read = async (entity) => await control('GET', `/quickbooks-online/records?realm=${REALM}&entity=${entity}`);
	const numbers = new Map((await read('Account')).map(({ Id, AcctNum }) => [Id, AcctNum]));
	const codes = new Map((await read('TaxCode')).map(({ Id, Name }) => [Id, Name]));
	const books = { documents: {}, lines: [] };
	for (const [entity, word] of Object.entries(WORDS)) {
		const ours = (await read(entity)).filter(({ PrivateNote = '' }) => OURS.test(PrivateNote));
		books.documents[word] = ours.length;
		for (const document of ours) books.lines.push(...linesOf(document, entity === 'Bill' ? 1n : -1n, { numbers, codes }));
	}
	return books;
}

function linesOf({ DocNumber, TotalAmt, CurrencyRef, Line }, sign, { numbers, codes }) {
	const lines = Line.map(({ Amount, AccountBasedExpenseLineDetail: detail }) => ({
		// Gross, as the card was charged.
		cents: sign * toCents(detail.TaxInclusiveAmt ?? Amount),
		currency: CurrencyRef.value,
		account: numbers.get(detail.AccountRef.value),
		tax: codes.get(detail.TaxCodeRef.value),
		costCentre: detail.ClassRef?.name ?? '',
	}));
	const total = lines.reduce((sum, { cents }) => sum + cents, 0n);
	if (total !== sign * toCents(TotalAmt)) throw new Error(`${DocNumber}: the lines make ${total} hundredths, the books say ${TotalAmt}`);
	return lines;
}

const toCents = (amount) => BigInt(Math.round(amount * 100));
