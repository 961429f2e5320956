import { z } from 'zod';
import { amount, day } from '../core/model/documents';
import { path } from './words';

/** By what the distributions are made. */
export const GROUP_BY = ['account', 'dimension', 'kind', 'month', 'party', 'taxRate'] as const;
export type GroupBy = (typeof GROUP_BY)[number];

/** What is compared of two documents that are the same; the total and the period always are. */
export const COMPARED = ['accounts', 'currency', 'date', 'dimensions', 'kind', 'party', 'tax'] as const;
export type Compared = (typeof COMPARED)[number];

const WHOLE_DAYS = 'must be a whole number of days, 366 at most';
const days = z.number(WHOLE_DAYS).int(WHOLE_DAYS).min(0, WHOLE_DAYS).max(366, WHOLE_DAYS);
const fieldsOf = (usual: string) => z.object({ source: path.default(usual), books: path.default(usual) }).default({ source: usual, books: usual });

export const settingsSchema = z.strictObject({
	/** What the page and the CSV are called. */
	title: z.string().default('Reconciliation'),
	from: day.optional(),
	to: day.optional(),
	/** The field that holds the day by which a document belongs to a period. */
	dateField: fieldsOf('date'),
	keyField: fieldsOf('key'),
	/** Two days so far apart, on two sides of the period's edge, are one period: the source's. */
	slackDays: days.default(0),
	/** Total and tax may differ by so much, in the document's currency. */
	tolerance: amount.default('0'),
	/** The days of one document may differ by so much. */
	dateTolerance: days.default(0),
	/** Documents without a common key or number may be one where their days lie no farther apart. */
	matchDays: days.default(5),
	/** Likeness of the names that makes two documents one, per cent. */
	matchLikeness: z.number().min(0).max(100).default(60),
	matchBy: z.array(z.enum(['number', 'likeness'])).default(['number', 'likeness']),
	compare: z.array(z.enum(COMPARED)).default([...COMPARED]),
	groupBy: z.array(z.enum(GROUP_BY)).default([...GROUP_BY]),
	kinds: z.array(z.string()).default([]),
	currencies: z.array(z.string()).default([]),
	/** Of documents that name none, such as journals. */
	baseCurrency: z.string().default(''),
	/** In the books, only documents whose key starts so are the sync's own. */
	ownKeys: z.array(z.string()).default([]),
	/** Words for documents that count no more, without regard to case. */
	deadStatuses: z.array(z.string()).default(['voided', 'void', 'deleted']),
	/** Records of the books that tell which code, name and id belong together. */
	lists: z.array(z.record(z.string(), z.unknown())).default([]),
}).refine(({ from, to }) => from === undefined || to === undefined || from <= to, { message: 'lies before the first day of the period', path: ['to'] });

export type Settings = z.infer<typeof settingsSchema>;
