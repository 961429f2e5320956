/**
 * The FreeMarker templates that the node sends: one JSON array, each value guarded, since a missing one or a number
 * printed with thousands separators would break it. Ids stay text; they have up to 19 digits.
 * Source: Expensify, "Export report template reference".
 */
export type NumberStyle = 'plain' | 'quoted';

/** Tag levels that a workspace may have. */
export const TAG_LEVELS = [1, 2, 3, 4, 5] as const;

/**
 * @param style `plain` prints numbers and booleans by `?c`. Where the server holds them as text `?c` fails; `quoted`
 * prints them as text instead, and the reader takes the separators out.
 */
export function reportTemplate(style: NumberStyle): string {
	const number = style === 'plain' ? plainNumber : quotedNumber;
	const flag = style === 'plain' ? plainFlag : quotedFlag;
	const expense = [
		bare('transactionID', 'e.transactionID'),
		text('merchant', 'e.merchant'),
		text('modifiedMerchant', 'e.modifiedMerchant'),
		bare('created', 'e.created'),
		bare('modifiedCreated', 'e.modifiedCreated'),
		number('amount', 'e.amount'),
		number('modifiedAmount', 'e.modifiedAmount'),
		number('convertedAmount', 'e.convertedAmount'),
		bare('currency', 'e.currency'),
		text('category', 'e.category'),
		text('categoryGlCode', 'e.categoryGlCode'),
		text('tag', 'e.tag'),
		text('tagGlCode', 'e.tagGlCode'),
		...TAG_LEVELS.flatMap((level) => [
			text(`ntag${level}`, `e.ntag${level}`),
			text(`ntag${level}GlCode`, `e.ntag${level}GlCode`),
		]),
		text('comment', 'e.comment'),
		flag('billable', 'e.billable', false),
		flag('reimbursable', 'e.reimbursable', true),
		text('bank', 'e.bank'),
		bare('cardID', 'e.cardID'),
		text('taxCode', 'e.taxCode'),
		text('taxName', 'e.taxName'),
		bare('taxRate', 'e.taxRate'),
		number('taxAmount', 'e.taxAmount'),
		number('modifiedTaxAmount', 'e.modifiedTaxAmount'),
		bare('receiptID', 'e.receiptID'),
		text('receiptFilename', 'e.receiptFilename'),
		text('receiptURL', '(e.receiptObject.url)'),
	];
	const report = [
		...statusFields(number),
		bare('oldReportID', 'r.oldReportID'),
		text('reportName', 'r.reportName'),
		bare('policyID', 'r.policyID'),
		text('policyName', 'r.policyName'),
		bare('currency', 'r.currency'),
		text('accountEmail', 'r.accountEmail'),
		text('submitterName', '(r.submitter.fullName)'),
		bare('submitterUserID', 'r.submitterUserID'),
		text('managerEmail', 'r.managerEmail'),
		bare('entryID', 'r.entryID'),
		`"expenses":${list('r.transactionList', 'e', expense)}`,
	];
	return list('reports', 'r', report);
}

/** As little as is needed to see what has changed; a poll reads many reports and few of them are new. */
export function statusTemplate(style: NumberStyle): string {
	return list('reports', 'r', statusFields(style === 'plain' ? plainNumber : quotedNumber));
}

type Field = (name: string, path: string) => string;

function statusFields(number: Field): string[] {
	return [
		bare('reportID', 'r.reportID'),
		bare('status', 'r.status'),
		number('total', 'r.total'),
		bare('created', 'r.created'),
		bare('submitted', 'r.submitted'),
		bare('approved', 'r.approved'),
		bare('reimbursed', 'r.reimbursed'),
	];
}

/** The guard keeps a report without expenses from stopping the whole export. */
function list(path: string, item: string, fields: string[]): string {
	const each = `{${fields.join(',')}}<#if ${item}_has_next>,\n</#if>`;
	return `[<#if ${path}?has_content><#list ${path} as ${item}>${each}</#list></#if>]`;
}

function text(name: string, path: string): string {
	return `"${name}":"\${(${path}!"")?json_string}"`;
}

/** Ids, days and codes: nothing in them needs escaping, and `?json_string` fails where one is held as a number. */
function bare(name: string, path: string): string {
	return `"${name}":"\${${path}!""}"`;
}

function plainNumber(name: string, path: string): string {
	return `"${name}":<#if ${path}?has_content>\${${path}?c}<#else>null</#if>`;
}

function quotedNumber(name: string, path: string): string {
	return `"${name}":"\${${path}!""}"`;
}

function plainFlag(name: string, path: string, missing: boolean): string {
	return `"${name}":\${(${path}!${String(missing)})?c}`;
}

/** `?string` without arguments takes a boolean as well as text. */
function quotedFlag(name: string, path: string, missing: boolean): string {
	return `"${name}":"\${(${path}!${String(missing)})?string}"`;
}
