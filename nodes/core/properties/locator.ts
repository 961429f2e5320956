import type { IExecuteFunctions, INodeParameterResourceLocator, INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { BooksError } from '../errors';
import type { Target } from '../ledger';
import type { Ref } from '../model/documents';

type Mode = 'list' | 'id' | 'code' | 'name' | 'email' | 'number' | 'key';

const WORDS: Readonly<Record<Exclude<Mode, 'list'>, string>> = {
	id: 'ID',
	code: 'Code',
	name: 'Name',
	email: 'Email',
	number: 'Number',
	key: 'Document Key',
};

type LocatorOptions = Pick<INodeProperties, 'displayName' | 'name'> & Partial<Omit<INodeProperties, 'modes'>> & {
	modes: Mode[];
	/** The node's list search, for the mode "list". */
	search?: string;
};

/** A choice of an existing record: from a live list that can be searched, or by whichever name is known. */
export function locator({ modes, search, ...rest }: LocatorOptions): INodeProperties {
	const [first = 'id'] = modes;
	return {
		...rest,
		type: 'resourceLocator',
		default: { mode: first, value: '' },
		modes: modes.map((mode): INodePropertyMode => {
			const named = { displayName: mode === 'list' ? 'From List' : `By ${WORDS[mode]}`, name: mode };
			if (mode !== 'list') return { ...named, type: 'string' };
			return { ...named, type: 'list', typeOptions: { searchListMethod: search ?? '', searchable: true } };
		}),
	};
}

/**
 * What the user chose, or undefined for an empty choice. Values of lists are the vendor's ids, and so is plain text,
 * which an expression over the whole field gives.
 */
export function readLocator(value: unknown): Ref | undefined {
	const { mode, text } = chosen(value);
	if (text === '') return undefined;
	if (mode === 'code') return { code: text };
	if (mode === 'name') return { name: text };
	if (mode === 'email') return { email: text };
	return { id: text };
}

export function refFromLocator(context: IExecuteFunctions, name: string, index: number): Ref | undefined {
	// Not null or undefined: n8n throws for a field that this resource does not show, unless a fallback is given.
	return readLocator(context.getNodeParameter(name, index, ''));
}

/** @throws BooksError where the choice is empty: an address that ends in no id would name the whole collection */
export function targetFromLocator(context: IExecuteFunctions, name: string, index: number): Target {
	const { mode, text } = chosen(context.getNodeParameter(name, index));
	if (text === '') {
		throw new BooksError({
			message: 'Nothing says which record is meant',
			category: 'validation',
			field: name,
			hint: 'Give its ID, number, code, name or document key.',
		});
	}
	if (mode === 'code') return { code: text };
	if (mode === 'name') return { name: text };
	if (mode === 'number') return { number: text };
	if (mode === 'key') return { key: text };
	return { id: text };
}

function chosen(locator: unknown): { mode: string; text: string } {
	const { mode, value } = (
		locator !== null && typeof locator === 'object' ? locator : { mode: 'id', value: locator }
	) as Partial<INodeParameterResourceLocator>;
	return { mode: String(mode ?? 'id'), text: String(value ?? '').trim() };
}
