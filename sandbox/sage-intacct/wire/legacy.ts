import type { Element } from '../../frame/xml';
import { schemaError } from './errors';
import { LEGACY } from './legacy-shapes';

interface Slot {
	names: string[];
	needed: boolean;
	many: boolean;
}

/** "vendorid! datedue|termname lineitem+": needed, either one, several. */
function slotsOf(written: string): Slot[] {
	return written.trim().split(/\s+/).map((one) => ({ names: one.replace(/[!+]+$/, '').split('|'), needed: /!\+?$/.test(one), many: one.endsWith('+') }));
}

const compiled = new Map<string, Slot[]>();
function shapeOf(name: string): Slot[] | undefined {
	const written = LEGACY.elements[name];
	if (written === undefined) return undefined;
	const known = compiled.get(name) ?? slotsOf(written);
	compiled.set(name, known);
	return known;
}

const DATES = /^(date.*|exchratedate|paymentdate|expensedate|revrec(start|end)date|datereversed)$/;
const DATE_PARTS = slotsOf('year! month! day!');

/** Whether the function is one of those whose children stand in an order. */
export function isLegacy(name: string): boolean {
	return LEGACY.functions.has(name);
}

/**
 * Holds a legacy function against its order.
 * @throws ControlFailure naming the first element that is out of place
 */
export function checkLegacy(element: Element, strict: boolean): void {
	const { name, children } = element;
	const isDate = DATES.test(name) && children.length > 0;
	const slots = isDate ? DATE_PARTS : shapeOf(name);
	if (slots === undefined) {
		if (children.length > 0) throw schemaError(`Element '${children[0]?.name ?? ''}': This element is not expected.`);
		return;
	}
	if (strict || isDate) inOrder(name, children, slots);
	else known(children, slots);
	for (const child of children) checkLegacy(child, strict);
}

function inOrder(name: string, children: readonly Element[], slots: readonly Slot[]): void {
	let at = 0;
	let used = false;
	for (const child of children) {
		const start = at;
		while (at < slots.length && !(slots[at]?.names.includes(child.name) === true && (!used || slots[at]?.many === true))) {
			if (slots[at]?.needed === true && !used) throw schemaError(`Element '${child.name}': This element is not expected. Expected is ( ${slots[at]?.names.join(' | ') ?? ''} ).`);
			at += 1;
			used = false;
		}
		if (at === slots.length) {
			const expected = slots.slice(start).flatMap(({ names }) => names).filter((one) => one !== child.name);
			throw schemaError(`Element '${child.name}': This element is not expected.${expected.length === 0 ? '' : ` Expected is one of ( ${expected.join(', ')} ).`}`);
		}
		used = true;
	}
	for (let rest = at + (used ? 1 : 0); rest < slots.length; rest += 1) {
		if (slots[rest]?.needed === true) throw schemaError(`Element '${name}': Missing child element(s). Expected is ( ${slots[rest]?.names.join(' | ') ?? ''} ).`);
	}
}

function known(children: readonly Element[], slots: readonly Slot[]): void {
	for (const child of children) if (!slots.some(({ names }) => names.includes(child.name))) throw schemaError(`Element '${child.name}': This element is not expected.`);
}
