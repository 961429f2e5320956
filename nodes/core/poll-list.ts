import { NodeOperationError, type INodeExecutionData, type INodeProperties, type IPollFunctions } from 'n8n-workflow';
import { asBooksError, BooksError } from './errors';
import { take } from './operations/read';
import { pollChanges, type PollOptions, type PollSource } from './poll';
import type { Reader, Reading } from './session';

/** So many real records for the editor's "fetch test event". */
const SAMPLES = 5;

/** What `pollList` asks the node for, beside the parameter "event", whose values are kinds. */
export const startFromProperty: INodeProperties = {
	displayName: 'Start From',
	name: 'startFrom',
	type: 'options',
	default: 'now',
	description: 'What the first run after activation delivers',
	options: [
		{ name: 'Everything There Is', value: 'beginning' },
		{ name: 'Now', value: 'now' },
	],
};

/**
 * A whole polling trigger over a session's lists: what is new or changed in the kind that the node's parameter "event"
 * names, by the vendor's change mark, or by comparing lists that have none.
 * @param system for people: "Xero"
 */
export async function pollList(
	context: IPollFunctions,
	system: string,
	open: () => Promise<Reading>,
	options: Pick<PollOptions, 'overlapSeconds' | 'mostItems'> = {},
): Promise<INodeExecutionData[][] | null> {
	const kind = context.getNodeParameter('event') as string;
	const startFrom = context.getNodeParameter('startFrom', 'now') as PollOptions['startFrom'];
	try {
		const { readers } = await open();
		const reader = readers[kind];
		if (reader === undefined) throw new BooksError({ category: 'validation', message: `${system} has no list of ${kind}` });
		return await pollChanges(context, pollSourceOf(reader), { ...options, kind, startFrom });
	} catch (error) {
		const { sentence, facts } = asBooksError(error);
		throw new NodeOperationError(context.getNode(), sentence, { description: facts.hint });
	}
}

/** A reader as the polling loop wants it. */
export function pollSourceOf(reader: Reader): PollSource {
	return {
		changes: reader.changes?.bind(reader),
		all: () => reader.pages({}),
		...(reader.deltas === true ? { allSince: (since: string) => reader.pages({ changedSince: since }) } : {}),
		// The records changed last would be at the far end of the list, so any will do.
		samples: async () => await take(reader, { activeOnly: true }, SAMPLES),
	};
}
