import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/** The chosen entity; empty for the credential's. */
export function entityOf(context: IExecuteFunctions, index: number): string {
	return textOf(context.getNodeParameter('entity', index, '', { extractValue: true }));
}

export function entityOfList(context: ILoadOptionsFunctions): string {
	return textOf(context.getCurrentNodeParameter('entity', { extractValue: true }));
}

export function entityOfTrigger(context: IPollFunctions): string {
	return textOf(context.getNodeParameter('entity', '', { extractValue: true }));
}

function textOf(value: unknown): string {
	const inner = value !== null && typeof value === 'object' ? (value as { value?: unknown }).value : value;
	return typeof inner === 'string' ? inner.trim() : '';
}
