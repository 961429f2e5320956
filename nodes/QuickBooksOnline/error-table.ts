import type { Category } from '../core/errors';

export interface Known {
	category: Category;
	hint: string;
	retryable?: boolean;
}

const OF = (category: Category, hint: string, retryable?: boolean): Known => ({ category, hint, ...(retryable === undefined ? {} : { retryable }) });
const CLOSED = OF('closed period', 'Move the closing date in QuickBooks, or let the node use the first open day.');
const QUERY = OF('validation', 'Correct the query.');
const NO_PLAN = OF('feature not in subscription', 'The plan of this company does not have it. Leave the field out, or change the plan in QuickBooks.');

/** By code, since Intuit words its messages in the company's language. Source: Intuit, "Error codes". */
const KNOWN: Readonly<Record<string, Known>> = {
	'100': OF('permission', 'The login does not belong to this company. Check the company ID in the credential, and whether it is a sandbox company.'),
	'120': OF('permission', 'The person who connected lost access to the company. Let an administrator connect the credential again.'),
	'500': NO_PLAN,
	'600': OF('duplicate', 'Run again; nothing is posted twice.', true),
	'610': OF('not found', 'It was deleted or made inactive in QuickBooks. Look it up again, or map to an active record.'),
	'620': OF('validation', 'The documents cannot be linked: check supplier or customer, currency and what is still due.'),
	'2130': OF('validation', 'Run again.'),
	'2500': OF('mapping', 'Map this account, class, customer, supplier or item to an active one.'),
	'3001': OF('rate limit', 'QuickBooks wants a minute of rest; the node waits and goes on.'),
	'3100': OF('permission', 'The login does not fit the company: check sandbox or production and the company ID, then connect the credential again.'),
	'3200': OF('auth', 'Connect the credential again.'),
	'4000': QUERY,
	'4001': QUERY,
	'4002': QUERY,
	'5010': OF('validation', 'Somebody changed the record at the same time. Run again.', true),
	'5020': OF('permission', 'The person who connected may not do this. Let an administrator connect the credential.'),
	'5030': NO_PLAN,
	'6041': OF('validation', 'QuickBooks keeps pictures, PDF, text, Word, Excel and XML, and no web pages. Store the receipt as one of these.'),
	'6050': OF('validation', 'Send a smaller file.'),
	'6100': OF('mapping', 'Books of the United States know the tax codes TAX and NON on lines.'),
	'6140': OF('duplicate', 'Another document has this number. Look at it in QuickBooks.'),
	'6190': OF('feature not in subscription', 'The subscription has ended: QuickBooks takes nothing until it is paid.'),
	'6200': CLOSED,
	'6210': CLOSED,
	'6240': OF('duplicate', 'A customer, supplier or employee has this name already: QuickBooks wants names unique among the three.'),
	'6540': OF('validation', 'The payment stands in a deposit. Take it out there first.'),
	'10000': OF('outage', 'Run again later; nothing is posted twice.'),
};

/** What a code means; undefined for one that is not known. */
export const classify = (code: string): Known | undefined => (Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined);
