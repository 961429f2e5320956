import type { Category } from '../core/errors';

export interface Known {
	category: Category;
	hint: string;
}

/** Codes in accounting words, the first that fits. Source: AccountsIQ, VisorExceptionCodes, "Troubleshooting". */
const KNOWN: ReadonlyArray<readonly [RegExp, Category, string]> = [
	[/APPLICATION_IS_REVOKED/, 'auth', 'The application was revoked in AccountsIQ. Let an administrator give access again.'],
	[/OAUTH|INVALID_TOKEN|TOKEN_EXPIRED|CLIENTSECRET/, 'auth', 'Check client ID and secret in the credential.'],
	[/ENTITY_ID_NOT_FOUND/, 'permission', 'This application cannot reach the entity. Choose another one, or let an administrator add it to the application.'],
	[/READ_ONLY|PERMISSION|ACCESS_DENIED/, 'permission', 'The application may only read, or the company takes no postings (a consolidation company). Let an administrator give the scope "write".'],
	[/CLOSED_PERIOD|ALREADY_CLOSED|PERIOD_CLOSED|DATE_IS_OUT_OF_RANGE|PERIOD_DOES_NOT_EXIST/, 'closed period', 'Open the period in AccountsIQ, or let the node use the first open day.'],
	[/ALREADY_EXISTS|ITEM_EXISTS|DUPLICATE/, 'duplicate', 'AccountsIQ holds a record of that code already. Use that one, or choose another code.'],
	[/_IS_(TOO_LONG|NULL|EMPTY|NULL_OR_EMPTY|NOT_UPPERCASE)$|UNSUPPORTED_CHARACTERS|INVALID_CHARACTERS/, 'validation', 'Fill in, shorten or correct the field that the code names. Codes are in upper case.'],
	[/NO_DEPARTMENT_IS_DEPARTMENTAL/, 'mapping', 'This account wants a BI code on each line. Map a dimension to it.'],
	[/GLACCOUNT/, 'mapping', 'Map this line to an active posting account.'],
	[/TAX_CODE/, 'mapping', 'Map this line to a tax code that exists in AccountsIQ.'],
	[/DEPARTMENT/, 'mapping', 'Map the dimension to an active BI code.'],
	[/SUPPLIER|CUSTOMER/, 'mapping', 'Name a supplier or customer that exists in AccountsIQ under exactly this code and is active.'],
	[/BANK_ACCOUNT/, 'mapping', 'Name the GL code of a bank account, as the list of bank accounts has it.'],
	[/CURRENCY/, 'mapping', 'Use a currency of this company.'],
	[/STOCKITEM/, 'mapping', 'Map the line to an item that exists in AccountsIQ.'],
	[/OUTDATED_RECORD/, 'duplicate', 'Somebody changed the record meanwhile. Run again.'],
	[/NOT_ALLOCATABLE|ALLOCAT/, 'validation', 'Look at what is outstanding on both documents.'],
	[/NOT_BALANCED|MORE_THEN_ONE_ROW/, 'validation', 'Make the lines of the journal sum to zero; it needs two at least.'],
	[/TOTAL_GROSS_AMT_NEGATIVE|NET_AMT_NEGATIVE/, 'validation', 'AccountsIQ takes no negative bill: post a supplier credit.'],
	[/NOT_FOUND|DOES_NOT_EXIST/, 'not found', 'It may have been deleted in AccountsIQ. Look it up again.'],
	[/^UNKNOWN$/, 'outage', 'Run again later; nothing is posted twice.'],
];

/** What a code means; undefined for one that is not known. */
export function classify(code: string): Known | undefined {
	const found = KNOWN.find(([says]) => says.test(code));
	return found === undefined ? undefined : { category: found[1], hint: found[2] };
}
