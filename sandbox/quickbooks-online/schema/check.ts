import { exact, isAmount, round, toNumber } from '../../frame/money';
import type { Body, Records, Ref } from '../state/records';
import { isDay } from '../state/times';
import { fault, unsupported } from '../wire/faults';
import type { Field, Fields } from './types';

/** How the vendor names the table that a broken reference points into. */
const TABLES: Readonly<Record<string, string>> = {
	Account: 'Accounts', Class: 'Klasses', Department: 'Depts', Customer: 'Names', Vendor: 'Names', Employee: 'Names', Item: 'Items', TaxCode: 'Tax Codes',
	TaxRate: 'Tax Rates', Term: 'Terms', PaymentMethod: 'Payment Methods',
};
/** Codes of a US company that are no records. */
const PSEUDO_CODES: ReadonlySet<string> = new Set(['TAX', 'NON', 'CustomSalesTax']);

/** Checks a body against the fields of an entity; what QuickBooks sets itself is left out of the result. */
export function checkBody(records: Records, fields: Fields, body: Body, path = ''): Body {
	const checked: Body = {};
	for (const [name, value] of Object.entries(body)) {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field === undefined) throw unsupported(name);
		if (field.kind === 'own') continue;
		// Null and an empty text clear a field.
		if (value === null || value === '') {
			checked[name] = undefined;
			continue;
		}
		checked[name] = checkValue(records, field, value, path === '' ? name : `${path}.${name}`);
	}
	return checked;
}

function checkValue(records: Records, field: Field, value: unknown, path: string): unknown {
	switch (field.kind) {
		case 'text':
			return checkText(value, field.max, path);
		case 'email':
			return checkEmail(value, field.max, path);
		case 'flag':
			if (typeof value === 'boolean') return value;
			if (value === 'true' || value === 'false') return value === 'true';
			throw unsupported(path);
		case 'number':
			return checkNumber(value, field.places, path);
		case 'day':
			if (typeof value !== 'string' || !isDay(value.slice(0, 10))) throw fault(2060, `Invalid Date : ${String(value)}`, path);
			return value.slice(0, 10);
		case 'choice':
			if (typeof value !== 'string' || !field.of.includes(value)) throw fault(2170, `Invalid Enumeration : ${String(value)}`, path);
			return value;
		case 'ref':
			return checkRef(records, field.to, value, path);
		case 'object':
			return checkBody(records, field.fields, objectOf(value, path), path);
		case 'list':
			if (!Array.isArray(value)) throw unsupported(path);
			return value.map((one) => checkValue(records, field.of, one, path));
		default:
			return value;
	}
}

function checkText(value: unknown, max: number, path: string): string {
	if (typeof value !== 'string' && typeof value !== 'number') throw unsupported(path);
	const written = String(value);
	if (written.length > max) {
		throw fault(2050, `${path.split('.').at(-1) ?? path}: String length is either shorter or longer than supported by specification. Min:0 Max:${max} supported. Supplied length:${written.length}`, path);
	}
	// eslint-disable-next-line no-control-regex
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(written)) throw fault(2040, undefined, path);
	return written;
}

function checkEmail(value: unknown, max: number, path: string): string {
	const written = checkText(value, max, path);
	const isRight = written.split(/[,;]/).every((one) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one.trim()));
	if (!isRight) throw fault(2210, `Invalid Email Address format : Email Address does not conform to the RFC 822 standard. Supplied value:${written}`, path);
	return written;
}

function checkNumber(value: unknown, places: number, path: string): number {
	const written = typeof value === 'number' ? String(value) : value;
	if (typeof written !== 'string' || !isAmount(written.trim())) throw unsupported(path);
	const amount = exact(written.trim());
	if (String(amount / 10n ** 12n).replace('-', '').length > 10) throw fault(2080, `Invalid Number : ${written}`, path);
	return toNumber(round(amount, places));
}

function checkRef(records: Records, to: readonly string[], value: unknown, path: string): Ref {
	const { value: id, type, name } = objectOf(value, path);
	if (typeof id !== 'string' && typeof id !== 'number') throw fault(2020, `Required parameter ${path}.value is missing in the request`, path);
	const wanted = String(id);
	if (wanted === '') throw fault(2030, `Invalid Id : Id should be a valid number. Supplied value:${wanted}`, path);
	const kept = { value: wanted, ...(typeof type === 'string' ? { type } : {}) };
	// Currencies and the like are no records; their references are looked at by the rules.
	if (to.length === 0) return { ...kept, ...(typeof name === 'string' ? { name } : {}) };
	if (to.includes('TaxCode') && PSEUDO_CODES.has(wanted)) return kept;
	for (const entity of to) {
		if (typeof type === 'string' && to.length > 1 && type !== entity) continue;
		const found = records.get(entity, wanted);
		if (found === undefined) continue;
		if (found.Active === false) {
			throw fault(2500, "Invalid Reference Id : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.", path);
		}
		const shown = found.FullyQualifiedName ?? found.DisplayName ?? found.Name;
		return { ...kept, ...(shown === undefined ? {} : { name: String(shown) }) };
	}
	throw fault(2500, `Invalid Reference Id : ${TABLES[to[0] ?? ''] ?? `${to[0] ?? ''}s`} element id ${wanted} not found`, path);
}

function objectOf(value: unknown, path: string): Body {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unsupported(path);
	return value as Body; // just checked
}
