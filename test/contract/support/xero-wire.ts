import type { Answer, XeroBench } from './xero';

export type Fields = Record<string, unknown>;

/** Bills and their lines in Xero's own shape, for what the vendor's client cannot say wrongly. */
export const line = (more: Fields = {}): Fields => ({
	Description: 'Work',
	Quantity: 1,
	UnitAmount: 100,
	AccountCode: '429',
	...more,
});
export const bill = (more: Fields = {}): Fields => ({
	Type: 'ACCPAY',
	Status: 'AUTHORISED',
	Contact: { Name: 'Bay Hire Ltd' },
	Date: '2026-11-03',
	DueDate: '2026-12-03',
	LineItems: [line()],
	...more,
});

export const put = async (bench: XeroBench, ...invoices: Fields[]): Promise<Answer> =>
	await bench.api('PUT', '/Invoices', { body: { Invoices: invoices } });

export async function made(bench: XeroBench, more: Fields = {}): Promise<Answer['json']> {
	const { status, json, text } = await put(bench, bill(more));
	if (status !== 200) throw new Error(text);
	return json.Invoices[0];
}

export const change = async (bench: XeroBench, id: string, body: Fields): Promise<Answer> =>
	await bench.api('POST', `/Invoices/${id}`, { body });

/** The messages of a refusal, of all its elements. */
export function messages({ status, json }: Answer): string[] {
	expect(status).toBe(400);
	return json.Elements.flatMap(({ ValidationErrors }: { ValidationErrors: Array<{ Message: string }> }) =>
		ValidationErrors.map(({ Message }) => Message),
	);
}
