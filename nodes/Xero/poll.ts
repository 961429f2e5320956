import { NodeOperationError, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import type { Reader, ReadKind } from '../core/ledger';
import { asBooksError } from '../core/once';
import { take } from '../core/operations/read';
import { pollChanges } from '../core/poll';
import { openLedger } from './ledger';
import { choiceOfTrigger } from './parameters';

/** So many real records for the editor's "fetch test event". */
const SAMPLES = 5;

/** What is new or changed since the last poll: by Xero's change mark, or by comparing lists that have none. */
export async function pollXero(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const kind = context.getNodeParameter('event') as ReadKind;
	const startFrom = context.getNodeParameter('startFrom', 'now') as 'now' | 'beginning';
	try {
		const reader = (await openLedger(context, choiceOfTrigger(context))).readers[kind];
		if (reader === undefined) throw new BooksError({ category: 'validation', message: `Xero has no list of ${kind}` });
		const source = { changes: reader.changes?.bind(reader), all: () => reader.pages({}), samples: async () => await samplesOf(reader) };
		return await pollChanges(context, source, { kind, startFrom });
	} catch (error) {
		const { sentence, facts } = asBooksError(error);
		throw new NodeOperationError(context.getNode(), sentence, { description: facts.hint });
	}
}

/** The records changed last would be at the far end of the list, so any will do. */
async function samplesOf(reader: Reader) {
	return await take(reader, { activeOnly: true }, SAMPLES);
}
