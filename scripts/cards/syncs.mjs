import { expenseInToAccountsIq } from './expensein-accountsiq/index.mjs';
import { expensifyToQuickBooks } from './expensify/quickbooks-online.mjs';
import { expensifyToIntacct, expensifyToIntacctReports } from './expensify/sage-intacct.mjs';
import { expensifyToXero } from './expensify/xero.mjs';

/**
 * A sync that card transactions can go through.
 * @typedef {object} Sync
 * @property {string} template id of the workflow that posts; its trigger "By hand" is run
 * @property {string[]} [alsoRuns] ids of other workflows that it runs
 * @property {{ source: string, books: string }} systems names in the sandbox, whose calls are counted
 * @property {Record<string, object[]>} tables rows of mapping tables, by the table's name
 * @property {(onePer: string) => Record<string, unknown>} settings what a user would change in the template's Settings
 * @property {(nodes: object[]) => void} [adapt] what a user would change in the template's other nodes
 * @property {(report: { title: string, transactions: import('./transactions.mjs').Transaction[] }) => boolean} [holds] reports
 * that these books refuse, so that they have to be left with their reason
 * @property {(credential: { type: string, data: object, control: Function }) => object | Promise<object>} credential the
 * sandbox's credential, made quick where the source's limits are not what is looked at, or led to another company
 * @property {(transaction: import('./transactions.mjs').Transaction) => import('./reconcile.mjs').Line} toLine what must
 * stand in the books
 * @property {(world: object) => Promise<Opened>} open brings the lists into both systems
 * @property {(world: object) => Promise<void>} load brings the transactions into the source, approved
 */
/**
 * @typedef {object} Opened
 * @property {() => Promise<{ lines: import('./reconcile.mjs').Line[], documents: Record<string, number> }>} lines documents
 * counted under what people call them
 * @property {(on: boolean) => Promise<void>} limit the vendor's limits
 * @property {() => Promise<string>} trialBalance
 */

/** @type {Record<string, Sync>} */
export const syncs = {
	'expensein-accountsiq': expenseInToAccountsIq, 'expensify-intacct': expensifyToIntacct, 'expensify-intacct-reports': expensifyToIntacctReports,
	'expensify-quickbooks': expensifyToQuickBooks, 'expensify-xero': expensifyToXero,
};
