import { ENTITY } from './charts.mjs';

/** What people call AccountsIQ's kinds of transactions. */
const WORDS = { PI: 'bills', PN: 'supplier credits', BP: 'bank payments', BR: 'bank receipts' };
const OURS = /^EI\d+$/;

/** The emulated AccountsIQ's ledger: each document of ours has one line, whose net and tax make its gross amount. */
export async function readBooks(control) {
	const transactions = [];
	// A query gives ten thousand at most.
	for (const type of Object.keys(WORDS)) {
		const found = await control('GET', `/accountsiq/transactions?entity=${ENTITY}&type=${type}`);
		if (found.length >= 10_000) throw new Error(`More ${WORDS[type]} than the emulated AccountsIQ shows at once`);
		transactions.push(...found.filter(({ reference }) => OURS.test(reference)));
	}
	const documents = Object.fromEntries(Object.values(WORDS).map((word) => [word, 0]));
	for (const { type } of transactions) documents[WORDS[type]] += 1;
	return { documents, lines: transactions.map(toLine) };
}

function toLine({ lines, currency }) {
	const [net] = lines.filter(({ part }) => part === 'Net');
	const cents = lines.filter(({ part }) => part === 'Net' || part === 'Vat').reduce((sum, { amount }) => sum + toCents(amount), 0n);
	return { cents, currency, account: net.account, tax: net.tax, costCentre: net.department ?? '' };
}

const toCents = (amount) => BigInt(amount.replace('.', ''));
