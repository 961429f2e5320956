import { BooksError } from '../core/errors';
import type { Line, Ref } from '../core/model/documents';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import { isActive } from './lists';
import { optionsByDimension } from './readers';
import { BI_CODE } from './shapes/records';

const folded = (text: string | undefined): string => (text ?? '').normalize('NFC').trim().toLowerCase();
export const called = (ref: Ref): string => `"${ref.code ?? ref.name ?? ref.email ?? ref.id}"`;

interface Names {
	id?: string;
	code: string;
	name: string;
	email?: string;
}

/** The records that a reference names: by id, else code, else e-mail, else name, whichever it has first. */
export function matching(records: XmlElement[], ref: Ref, names: Names): XmlElement[] {
	const by = (field: string, text: string) => records.filter((record) => folded(textIn(record, field)) === folded(text));
	if (ref.id !== undefined) {
		const byId = names.id === undefined ? [] : by(names.id, ref.id);
		return byId.length > 0 ? byId : by(names.code, ref.id);
	}
	if (ref.code !== undefined) return by(names.code, ref.code);
	const byEmail = ref.email === undefined || names.email === undefined ? [] : by(names.email, ref.email);
	if (byEmail.length > 0 || ref.name === undefined) return byEmail;
	return by(names.name, ref.name);
}

export function problem(field: string, message: string, hint: string, line?: number): BooksError {
	return new BooksError({ category: 'mapping', field, message, hint, line });
}

export function lineAccount(accounts: XmlElement[], ref: Ref | undefined, line: number): XmlElement | BooksError {
	const hint = 'Map its category to an active posting account, or name a default account.';
	if (ref === undefined) return problem('account', 'The line has no account', hint, line);
	const found = matching(accounts, ref, { code: 'Code', name: 'Description' });
	const account = found.find(isActive) ?? found[0];
	if (account === undefined) return problem('account', `The account ${called(ref)} does not exist`, hint, line);
	if (!isActive(account)) return problem('account', `The account ${called(ref)} is inactive`, hint, line);
	const type = textIn(account, 'AccountType') ?? '';
	if (!/control|bank/i.test(type)) return account;
	return problem('account', `The account ${called(ref)} is a ${type.toLowerCase()} account, which takes no lines`, hint, line);
}

export function lineTax(taxes: XmlElement[], ref: Ref | undefined, account: XmlElement | undefined, line: number): XmlElement | BooksError {
	const usual = account === undefined ? undefined : textIn(account, 'DefaultTaxID');
	const wanted: Ref | undefined = ref ?? (usual === undefined ? undefined : { id: usual });
	const hint = 'Map the tax of the line to a tax code, or name a default tax rate.';
	if (wanted === undefined) return problem('taxRate', 'The line has no tax code, and its account suggests none', hint, line);
	const [tax] = matching(taxes, wanted, { id: 'ID', code: 'Code', name: 'Description' });
	return tax ?? problem('taxRate', `The tax code ${called(wanted)} does not exist`, hint, line);
}

/**
 * The BI code of a line: named as such, or the one that carries all the named options. Undefined where the line has no
 * dimensions and its account wants none.
 */
export function lineBiCode(
	departments: XmlElement[],
	dimensions: XmlElement[],
	{ dimensions: choices = [] }: Line,
	account: XmlElement | undefined,
	line: number,
): string | undefined | BooksError {
	if (choices.length === 0) {
		if (account === undefined || textIn(account, 'IsDepartmental') !== 'true') return undefined;
		const what = `The account "${textIn(account, 'Code')}" wants a BI code on each line`;
		return problem('dimensions', what, 'Map a department, project or tag to a BI code.', line);
	}
	const wanted: Array<[string, string]> = [];
	let direct: XmlElement | undefined;
	for (const { dimension, value } of choices) {
		if (dimension === undefined || isBiCode(dimension)) {
			const found = matching(departments, bare(value), { code: 'DepartmentID', name: 'Description' });
			direct = found.find(isActive) ?? found[0];
			if (direct === undefined) return problem('dimensions', `The BI code ${called(value)} does not exist`, 'Map it to a BI code of AccountsIQ.', line);
			continue;
		}
		const [meant] = matching(dimensions, dimension, { code: 'Code', name: 'Description' });
		if (meant === undefined) return problem('dimensions', `The dimension ${called(dimension)} does not exist`, 'Name a dimension of AccountsIQ, or "BI Code".', line);
		const option = optionIn(meant, bare(value));
		if (option === undefined) return problem('dimensions', `The dimension ${called(dimension)} has no option ${called(value)}`, 'Map it to an option of this dimension.', line);
		wanted.push([textIn(meant, 'Code') ?? '', option]);
	}
	const fitting = (direct === undefined ? departments.filter(isActive) : [direct]).filter((department) => {
		const options = optionsByDimension(dimensions, department);
		return wanted.every(([dimension, option]) => folded(options.get(dimension)) === folded(option));
	});
	return theOne(fitting, wanted, direct, line);
}

function theOne(fitting: XmlElement[], wanted: Array<[string, string]>, direct: XmlElement | undefined, line: number): string | BooksError {
	const [only, ...others] = fitting;
	const codes = fitting.map((one) => textIn(one, 'DepartmentID')).join(', ');
	const options = wanted.map(([dimension, option]) => `${dimension} ${option}`).join(' and ');
	if (direct !== undefined && !isActive(direct)) {
		return problem('dimensions', `The BI code "${textIn(direct, 'DepartmentID')}" is inactive`, 'Activate it in AccountsIQ, or map to another one.', line);
	}
	if (only === undefined) {
		const what = direct === undefined ? `No active BI code carries ${options}` : `The BI code "${textIn(direct, 'DepartmentID')}" does not carry ${options}`;
		return problem('dimensions', what, 'Make such a BI code in AccountsIQ, or map to the BI code itself.', line);
	}
	if (others.length > 0) {
		return problem('dimensions', `Several BI codes carry ${options}: ${codes}`, 'Map to the BI code itself, or name one more dimension.', line);
	}
	return textIn(only, 'DepartmentID') ?? '';
}

function isBiCode({ id, code, name }: Ref): boolean {
	return [id, code, name].some((text) => /^bi ?codes?$/i.test((text ?? '').trim()));
}

/** Our own ids name the dimension before the code. */
function bare(value: Ref): Ref {
	return value.id?.includes('/') === true ? { code: value.id.slice(value.id.indexOf('/') + 1) } : value;
}

function optionIn(dimension: XmlElement, value: Ref): string | undefined {
	const { WSAnalysisDimensionCode: rows } = (dimension.DimensionCodes ?? {}) as { WSAnalysisDimensionCode?: XmlElement | XmlElement[] };
	const options = rows === undefined ? [] : Array.isArray(rows) ? rows : [rows];
	const [found] = matching(options, value, { code: 'Code', name: 'Description' });
	return found === undefined ? undefined : textIn(found, 'Code');
}

export { BI_CODE };
