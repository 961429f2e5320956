import type { Category } from '../core/errors';

export interface Known {
	category: Category;
	hint: string;
	/** It may have been carried out all the same. */
	outcomeUnknown?: boolean;
}

type Row = readonly [code: RegExp | undefined, says: RegExp | undefined, category: Category, hint: string];

/**
 * The first row that fits: by code where Intacct has one, else by its words, since one code stands for many things.
 * Source: Sage Intacct, "Error handling", "FAQ"; the pages of the functions.
 */
const ROWS: readonly Row[] = [
	[undefined, /Temporarily Off-?line/i, 'outage', 'Run again later; nothing is posted twice.'],
	[/^GW-0010$/, undefined, 'rate limit', 'Run again later, or lower "Calls at Once" in the credential.'],
	[/^GW-/, undefined, 'outage', 'Run again later; nothing is posted twice.'],
	[undefined, /Invalid Web Services Authorization/i, 'auth', 'Let an administrator add the sender ID in Sage Intacct: Company, Setup, Company, Security, Web Services Authorizations.'],
	[undefined, /not authorized for XML transactions|Web Services is not subscribed/i, 'feature not in subscription', 'Let an administrator subscribe to Web Services: Company, Admin, Subscriptions.'],
	[undefined, /company .*has expired|is locked/i, 'auth', 'Speak to Sage, or name another company in the credential.'],
	[undefined, /XML Partner ID or password/i, 'auth', 'Check sender ID and sender password in the credential; both tell capitals apart.'],
	[/JPP0002$/, undefined, 'auth', 'Check sender, company, user and passwords in the credential.'],
	[undefined, /Sign-in information is incorrect|session .*(expired|invalid|timed out)|invalid session/i, 'auth', 'Check company, user and user password in the credential.'],
	[/^PL04000005$/, undefined, 'permission', 'Give the web services user this permission in Sage Intacct.'],
	[undefined, /(do|does) not have permission|Not authorized to execute|insufficient permission/i, 'permission', 'Give the web services user this permission in Sage Intacct.'],
	[undefined, /not subscribed|subscription|module .*(not|isn.t) (enabled|active)|Object definition \S+ not found|not a valid function/i, 'feature not in subscription', 'Subscribe to the module in Sage Intacct: Company, Admin, Subscriptions.'],
	[undefined, /period.*closed|closed.*period|Date must be on or after|books are closed/i, 'closed period', 'Open the period in Sage Intacct, or let the node use the first open day.'],
	[undefined, /already exists|Another .* with the (given )?value|Duplicate account number|duplicate transaction/i, 'duplicate', 'Look the record up in Sage Intacct.'],
	[/^(BL34000061|PL05000104)$/, undefined, 'duplicate', 'Look the record up in Sage Intacct.'],
	[undefined, /Cannot find|Cannot update non-existing|can't find this transaction|does not exist/i, 'not found', 'It may have been deleted in Sage Intacct. Look it up again.'],
	[undefined, /exceeds total amount due|already paid|no due on the bill/i, 'duplicate', 'The document is paid already; look at its payments in Sage Intacct.'],
	[/^BL03000130$/, undefined, 'duplicate', 'The invoice is paid already; look at its payments in Sage Intacct.'],
	[/^BL02000051$/, undefined, 'mapping', 'Name a bank account of the currency in place of undeposited funds.'],
	[undefined, /missing the .* dimension|requires an? |Location must be|Department must be/i, 'mapping', 'Give the line the dimension that its account wants.'],
	[undefined, /Activate the/i, 'mapping', 'Activate it in Sage Intacct, or map to another one.'],
	[undefined, /(specified is not valid|is invalid|Invalid \w[\w ]* '.*' specified|Invalid .* specified)/i, 'mapping', 'Map it to a record that exists in this company and entity.'],
	[undefined, /Tax detail .* cannot be used/i, 'mapping', 'Map the tax to a tax detail of the entity\'s tax solution.'],
	[undefined, /do not balance|out of balance/i, 'validation', 'Make debits and credits equal, in each entity.'],
	[undefined, /payment batch key|summary/i, 'validation', 'Let Sage Intacct make the summaries: set their frequency in the module\'s configuration to daily or monthly.'],
	[/^XL03000009$/, undefined, 'validation', 'Look at the other functions of the same request.'],
];

/** What a refusal means; undefined for one that is not known. */
export function classify(code: string, text: string): Known | undefined {
	const found = ROWS.find(([ofCode, says]) => (ofCode === undefined || ofCode.test(code)) && (says === undefined || says.test(text)));
	return found === undefined ? undefined : { category: found[2], hint: found[3] };
}
