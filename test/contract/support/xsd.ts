import { readFileSync } from 'node:fs';
import { type Element, readXml } from '../../../sandbox/frame/xml';

/** What is left of the children after a particle has taken its part, in each way that it can. */
type Rest = Element[];
type Named = ReadonlyMap<string, Element>;

/** As much of XML Schema as a small published schema needs: all, sequence, choice, group, references, bounds, a few simple types. */
export class Schema {
	private readonly elements: Named;
	private readonly types: Named;
	private readonly groups: Named;

	constructor(file: string) {
		const { children } = readXml(readFileSync(file, 'utf8'));
		const named = (kind: string): Named => new Map(children.filter(({ name }) => name === kind).map((one) => [one.attributes.name ?? '', one]));
		[this.elements, this.types, this.groups] = [named('element'), named('complexType'), named('group')];
	}

	valid(element: Element): boolean {
		const declared = this.elements.get(element.name);
		return declared !== undefined && this.matches(declared, element);
	}

	private matches(declared: Element, element: Element): boolean {
		const reference = declared.attributes.ref;
		if (reference !== undefined) return this.valid(element);
		const { type } = declared.attributes;
		const complex = type === undefined ? part(declared, 'complexType') : this.types.get(type);
		if (complex !== undefined) return this.content(complex, element);
		const simple = part(declared, 'simpleType');
		if (element.children.length > 0) return type === undefined && simple === undefined;
		if (type === 'xs:boolean') return ['true', 'false', '1', '0'].includes(element.text.trim());
		return simple === undefined || restricted(simple, element.text.trim());
	}

	private content(type: Element, { children }: Element): boolean {
		const whole = part(type, 'all');
		if (whole !== undefined) return this.inAnyOrder(whole, children);
		const [model] = type.children;
		return model === undefined ? children.length === 0 : this.take(model, children).some((rest) => rest.length === 0);
	}

	private inAnyOrder({ children: declared }: Element, children: readonly Element[]): boolean {
		const known = children.every((child) => declared.some((one) => one.attributes.name === child.name && this.matches(one, child)));
		return known && declared.every((one) => {
			const count = children.filter(({ name }) => name === one.attributes.name).length;
			return count <= 1 && count >= Number(one.attributes.minOccurs ?? 1);
		});
	}

	private take(particle: Element, children: Rest): Rest[] {
		const { minOccurs = '1', maxOccurs = '1' } = particle.attributes;
		const most = maxOccurs === 'unbounded' ? Number.MAX_SAFE_INTEGER : Number(maxOccurs);
		const found: Rest[] = Number(minOccurs) === 0 ? [children] : [];
		let ways: Rest[] = [children];
		for (let count = 1; count <= most && ways.length > 0; count += 1) {
			ways = ways.flatMap((rest) => this.once(particle, rest).filter((after) => after.length < rest.length));
			if (count >= Number(minOccurs)) found.push(...ways);
		}
		return found;
	}

	private once(particle: Element, children: Rest): Rest[] {
		if (particle.name === 'choice') return particle.children.flatMap((one) => this.take(one, children));
		if (particle.name === 'sequence') return particle.children.reduce<Rest[]>((ways, one) => ways.flatMap((rest) => this.take(one, rest)), [children]);
		if (particle.name === 'group') {
			const model = this.groups.get(particle.attributes.ref ?? '')?.children[0];
			return model === undefined ? [] : this.take(model, children);
		}
		const [first, ...rest] = children;
		const wanted = particle.attributes.ref ?? particle.attributes.name;
		return first !== undefined && first.name === wanted && this.matches(particle, first) ? [rest] : [];
	}
}

function part(parent: Element, name: string): Element | undefined {
	return parent.children.find((child) => child.name === name);
}

function restricted(simple: Element, text: string): boolean {
	const facets = part(simple, 'restriction')?.children ?? [];
	if (!/^-?\d+$/.test(text)) return false;
	const bound = (name: string, without: number) => Number(facets.find((facet) => facet.name === name)?.attributes.value ?? without);
	return Number(text) >= bound('minInclusive', Number.MIN_SAFE_INTEGER) && Number(text) <= bound('maxInclusive', Number.MAX_SAFE_INTEGER);
}
