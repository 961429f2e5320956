import { holderOf } from './transactions.mjs';

/** @typedef {import('./transactions.mjs').Transaction} Transaction */

const distinct = (values) => [...new Set(values)].filter((value) => value !== '').sort();

/** The lists that the transactions name. @param {Transaction[]} transactions */
export function chartsOf(transactions) {
	const accounts = new Map(transactions.map(({ account, accountName }) => [account, accountName]));
	accounts.delete('');
	return {
		accounts: [...accounts].map(([code, name]) => ({ code, name: `${name} (${code})` })),
		costCentres: distinct(transactions.map(({ costCentre }) => costCentre)),
		directorates: distinct(transactions.map(({ directorate }) => directorate)),
		holders: distinct(transactions.map(({ card }) => card)).map(holderOf),
	};
}
