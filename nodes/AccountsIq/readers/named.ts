import type { Target } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import type { AccountsIq } from '../api';
import { textIn } from '../../core/xml-elements';
import { familyOf, reversalOf, transactionPages, transactionsNamed } from '../transactions';

/** By id, by our key, which is the external reference, or by AccountsIQ's own number. Undefined where there is none. */
export async function named(aiq: AccountsIq, types: readonly string[], target: Target): Promise<XmlElement | undefined> {
	const { id, number } = target;
	const reference = referenceIn(target);
	if (id === undefined && reference !== undefined) return await standingUnder(aiq, types, reference);
	if (id !== undefined && !/^\d+$/.test(id)) return undefined;
	for await (const page of transactionPages(aiq, { types, ...(id === undefined ? {} : { ids: [id] }) })) {
		const found = page.find((one) => (id === undefined ? textIn(one, 'InternalNumber') === number : textIn(one, 'TransactionID') === id));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** All transactions of a document: an expense with several lines, named by its key, is as many bank payments. */
export async function partsOf(aiq: AccountsIq, types: readonly string[], target: Target): Promise<XmlElement[]> {
	const whole = await named(aiq, types, target);
	const key = target.id === undefined ? referenceIn(target) : undefined;
	const parts: XmlElement[] = [];
	if (whole !== undefined) return [whole];
	if (key === undefined || !types.includes('BP')) return parts;
	for (let line = 1; ; line++) {
		const part = await standingUnder(aiq, types, `${key}-${line}`);
		if (part === undefined) return parts;
		parts.push(part);
	}
}

const referenceIn = ({ key, code, name }: Target): string | undefined => key ?? code ?? name;

/** Where one was taken back and posted anew, the new one; where all were taken back, the last. */
async function standingUnder(aiq: AccountsIq, types: readonly string[], reference: string): Promise<XmlElement | undefined> {
	const found = await transactionsNamed(aiq, reference, types);
	if (found.length < 2) return found[0];
	const back = await transactionsNamed(aiq, reversalOf(reference), familyOf(types));
	return found[back.length] ?? found.at(-1);
}
