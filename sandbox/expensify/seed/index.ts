import { addExpense } from '../state/expenses';
import { move, moveTo } from '../state/lifecycle';
import { saveAccount, saveMember } from '../state/people';
import { addPolicy, saveCategory, saveReportField, setTagLists, setTax } from '../state/policies';
import { openReport } from '../state/reports';
import type { Store } from '../state/store';
import {
	ADMIN, DOMAIN, FERN, FERN_CATEGORIES, FERN_MEMBERS, FERN_TAGS, FERN_TAX, KEA, KEA_CATEGORIES, KEA_MEMBERS, KEA_TAGS, KEA_TAX,
	PEOPLE,
} from './policies';
import type { SeedExpense } from './expenses';
import { HARBOUR, HARBOUR_CATEGORIES, HARBOUR_DOMAIN, HARBOUR_MEMBERS, HARBOUR_PEOPLE, HARBOUR_REPORTS, HARBOUR_TAGS } from './harbour';
import {
	HARBOURLIGHT, HARBOURLIGHT_CATEGORIES, HARBOURLIGHT_DOMAIN, HARBOURLIGHT_MEMBERS, HARBOURLIGHT_PEOPLE, HARBOURLIGHT_REPORTS, HARBOURLIGHT_TAGS,
} from './harbourlight';
import { REPORTS, type SeedReport, UNREPORTED } from './reports';

/** The sandbox's own pair. Its owner administers all workspaces and the first domain. */
export const PAIR = { id: 'aa_sandbox_demo', secret: 'sandbox-expensify-secret' } as const;
const FIRST_CARD = 5_180_044;
const FIRST_HARBOUR_CARD = 5_190_210;
const FIRST_HARBOURLIGHT_CARD = 5_191_320;

/** A workspace of a company in the United States, with its people and their cards. */
interface UsWorkspace {
	id: string;
	name: string;
	domain: string;
	people: typeof HARBOUR_PEOPLE;
	members: ReturnType<typeof HARBOUR_MEMBERS>;
	categories: typeof HARBOUR_CATEGORIES;
	tags: typeof HARBOUR_TAGS;
	firstCard: number;
	bank: string;
	/** First digits of the card numbers. */
	number: string;
}
const US_WORKSPACES: readonly UsWorkspace[] = [
	{
		id: HARBOUR, name: 'Harbour Supplies', domain: HARBOUR_DOMAIN, people: HARBOUR_PEOPLE, members: HARBOUR_MEMBERS(ADMIN), categories: HARBOUR_CATEGORIES, tags: HARBOUR_TAGS,
		firstCard: FIRST_HARBOUR_CARD, bank: 'Harbour Visa', number: '4012XXXXXXXX',
	},
	{
		id: HARBOURLIGHT, name: 'Harbourlight Group', domain: HARBOURLIGHT_DOMAIN, people: HARBOURLIGHT_PEOPLE, members: HARBOURLIGHT_MEMBERS(ADMIN), categories: HARBOURLIGHT_CATEGORIES,
		tags: HARBOURLIGHT_TAGS, firstCard: FIRST_HARBOURLIGHT_CARD, bank: 'Harbourlight Amex', number: '3712XXXXXXX',
	},
];

