import type { Http } from '../../nodes/core/http';
import { Contacts } from '../../nodes/Xero/contacts';
import type { Xero } from '../../nodes/Xero/api';

/** The look-up of suppliers by itself: how many calls it takes, and what it does with names that clash. */
interface Asked {
	method: string;
	page?: string;
	where?: string;
	body?: { Contacts: Array<{ Name: string }> };
}
const contact = (index: number, more = {}) => ({ ContactID: `id-${index}`, Name: `Contact ${index}`, ContactStatus: 'ACTIVE', ...more });

/** Xero with so many contacts, a thousand to a page; it finds by name and creates. */
function books(contacts: Array<Record<string, unknown>>, missingFromPages: string[] = []) {
	const asked: Asked[] = [];
	const send: Http['send'] = async ({ method, query = {}, body }) => {
		const sent = body === undefined ? undefined : (JSON.parse(String(body)) as Asked['body']);
		asked.push({ method, page: query.page?.toString(), where: query.where?.toString(), body: sent });
		const ok = (answer: object) => ({ status: 200, headers: {}, body: answer });
		if (method === 'PUT') {
			const made = (sent?.Contacts ?? []).map((one, index) => {
				const taken = contacts.some(({ Name }) => Name === one.Name);
				if (taken) return { ...one, HasErrors: true, ValidationErrors: [{ Message: `The contact name ${one.Name} is already assigned to another contact.` }] };
				const created = { ...one, ContactID: `new-${contacts.length + index}`, ContactStatus: 'ACTIVE' };
				contacts.push(created);
				return created;
			});
			return ok({ Contacts: made });
		}
		if (typeof query.where === 'string') {
			const { where } = query;
			return ok({ Contacts: contacts.filter(({ Name, EmailAddress }) => where.includes(`Name=="${String(Name)}"`) || (EmailAddress !== undefined && where.includes(`EmailAddress=="${String(EmailAddress)}"`))) });
		}
		const page = Number(query.page);
		const shown = contacts.slice((page - 1) * 1000, page * 1000).filter(({ Name }) => !missingFromPages.includes(String(Name)));
		return ok({ pagination: { page, pageSize: 1000, pageCount: Math.ceil(contacts.length / 1000), itemCount: contacts.length }, Contacts: shown });
	};
	const xero: Xero = { http: { send, waits: new Map() }, apiUrl: 'https://x', connection: 'c', hasOrganisation: true };
	return { contacts: new Contacts(xero), asked };
}
const many = (count: number) => Array.from({ length: count }, (_, index) => contact(index));
const names = (...all: string[]) => all.map((name) => ({ name }));
const look = { create: false, dryRun: false };


describe('suppliers by name', () => {
	it('a small organisation is one call, whatever is asked', async () => {
		const { contacts, asked } = books(many(900));
		const found = await contacts.resolve(names(...Array.from({ length: 800 }, (_, index) => `contact ${index}`)), look);
		expect(found.every(({ ok }) => ok)).toBe(true);
		expect(asked).toHaveLength(1);
	});

	it('in a large one a few names are asked for by filter, many by reading all', async () => {
		const few = books(many(30_000));
		await few.contacts.resolve(names('Contact 29999', 'Contact 15000'), look);
		expect(few.asked.map(({ where }) => where !== undefined)).toEqual([false, true]);
		const most = books(many(5000));
		const found = await most.contacts.resolve(names(...Array.from({ length: 1000 }, (_, index) => `Contact ${index * 5}`)), look);
		expect(found.every(({ ok }) => ok)).toBe(true);
		expect(most.asked.map(({ page }) => page)).toEqual(['1', '2', '3', '4', '5']);
	});

	it('the same names a second time cost nothing', async () => {
		const { contacts, asked } = books(many(30_000));
		await contacts.resolve(names('Contact 29999'), look);
		const before = asked.length;
		await contacts.resolve(names('Contact 29999', 'CONTACT  29999'), look);
		expect(asked.length - before).toBe(0);
	});

	it('a contact that slipped past the pages is asked for by name before it is called missing', async () => {
		const { contacts } = books(many(1500), ['Contact 1200']);
		const [found] = await contacts.resolve(names('Contact 1200'), look);
		expect(found).toEqual({ ok: true, value: { ContactID: 'id-1200' } });
	});

	it('missing ones are made once for all spellings; with creation off each is a mapping error', async () => {
		const { contacts, asked } = books(many(3));
		const [refused] = await contacts.resolve(names('Café Nero'), look);
		expect(refused).toMatchObject({ ok: false, error: { facts: { category: 'mapping' } } });
		const made = await contacts.resolve(names('Café Nero', 'CAFE  NERO', ' cafe nero '), { create: true, dryRun: false });
		expect(new Set(made.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
		expect(asked.filter(({ method }) => method === 'PUT').map(({ body }) => body?.Contacts.length)).toEqual([1]);
	});

	it('a name that somebody else takes meanwhile is looked up and used', async () => {
		const list = many(2);
		const { contacts } = books(list);
		await contacts.resolve(names('Contact 0'), look);
		list.push(contact(99, { Name: 'Late Ltd' }));
		const [found] = await contacts.resolve(names('Late Ltd'), { create: true, dryRun: false });
		expect(found).toEqual({ ok: true, value: { ContactID: 'id-99' } });
	});

	it('code before e-mail before name; a shared address goes by the name; archived and merged ones are told', async () => {
		const { contacts } = books([
			contact(1, { EmailAddress: 'team@x.example' }), contact(2, { EmailAddress: 'team@x.example', ContactNumber: 'C-2' }),
			contact(3, { ContactStatus: 'ARCHIVED' }), contact(4, { ContactStatus: 'ARCHIVED', MergedToContactID: 'id-1' }),
		]);
		const found = await contacts.resolve(
			[{ code: 'c-2', name: 'Contact 1' }, { email: 'TEAM@x.example', name: 'Contact 1' }, { name: 'Contact 3' }, { name: 'Contact 4' }, { id: 'given' }],
			look,
		);
		expect(found.map((one) => (one.ok ? one.value : one.error.message))).toEqual([
			{ ContactID: 'id-2' }, { ContactID: 'id-1' }, 'The contact "Contact 3" is archived.', { ContactID: 'id-1' }, { ContactID: 'given' },
		]);
	});
});
