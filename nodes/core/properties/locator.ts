import type { IExecuteFunctions, INodeParameterResourceLocator, INodeProperties, INodePropertyMode } from 'n8n-workflow';
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

interface LocatorOptions extends Pick<INodeProperties, 'displayName' | 'name'>, Partial<INodeProperties> {
	modes: Mode[];
	/** The node's list search, for the mode "list". */
	search?: string;
}

/** A choice of an existing record: from a live list that can be searched, or by whichever name is known. */
export function locator({ modes, search, ...rest }: LocatorOptions): INodeProperties {
	const [first = 'id'] = modes;
	return {
		...rest,
		type: 'resourceLocator',
		default: { mode: first, value: '' },
		modes: modes.map((mode): INodePropertyMode => {
			if (mode === 'list') {
				const typeOptions = { searchListMethod: search ?? '', searchable: true };
				return { displayName: 'From List', name: 'list', type: 'list', typeOptions };
			}
			return { displayName: `By ${WORDS[mode]}`, name: mode, type: 'string' };
		}),
	};
}

/** What the user chose, or undefined for an empty choice. Values of lists are the vendor's ids. */
export function readLocator(value: unknown): Ref | undefined {
	const { mode, value: chosen } = (value ?? {}) as Partial<INodeParameterResourceLocator>;
	const text = String(chosen ?? '').trim();
	if (text === '') return undefined;
	if (mode === 'code') return { code: text };
	if (mode === 'name') return { name: text };
	if (mode === 'email') return { email: text };
	return { id: text };
}

export function refFromLocator(context: IExecuteFunctions, name: string, index: number): Ref | undefined {
	return readLocator(context.getNodeParameter(name, index, undefined));
}

export function targetFromLocator(context: IExecuteFunctions, name: string, index: number): Target {
	const { mode, value } = context.getNodeParameter(name, index) as INodeParameterResourceLocator;
	const text = String(value ?? '').trim();
	if (mode === 'code') return { code: text };
	if (mode === 'name') return { name: text };
	if (mode === 'number') return { number: text };
	if (mode === 'key') return { key: text };
	return { id: text };
}
