import type { Company } from '../../core/model/reference';
import type { CanonicalRecord, Reader, Reading } from '../../core/session';
import type { Work } from '../api';
import type { Directory } from '../directory';
import { keyOf, partyOf, toInvoice, toPayment } from '../shapes/documents';
import { toClient, toItem, toSite, toTaxRate } from '../shapes/parties';
import { at, dayOf, instantOf, isWire, textOf, type Wire } from '../wire';
import { readerOf, type ListOf } from './records';

/** All lists of Work. A client is a customer, and so is a site, below its client. */
export function readersOf(work: Work, directory: Directory): Reading['readers'] {
	const customer = readerOf(work, {
		wire: 'client', word: 'client', isActive, to: async (clients) => await Promise.resolve(clients.map(toClient)),
		named: [['code', 'code', 'code'], ['name', 'name', 'name']],
	});
	return {
		customer,
		client: customer,
		company: companyReader(work),
		invoice: documentReader(work, {
			wire: 'invoice', word: 'invoice', owner: 'clientId', day: { field: 'issueDate', from: 'issuedFrom', to: 'issuedTo' },
			isActive: ({ status }) => status !== 'void', to: async (invoices) => await namedInvoices(directory, invoices), named: [['number', 'number', 'number']],
		}),
		item: readerOf(work, {
			wire: 'billingItem', word: 'billing item', isActive: ({ active }) => active !== false, to: async (items) => await Promise.resolve(items.map(toItem)),
			named: [['code', 'code', 'code'], ['name', 'name', 'name']],
		}),
		job: readerOf(work, {
			wire: 'job', word: 'job', owner: 'clientId', isActive: ({ status }) => status !== 'completed', to: async (jobs) => await Promise.resolve(jobs.map(toJob)),
			named: [['number', 'number']],
		}),
		payment: documentReader(work, {
			wire: 'payment', word: 'payment', owner: 'invoiceId', day: { field: 'date', from: 'paidFrom' }, isActive: ({ status }) => status !== 'voided',
			to: async (payments) => await namedPayments(directory, payments), named: [['number', 'reference']],
		}),
		site: readerOf(work, {
			wire: 'site', word: 'site', owner: 'clientId', isActive,
			to: async (sites) => {
				const clients = await directory.byIds('client', sites.map(({ clientId }) => clientId));
				return sites.map((site) => toSite(site, textOf(clients.get(String(site.clientId))?.name)));
			},
			named: [['name', 'name', 'name']],
		}),
		taxRate: readerOf(work, {
			wire: 'taxRate', word: 'tax rate', isActive: ({ active }) => active !== false, to: async (rates) => await Promise.resolve(rates.map(toTaxRate)),
			named: [['name', 'name']],
		}),
	};
}

const isActive = ({ status }: Wire): boolean => status !== 'inactive';

/** A document is also found by the key that it has in the books, which is made of its id. */
function documentReader(work: Work, list: ListOf): Reader {
	const reader = readerOf(work, list);
	return {
		...reader,
		one: async (target) => {
			const { key } = target;
			if (key === undefined) return await reader.one(target);
			const [found] = (await work.all(list.wire)).filter(({ id }) => keyOf(id) === key);
			return await reader.one(found === undefined ? { number: key } : { id: String(found.id) });
		},
	};
}

async function namedInvoices(directory: Directory, invoices: Wire[]): Promise<CanonicalRecord[]> {
	const lines = invoices.flatMap((invoice) => (Array.isArray(invoice.lines) ? invoice.lines.filter(isWire) : []));
	const using = (field: string) => lines.some((line) => textOf(line[field]) !== undefined);
	const none = new Map<string, Wire>();
	const clients = await directory.byIds('client', invoices.map(({ clientId }) => clientId));
	const sites = await directory.byIds('site', invoices.map(({ siteId }) => siteId));
	const items = using('billingItemId') ? await directory.all('billingItem') : none;
	const taxRates = using('taxRateId') ? await directory.all('taxRate') : none;
	return invoices.map((invoice) => {
		const party = (list: Map<string, Wire>, id: unknown) => {
			const found = list.get(String(id));
			return found === undefined ? undefined : partyOf(found);
		};
		return toInvoice(invoice, { client: party(clients, invoice.clientId), site: party(sites, invoice.siteId), items, taxRates });
	});
}

async function namedPayments(directory: Directory, payments: Wire[]): Promise<CanonicalRecord[]> {
	const clients = await directory.byIds('client', payments.map(({ clientId }) => clientId));
	const invoices = await directory.byIds('invoice', payments.map(({ invoiceId }) => invoiceId));
	return payments.map((payment) => {
		const client = clients.get(String(payment.clientId));
		const names = { client: client === undefined ? undefined : partyOf(client), items: new Map(), taxRates: new Map() };
		return toPayment(payment, { ...names, invoice: invoices.get(String(payment.invoiceId)) });
	});
}

function toJob(job: Wire): CanonicalRecord {
	return {
		kind: 'job', id: String(job.id), number: textOf(job.number), name: textOf(job.number) ?? '', description: textOf(job.description),
		active: job.status !== 'completed', workStatus: textOf(job.status), customer: { id: textOf(job.clientId) }, site: { id: textOf(job.siteId) },
		changedAt: instantOf(job.updatedAt), raw: job,
	};
}

function companyReader(work: Work): Reader {
	const read = async () => toCompany(await work.company());
	return {
		async *pages() {
			yield [await read()];
		},
		one: read,
	};
}

/** With the defaults that a customer without state or country gets. */
export function toCompany(company: Wire): Company & CanonicalRecord {
	const setting = (name: string) => textOf(at(company, `settings.${name}`));
	return {
		kind: 'company', id: String(company.id), name: textOf(company.name) ?? '', active: true, baseCurrency: textOf(company.currency),
		country: textOf(company.country), timeZone: textOf(company.timeZone), defaultState: setting('defaultState'), defaultCountry: setting('defaultCountry'),
		allowDuplicateClients: at(company, 'settings.allowDuplicateClients') === true, taxMode: setting('taxMode'),
		lockedUntil: dayOf(at(company, 'settings.lockedUntil')), raw: company,
	};
}
