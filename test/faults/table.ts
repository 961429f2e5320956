import type { Fault } from '../../sandbox/frame/types';

export interface Case {
	what: string;
	faults: Fault[];
	/** Whether the run that meets the fault brings everything home itself; else the next run does. Default true. */
	sameRun?: boolean;
	/** Only in the long form: `npm run faults`. */
	long?: boolean;
}

const bills = (fault: Fault): Fault => ({ system: 'xero', method: 'PUT', path: '/Invoices?', ...fault });
const spent = (fault: Fault): Fault => ({ system: 'xero', method: 'PUT', path: '/BankTransactions?', ...fault });
const suppliers = (fault: Fault): Fault => ({ system: 'xero', method: 'PUT', path: '/Contacts?', ...fault });
const receipt = (fault: Fault): Fault => ({ system: 'xero', method: 'PUT', path: '/Attachments/', ...fault });
const reading = (path: string, fault: Fault): Fault => ({ system: 'xero', method: 'GET', path, ...fault });
const second = { skip: 1 };

/** On the way to Xero. Sixty documents: fifty-six bills go in two batches, four card expenses in one. */
export const XERO: Case[] = [
	{ what: 'the first batch is told to wait (429 for the minute)', faults: [bills({ kind: 'rateLimitMinute', value: 2 })] },
	{ what: 'the second batch is told to wait', faults: [bills({ kind: 'rateLimitMinute', value: 2, ...second })], long: true },
	{ what: 'too many calls at once, without a word how long', faults: [bills({ kind: 'rateLimitConcurrent' })], long: true },
	{ what: 'the look-up of keys is told to wait', faults: [reading('/Invoices?', { kind: 'rateLimitMinute', value: 1 })] },
	{ what: 'the day is used up before the second batch', faults: [bills({ kind: 'rateLimitDay', ...second })], sameRun: false },

	{ what: '500 before the commit of the first batch', faults: [bills({ kind: 'status', value: 500 })] },
	{ what: '500 before the commit of the second batch', faults: [bills({ kind: 'status', value: 500, ...second })], long: true },
	{ what: '500 after the commit of the first batch', faults: [bills({ kind: 'status-after', value: 500 })] },
	{ what: '500 after the commit of the second batch', faults: [bills({ kind: 'status-after', value: 500, ...second })], long: true },
	{ what: '503 before the commit', faults: [bills({ kind: 'status', value: 503 })] },
	{ what: '503 after the commit', faults: [bills({ kind: 'status-after', value: 503 })], long: true },
	{ what: "a gateway's page instead of the answer", faults: [bills({ kind: 'html' })] },
	{ what: 'an empty answer', faults: [bills({ kind: 'empty' })], long: true },
	{ what: 'the connection drops before the first batch', faults: [bills({ kind: 'drop-before' })] },
	{ what: 'the connection drops after the first batch', faults: [bills({ kind: 'drop-after' })] },
	{ what: 'the connection drops after the second batch', faults: [bills({ kind: 'drop-after', ...second })] },
	{
		what: 'the connection drops after both batches, and the question after each fails at first',
		faults: [bills({ kind: 'drop-after', times: 2 }), reading('/Invoices?', { kind: 'status', value: 503, skip: 1 })],
	},
	{ what: 'every writing of bills fails for the whole run', faults: [bills({ kind: 'status', value: 500, times: 60 })], sameRun: false, long: true },
	{
		what: 'nobody answers about bills any more after the first batch',
		faults: [bills({ kind: 'drop-before', times: 60, ...second }), reading('/Invoices?', { kind: 'drop-before', times: 60, ...second })],
		sameRun: false,
	},
	{ what: 'no answer in time, and the books take the batch only after it was sent again', faults: [bills({ kind: 'latency', value: 103_000 })], long: true },
	{ what: 'the second batch answers slowly', faults: [bills({ kind: 'latency', value: 3000, ...second })], long: true },

	{ what: 'the token is refused at the first batch', faults: [bills({ kind: 'tokenExpired' })], long: true },
	{ what: 'the token is refused at the second batch', faults: [bills({ kind: 'tokenExpired', ...second })] },

	{ what: 'the list of organisations fails', faults: [reading('/connections', { kind: 'status', value: 500 })] },
	{ what: 'the look-up of keys drops', faults: [reading('/Invoices?', { kind: 'drop-before' })] },
	{ what: 'the accounts answer 503', faults: [reading('/Accounts', { kind: 'status', value: 503 })], long: true },
	{ what: 'the look-up of suppliers drops after its work', faults: [reading('/Contacts', { kind: 'drop-after' })], long: true },

	{ what: 'new suppliers: 500 before the commit', faults: [suppliers({ kind: 'status', value: 500 })] },
	{ what: 'new suppliers: the answer is lost', faults: [suppliers({ kind: 'drop-after' })] },
	{ what: 'new suppliers: 500 after the commit', faults: [suppliers({ kind: 'status-after', value: 500 })], long: true },

	{ what: 'spend money: the answer is lost', faults: [spent({ kind: 'drop-after' })] },
	{ what: 'spend money: 500 after the commit', faults: [spent({ kind: 'status-after', value: 500 })], long: true },

	{ what: 'a receipt: the answer is lost', faults: [receipt({ kind: 'drop-after' })], sameRun: false },
	{ what: 'a receipt: 500 before the commit', faults: [receipt({ kind: 'status', value: 500, ...second })], sameRun: false },
	{ what: 'a receipt: told to wait', faults: [receipt({ kind: 'rateLimitMinute', value: 1 })], long: true },
];

/** The calls of a run to Expensify's one address, in their order; each is a job and the download of its file. */
export type Place = 'list' | 'file of the list' | 'reports' | 'file of the reports' | 'mark' | 'file of the mark';
const PLACES: Place[] = ['list', 'file of the list', 'reports', 'file of the reports', 'mark', 'file of the mark'];

const asking = (place: Place, fault: Fault): Fault => ({
	system: 'expensify', path: '/ExpensifyIntegrations', skip: PLACES.indexOf(place), ...fault,
});

/** On the way to Expensify. */
export const EXPENSIFY: Case[] = [
	{ what: 'Expensify answers 500 when asked for reports', faults: [asking('reports', { kind: 'status', value: 500 })] },
	{ what: 'Expensify drops the file of the reports', faults: [asking('file of the reports', { kind: 'drop-after' })] },
	{ what: "Expensify has a gateway's page for the list", faults: [asking('list', { kind: 'html' })], long: true },
	{ what: 'the mark: the answer is lost', faults: [asking('mark', { kind: 'drop-after' })] },
	{ what: 'the mark: the connection drops before it', faults: [asking('mark', { kind: 'drop-before' })] },
	{ what: 'the mark: 500 before', faults: [asking('mark', { kind: 'status', value: 500 })], long: true },
	{ what: 'the mark: 500 after', faults: [asking('mark', { kind: 'status-after', value: 500 })], long: true },
	{ what: 'the mark: told to wait', faults: [asking('mark', { kind: 'status', value: 429 })], long: true },
	{ what: 'the mark: its file does not come', faults: [asking('file of the mark', { kind: 'drop-before' })] },
	{ what: 'the mark: nobody answers any more', faults: [asking('mark', { kind: 'drop-before', times: 60 })], sameRun: false },
];
