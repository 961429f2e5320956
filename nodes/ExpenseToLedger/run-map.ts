import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { NOTHING } from './confirm';
import type { Reason } from './held';
import { readSettings } from './read-settings';
import { mapByWorkspace } from './workspaces';

/** Map Reports: outputs Ready (documents), Held (reports with reasons), Nothing to Post (reports). */
export function runMap(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const settings = readSettings(context, new Date());
	if (!settings.ok) {
		const { message, facts } = settings.error;
		if (!context.continueOnFail()) {
			throw new NodeOperationError(context.getNode(), message, { description: facts.hint, itemIndex: 0, level: 'warning' });
		}
		// n8n would hand the input on as if it were ready; reports without a mapping are held.
		const reasons: Reason[] = [{ category: 'validation', message, hint: facts.hint ?? '', field: 'settings' }];
		return [[], items.map((item, index) => heldItem(item, index, reasons)), []];
	}
	const { ready, held, nothing, repeated } = mapByWorkspace(items.map(({ json }) => json), settings.value.settings, settings.value.workspaces);
	if (repeated.length > 0) {
		const message = `Came in more than once and mapped once: ${repeated.join(', ')}.`;
		context.addExecutionHints({ message, location: 'outputPane', type: 'info' });
	}
	return [
		ready.map(({ document, items: sources }) => ({ json: plain(document), pairedItem: paired(sources) })),
		held.map(({ item, reasons }) => heldItem(items[item], item, reasons)),
		nothing.map(({ item, origin, reason }) => ({
			json: { ...items[item]?.json, action: NOTHING, reason, origin: plain(origin) },
			...binaryOf(items[item]),
			pairedItem: { item },
		})),
	];
}

/** The input as it came, with all that holds it. */
function heldItem(item: INodeExecutionData | undefined, index: number, reasons: Reason[]): INodeExecutionData {
	return {
		json: { ...item?.json, held: reasons.map((reason) => ({ ...reason })) },
		...binaryOf(item),
		pairedItem: { item: index },
	};
}

function binaryOf(item: INodeExecutionData | undefined): Pick<INodeExecutionData, 'binary'> {
	return item?.binary === undefined ? {} : { binary: item.binary };
}

/** One source as n8n likes it best; several for documents of a whole month. */
export function paired(items: number[]): INodeExecutionData['pairedItem'] {
	const [first] = items;
	return items.length === 1 && first !== undefined ? { item: first } : items.map((item) => ({ item }));
}

/** Items hold plain JSON: what is undefined is not there. */
export function plain(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}
