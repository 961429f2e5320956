import { saveCompany } from '../books/company';
import { saveInvoice, voidInvoice } from '../books/invoices';
import { saveMaster } from '../books/masters';
import { recordPayment, voidPayment } from '../books/payments';
import type { Desk } from '../desk';
import { saveLogin } from '../state/keys';
import { instant } from '../state/store';
import { CLIENTS, COMPANIES, INVOICES, ITEMS, JOBS, LOGINS, PAYMENTS, SITES, TAX_RATES } from './data';

const DAY = 86_400_000;

/** Two companies. The first has clients, sites and items; invoices and payments too unless `bare`. */
export function seed({ store, events }: Desk, bare: boolean): void {
	store.atomically(() => {
		for (const company of COMPANIES) saveCompany(store, company);
		for (const login of LOGINS) saveLogin(store, login);
		let at = store.stamp() - 200 * DAY;
		const next = () => {
			at += 60_000;
			return at;
		};
		const [first, second] = COMPANIES.map(({ id }) => id);
		const add = (company = '', kind: Parameters<typeof saveMaster>[2]['kind'], list: readonly object[]) => {
			for (const record of list) saveMaster(store, events, { company, kind }, { ...record }, { at: next() });
		};
		add(first, 'taxRate', TAX_RATES);
		add(first, 'client', CLIENTS);
		add(first, 'site', SITES);
		add(first, 'item', ITEMS);
		add(first, 'job', JOBS);
		add(second, 'client', [{ name: 'Lone Star Ranch', address: { state: 'TX', country: 'US' } }]);
		if (bare) return;
		const day = (ago: number) => instant(store.now() - ago * DAY).slice(0, 10);
		const earlier = (ago: number) => store.stamp() - ago * DAY;
		for (const [index, { ago, voided, ...invoice }] of INVOICES.entries()) {
			const made = saveInvoice(store, events, first ?? '', { ...invoice, issueDate: day(ago), dueDate: day(ago - 30) }, { at: earlier(ago) + index * 1000 });
			if (voided === true) voidInvoice(store, events, first ?? '', made.id);
		}
		for (const [index, { ago, voided, ...payment }] of PAYMENTS.entries()) {
			const made = recordPayment(store, events, first ?? '', { ...payment, date: day(ago) }, earlier(ago) + index * 1000);
			if (voided === true) voidPayment(store, events, first ?? '', made.id);
		}
	});
}