/** Four workspaces with their people and lists; with reports unless `bare`. */
export function seed(store: Store, bare: boolean): void {
	store.atomically(() => {
		for (const [email, firstName, lastName] of PEOPLE) saveAccount(store, email, { firstName, lastName, domainAdmin: email === ADMIN });
		store.insert('exp_pairs', { partner_user_id: PAIR.id, secret: PAIR.secret, email: ADMIN });
		addPolicy(store, { id: KEA, name: 'Kea Joinery', owner: ADMIN, currency: 'GBP', type: 'corporate' });
		addPolicy(store, { id: FERN, name: 'Fern & Sons', owner: ADMIN, currency: 'NZD', type: 'team' });
		for (const member of KEA_MEMBERS) saveMember(store, KEA, member);
		for (const member of FERN_MEMBERS) saveMember(store, FERN, member);
		for (const category of KEA_CATEGORIES) saveCategory(store, KEA, category);
		for (const category of FERN_CATEGORIES) saveCategory(store, FERN, category);
		setTagLists(store, KEA, [...KEA_TAGS]);
		setTagLists(store, FERN, [...FERN_TAGS]);
		setTax(store, KEA, KEA_TAX);
		setTax(store, FERN, FERN_TAX);
		saveReportField(store, KEA, { name: 'Cost Centre Head', type: 'text', values: [] });
		saveReportField(store, KEA, { name: 'Region', type: 'dropdown', values: ['North', 'South'] });
		saveReportField(store, KEA, { name: 'title', type: 'formula', values: [] });
		for (const workspace of US_WORKSPACES) seedUs(store, workspace);
		for (const [index, [email, firstName, lastName]] of PEOPLE.slice(2, 8).entries()) {
			store.insert('exp_cards', {
				id: FIRST_CARD + index, domain: DOMAIN, bank: 'Albion Commercial Cards', name: `${firstName} ${lastName}`,
				number: `5412XXXXXXXX${4410 + index * 7}`, email,
			});
		}
		if (bare) return;
		for (const report of [...REPORTS, ...HARBOUR_REPORTS, ...HARBOURLIGHT_REPORTS]) addReport(store, report);
		for (const expense of UNREPORTED) addUnreported(store, expense);
	});
}

function seedUs(store: Store, { id, name, domain, people, members, categories, tags, firstCard, bank, number }: UsWorkspace): void {
	for (const [email, firstName, lastName] of people) saveAccount(store, email, { firstName, lastName });
	addPolicy(store, { id, name, owner: ADMIN, currency: 'USD', type: 'corporate' });
	for (const member of members) saveMember(store, id, member);
	for (const category of categories) saveCategory(store, id, category);
	setTagLists(store, id, [...tags]);
	for (const [index, [email, firstName, lastName]] of people.entries()) {
		store.insert('exp_cards', { id: firstCard + index, domain, bank, name: `${firstName} ${lastName}`, number: `${number}${7010 + index * 3}`, email });
	}
}

/** What a card was charged and nobody has put on a report yet. */
function addUnreported(store: Store, { day, currency = 'GBP', ...expense }: SeedExpense): void {
	const [employee = ADMIN] = PEOPLE[2] ?? [];
	const nowhere = { id: '0', currency: 'GBP', employee };
	addExpense(store, nowhere, { ...expense, cardID: cardOf(store, employee), currency, created: daysBefore(store, day) });
}

function addReport(store: Store, wanted: SeedReport): void {
	const created = daysBefore(store, wanted.daysAgo);
	const report = openReport(store, { ...wanted, created: `${created} 09:12:00` });
	for (const { day, currency, ...expense } of wanted.expenses) {
		const cardID = expense.bank === undefined ? undefined : cardOf(store, wanted.employee);
		addExpense(store, report, { ...expense, cardID, currency: currency ?? report.currency, created: daysBefore(store, wanted.daysAgo + day) });
	}
	const at = (days: number) => daysBefore(store, Math.max(0, wanted.daysAgo - days));
	if (wanted.state === 'OPEN') return;
	move(store, report.id, 'submit', { at: at(1) });
	if (wanted.state === 'SUBMITTED') return;
	move(store, report.id, 'approve', { at: at(2) });
	if (wanted.state === 'REIMBURSED') moveTo(store, report.id, 'REIMBURSED', { at: at(5), by: ADMIN });
	if (wanted.state === 'ARCHIVED') move(store, report.id, 'close', { at: at(6), by: ADMIN });
}

function cardOf(store: Store, email: string): number | undefined {
	const row = store.one('SELECT id FROM exp_cards WHERE email = ?', email);
	return row && Number(row.id);
}

function daysBefore(store: Store, days: number): string {
	return new Date(store.now() - days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
