import { putFile } from '../export/files';
import { finish, readFinish } from '../export/finish';
import { exportModel } from '../export/model';
import { expenseHash } from '../export/expense-model';
import { policyLists } from '../export/lists';
import { rendered } from '../export/rendered';
import type { Hash } from '../freemarker';
import { report } from '../state/reports';
import type { Row } from '../state/store';
import { day, malformed, object, text, textOr } from './params';
import { needsDomainAdmin } from './rights';
import { AS_TEXT, type Job, type JobHandler } from './types';

/** Card transactions of a domain. What stands on no report yet sits under a report with id "0". */
export const reconciliation: JobHandler = (job) => {
	const { store, input, description, settings, template } = job;
	const domain = text(input, 'domain');
	needsDomainAdmin(job, domain);
	const startDate = day(input, 'startDate');
	const endDate = day(input, 'endDate');
	const type = text(input, 'type');
	if (type !== 'Unreported' && type !== 'All') throw malformed('type');
	if (input.async !== undefined && input.async !== false) throw malformed('async');
	const feed = textOr(input, 'feed', 'export_all_feeds');
	const extension = text(object(description, 'outputSettings'), 'fileExtension');
	if (!['csv', 'txt', 'json', 'xml'].includes(extension)) throw malformed('fileExtension');
	if (template === undefined || template === '') throw malformed('template');
	const actions = readFinish(description, 'email');
	const cards = cardsOf(job, domain, feed, (card) =>
		store.all(
			`SELECT * FROM exp_expenses WHERE card_id = ? AND created BETWEEN ? AND ? ${type === 'Unreported' ? "AND report_id = '0'" : ''}
			 ORDER BY report_id, position`,
			Number(card.id), startDate, endDate,
		),
	);
	const readyAt = store.now() + settings.renderDelaySeconds * 1000;
	finish(store, actions, [], readyAt);
	const bytes = rendered(template, { cards, addHeader: true });
	const filename = putFile(store, { base: 'is_reconciliation_', extension, bytes, system: 'reconciliation', readyAt });
	return { contentType: AS_TEXT, body: { filename, responseMessage: 'OK' } };
};

function cardsOf({ store }: Job, domain: string, feed: string, expensesOf: (card: Row) => Row[]): Hash[] {
	const sql = 'SELECT * FROM exp_cards WHERE domain = ? AND (? = ? OR bank = ?) ORDER BY id';
	return store.all(sql, domain, feed, 'export_all_feeds', feed).map((card) => {
		const rows = expensesOf(card);
		const reports = [...new Set(rows.map((row) => String(row.report_id)))].map((id): Hash => {
			const found = report(store, id);
			const [hash] = found ? (exportModel(store, [found]).reports as Hash[]) : [];
			const lists = policyLists(store, found?.policyID ?? '');
			const transactionList = rows.filter((row) => row.report_id === id).map((row) => expenseHash(row, lists, store.frame.origin()));
			return { ...(hash ?? { reportID: '0', reportName: 'Unreported' }), transactionList };
		});
		return { cardID: Number(card.id), bank: String(card.bank), cardName: String(card.name), cardNumber: String(card.number), email: String(card.email), reports };
	});
}
