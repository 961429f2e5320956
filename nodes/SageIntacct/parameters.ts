import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

/** The chosen entity; empty for the credential's. */
export function entityOf(context: IExecuteFunctions, index: number): string {
	return textOf(context.getNodeParameter('entity', index, '', { extractValue: true }));
}

export function entityOfList(context: ILoadOptionsFunctions): string {
	return textOf(context.getCurrentNodeParameter('entity', { extractValue: true }));
}

export function entityOfTrigger(context: IPollFunctions | IWebhookFunctions): string {
	return textOf(context.getNodeParameter('entity', '', { extractValue: true }));
}

/** Symbol of the journal that entries go to. */
export function journalOf(context: IExecuteFunctions, index: number): string {
	return String(context.getNodeParameter('journalSymbol', index, '') ?? '').trim() || 'GJ';
}

function textOf(value: unknown): string {
	const inner = value !== null && typeof value === 'object' ? (value as { value?: unknown }).value : value;
	return typeof inner === 'string' ? inner.trim() : '';
}
