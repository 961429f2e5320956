import { createJournal, MANUAL_JOURNAL, updateJournal, upsertJournal } from '../documents/journals';
import { createLinked, LINKED_TRANSACTION, updateLinked } from '../documents/linked';
import type { ManualJournal } from '../records';
import { showJournal, showLinked } from '../show/settlements';
import { writeBatch, writeOne, type Wire } from '../wire/batch';
import type { Call, Route } from '../wire/call';
import { answerList } from '../wire/list';
import { INVOICES, JOURNALS, named } from './common';

const NAME = { collection: 'ManualJournals', id: 'ManualJournalID' };
const LINKED = { collection: 'LinkedTransactions', id: 'LinkedTransactionID' };

const full = (call: Call, journal: ManualJournal): Wire => showJournal(call.books, journal, true);

const journalRoutesOnly: Route[] = [
	{
		method: 'GET',
		path: '/ManualJournals',
		scopes: JOURNALS,
		handle: (call) =>
			answerList(call, {
				kind: 'ManualJournals',
				collection: 'ManualJournals',
				paged: true,
				delta: true,
				show: (journal, page) => showJournal(call.books, journal, page),
			}),
	},
	{
		method: 'GET',
		path: '/ManualJournals/:id',
		scopes: JOURNALS,
		handle: (call) => ({ json: { ManualJournals: [full(call, named(call, 'ManualJournals'))] } }),
	},
	{
		method: 'PUT',
		path: '/ManualJournals',
		scopes: JOURNALS,
		handle: (call) =>
			writeBatch(call, NAME, (element) => full(call, createJournal(call.books, MANUAL_JOURNAL(element)))),
	},
	{
		method: 'POST',
		path: '/ManualJournals',
		scopes: JOURNALS,
		handle: (call) =>
			writeBatch(call, NAME, (element) => full(call, upsertJournal(call.books, MANUAL_JOURNAL(element)))),
	},
	{
		method: 'POST',
		path: '/ManualJournals/:id',
		scopes: JOURNALS,
		handle: (call) => {
			const before = named(call, 'ManualJournals');
			return writeOne(call, NAME, (element) => full(call, updateJournal(call.books, before, MANUAL_JOURNAL(element))));
		},
	},
];

const linkedRoutes: Route[] = [
	{
		method: 'GET',
		path: '/LinkedTransactions',
		scopes: INVOICES,
		handle: (call) => {
			const asked = (
				['LinkedTransactionID', 'SourceTransactionID', 'ContactID', 'TargetTransactionID', 'Status'] as const
			).flatMap((field) => {
				const value = call.query(field)?.toLowerCase();
				return value === undefined ? [] : [{ field, value }];
			});
			return answerList(call, {
				kind: 'LinkedTransactions',
				collection: 'LinkedTransactions',
				paged: true,
				delta: false,
				keep: (linked) => asked.every(({ field, value }) => linked[field]?.toLowerCase() === value),
				show: showLinked,
			});
		},
	},
	{
		method: 'GET',
		path: '/LinkedTransactions/:id',
		scopes: INVOICES,
		handle: (call) => ({ json: { LinkedTransactions: [showLinked(named(call, 'LinkedTransactions'))] } }),
	},
	{
		method: 'PUT',
		path: '/LinkedTransactions',
		scopes: INVOICES,
		handle: (call) =>
			writeOne(call, LINKED, (element) => showLinked(createLinked(call.books, LINKED_TRANSACTION(element)))),
	},
	{
		method: 'POST',
		path: '/LinkedTransactions/:id',
		scopes: INVOICES,
		handle: (call) => {
			const before = named(call, 'LinkedTransactions');
			return writeOne(call, LINKED, (element) =>
				showLinked(updateLinked(call.books, before, LINKED_TRANSACTION(element))),
			);
		},
	},
	{
		method: 'DELETE',
		path: '/LinkedTransactions/:id',
		scopes: INVOICES,
		handle: (call) => {
			call.books.remove('LinkedTransactions', named(call, 'LinkedTransactions').LinkedTransactionID);
			return { status: 204 };
		},
	},
];

export const journalRoutes: Route[] = [...journalRoutesOnly, ...linkedRoutes];
