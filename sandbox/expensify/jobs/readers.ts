import { members, roleIn } from '../state/people';
import { categories, policies, reportFields, tagLists } from '../state/policies';
import { ids, malformed, missing, text, textOr } from './params';
import { administeredPolicy, mayActAs, needsDomainAdmin, visiblePolicy } from './rights';
import { AS_JSON, type Job, type JobHandler } from './types';

export const policyList: JobHandler = (job) => {
	const { store, input } = job;
	const reader = textOr(input, 'userEmail', job.caller);
	mayActAs(job, reader);
	const onlyAdmin = input.adminOnly === true;
	const list = policies(store).flatMap((policy) => {
		const role = roleIn(store, policy.id, reader);
		if (role === undefined || (onlyAdmin && role !== 'admin')) return [];
		return [{ id: policy.id, name: policy.name, owner: policy.owner, role, outputCurrency: policy.currency, type: policy.type }];
	});
	return { contentType: AS_JSON, body: { policyList: list } };
};

type Section = 'categories' | 'reportFields' | 'tags' | 'tax' | 'employees';
const SECTIONS: Readonly<Record<Section, (job: Job, policyID: string) => unknown>> = {
	categories: ({ store }, id) => categories(store, id).map((category) => ({ ...category, maxExpenseAmount: category.maxExpenseAmount ?? '' })),
	reportFields: ({ store }, id) => reportFields(store, id).map(({ name, type, values }) => (type === 'dropdown' ? { name, type, values } : { name, type })),
	// One list is given flat, several with their levels' names.
	tags: ({ store }, id) => {
		const lists = tagLists(store, id);
		return lists.length > 1 ? lists.map(({ name, tags }) => ({ name, tags })) : (lists[0]?.tags ?? []);
	},
	tax: (job, id) => administeredPolicy(job, id).tax,
	employees: (job, id) => {
		administeredPolicy(job, id);
		return members(job.store, id).map(({ payrollID: _payroll, ...member }) => member);
	},
};

export const policyInfo: JobHandler = (job) => {
	const { input } = job;
	const wanted = input.fields;
	if (wanted === undefined) throw missing('fields');
	if (!Array.isArray(wanted) || wanted.length === 0) throw malformed('fields');
	for (const field of wanted) {
		if (typeof field !== 'string' || !Object.hasOwn(SECTIONS, field)) throw malformed('fields');
	}
	mayActAs(job, textOr(input, 'userEmail', job.caller));
	const info = ids(input, 'policyIDList').map((id) => {
		visiblePolicy(job, id);
		return [id, Object.fromEntries((wanted as Section[]).map((field) => [field, SECTIONS[field](job, id)]))];
	});
	return { contentType: AS_JSON, body: { policyInfo: Object.fromEntries(info) } };
};

export const domainCardList: JobHandler = (job) => {
	const domain = text(job.input, 'domain');
	needsDomainAdmin(job, domain);
	const cards = job.store.all('SELECT * FROM exp_cards WHERE domain = ? ORDER BY id', domain).map((row) => ({
		bank: row.bank, cardID: row.id, cardName: row.name, cardNumber: row.number, email: row.email, externalEmployeeID: '',
		created: '', lastImport: job.store.moment(), lastImportResult: 200, reimbursable: row.reimbursable === 1, scrapeMinDate: '',
	}));
	return { contentType: AS_JSON, body: { domainCardList: cards } };
};
