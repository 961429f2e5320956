import type { FastifyInstance } from 'fastify';
import { readSettings } from '../state/settings';
import { fromCents } from '../state/rates';
import type { Store } from '../state/store';
import { textPdf } from '../../frame/files/pdf';
import { receiptPng } from '../../frame/files/png';

const SIGN_IN = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to see this receipt</h1></body></html>';

/** Receipts, as the addresses inside of an export name them. */
export function receiptRoutes(app: FastifyInstance, store: Store): void {
	app.get<{ Params: { id: string } }>('/receipts/:id', async ({ params }, reply) => {
		// Some accounts give receipts to anyone with the address, others show their sign-in page, with status 200.
		if (!readSettings(store).openReceipts) return await reply.type('text/html;charset=utf-8').send(SIGN_IN);
		const row = store.one('SELECT * FROM exp_expenses WHERE receipt_id = ?', params.id);
		if (row === undefined) return await reply.code(404).type('text/plain').send('Not found');
		const name = String(row.receipt_filename);
		const isPdf = name.toLowerCase().endsWith('.pdf');
		const lines = [String(row.merchant), String(row.created), `${fromCents(Number(row.amount))} ${String(row.currency)}`, name];
		const plainName = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
		return await reply
			.type(isPdf ? 'application/pdf' : 'image/png')
			.header('content-disposition', `inline; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`)
			.send(isPdf ? textPdf(lines) : receiptPng(params.id + name));
	});
}
