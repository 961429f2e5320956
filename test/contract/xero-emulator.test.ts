import { Account, AccountType, Contact, CurrencyCode, TrackingCategory } from 'xero-node';
import { KEA, rejection, XeroBench } from './support/xero';

/** The vendor's own client, unchanged, against the emulator: reference data read and written. */
let bench: XeroBench;
let api: XeroBench['xero']['accountingApi'];
beforeAll(async () => {
	bench = await XeroBench.start();
	api = bench.xero.accountingApi;
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

it('NODE-REF: organisation, actions, users, themes', async () => {
	const { body, response } = await api.getOrganisations(KEA);
	expect(body.organisations?.[0]).toMatchObject({
		name: 'Kea Joinery Ltd',
		baseCurrency: 'GBP',
		countryCode: 'GB',
		version: 'UK',
		shortCode: '!kEa42',
	});
	expect(response.headers).toMatchObject({
		'x-minlimit-remaining': expect.any(String),
		'x-daylimit-remaining': expect.any(String),
		'xero-correlation-id': expect.any(String),
	});
	const actions = (await api.getOrganisationActions(KEA)).body.actions ?? [];
	expect(actions.find(({ name }) => name === 'UseMulticurrency')?.status).toBe('ALLOWED');
	const user = (await api.getUsers(KEA)).body.users?.[0];
	expect((await api.getUser(KEA, user?.userID ?? '')).body.users?.[0]?.emailAddress).toBe(user?.emailAddress);
	const theme = (await api.getBrandingThemes(KEA)).body.brandingThemes?.[0];
	expect((await api.getBrandingTheme(KEA, theme?.brandingThemeID ?? '')).body.brandingThemes?.[0]?.name).toBe(
		'Standard',
	);
});

it('NODE-REF: accounts are listed, made, changed, archived and deleted', async () => {
	const banks = (await api.getAccounts(KEA, undefined, 'Type=="BANK"', 'Name ASC')).body.accounts ?? [];
	expect(banks.map(({ code }) => code)).toEqual(['090', '091', '092']);
	const made = (
		await api.createAccount(KEA, { code: '478', name: 'Tool hire', type: AccountType.OVERHEADS, taxType: 'INPUT2' })
	).body.accounts?.[0];
	expect(made).toMatchObject({ _class: 'EXPENSE', status: 'ACTIVE' });
	const id = made?.accountID ?? '';
	await api.updateAccount(KEA, id, { accounts: [{ name: 'Hire of tools' }] });
	expect((await api.getAccount(KEA, id)).body.accounts?.[0]?.name).toBe('Hire of tools');
	const clash = await rejection(api.createAccount(KEA, { code: '478', name: 'Other', type: AccountType.OVERHEADS }));
	expect(clash).toMatchObject({
		statusCode: 400,
		body: { Elements: [{ ValidationErrors: [{ Message: 'Please enter a unique Code.' }] }] },
	});
	await api.updateAccount(KEA, id, { accounts: [{ status: Account.StatusEnum.ARCHIVED }] });
	expect((await api.deleteAccount(KEA, id)).body.accounts?.[0]?.status).toBe('DELETED');
});

it('NODE-REF: tax rates, currencies', async () => {
	const rates = (await api.getTaxRates(KEA)).body.taxRates ?? [];
	expect(rates.find(({ taxType }) => taxType === 'INPUT2')).toMatchObject({
		effectiveRate: 20,
		canApplyToExpenses: true,
		canApplyToRevenue: false,
	});
	const made = (
		await api.createTaxRates(KEA, { taxRates: [{ name: 'Half', taxComponents: [{ name: 'VAT', rate: 10 }] }] })
	).body.taxRates?.[0];
	expect(made).toMatchObject({ taxType: 'TAX001', effectiveRate: 10 });
	await api.updateTaxRate(KEA, { taxRates: [{ name: 'Half rate', taxType: 'TAX001' }] });
	expect((await api.getTaxRateByTaxType(KEA, 'TAX001')).body.taxRates?.[0]?.name).toBe('Half rate');
	expect((await api.getCurrencies(KEA)).body.currencies?.map(({ code }) => code)).toEqual(['GBP', 'EUR', 'USD', 'SEK']);
	await api.createCurrency(KEA, { code: CurrencyCode.NOK, description: 'Krone' });
	expect((await api.getCurrencies(KEA)).body.currencies).toHaveLength(5);
});

it('NODE-REF: tracking categories and options, at most two active', async () => {
	const third = await rejection(api.createTrackingCategory(KEA, { name: 'Third' }));
	expect(third.statusCode).toBe(400);
	const region = (await api.getTrackingCategories(KEA)).body.trackingCategories?.find(({ name }) => name === 'Region');
	const id = region?.trackingCategoryID ?? '';
	const option =
		(await api.createTrackingOptions(KEA, id, { name: 'Borders' })).body.options?.[0]?.trackingOptionID ?? '';
	await api.updateTrackingOptions(KEA, id, option, { name: 'The Borders' });
	expect(
		(await api.getTrackingCategory(KEA, id)).body.trackingCategories?.[0]?.options?.map(({ name }) => name),
	).toContain('The Borders');
	expect((await api.deleteTrackingOptions(KEA, id, option)).body.options?.[0]?.status).toBe('DELETED');
	await api.updateTrackingCategory(KEA, id, { status: TrackingCategory.StatusEnum.ARCHIVED });
	expect((await api.getTrackingCategories(KEA)).body.trackingCategories).toHaveLength(1);
	expect((await api.getTrackingCategories(KEA, undefined, undefined, true)).body.trackingCategories).toHaveLength(2);
	const job =
		(await api.createTrackingCategory(KEA, { name: 'Job' })).body.trackingCategories?.[0]?.trackingCategoryID ?? '';
	expect((await api.deleteTrackingCategory(KEA, job)).body.trackingCategories?.[0]?.status).toBe('DELETED');
	await api.updateTrackingCategory(KEA, id, { status: TrackingCategory.StatusEnum.ACTIVE });
});

it('NODE-UPSERT: contacts are made, found by number, changed, archived', async () => {
	const { body } = await api.createContacts(KEA, {
		contacts: [
			{
				name: 'Quay Timber',
				contactNumber: 'SRC-9',
				emailAddress: 'ap@quay.example',
				phones: [{ phoneNumber: '5550100' }],
			},
		],
	});
	const made = body.contacts?.[0];
	expect(made).toMatchObject({ contactStatus: 'ACTIVE', isSupplier: false });
	expect(made?.phones).toHaveLength(4);
	await api.updateOrCreateContacts(KEA, { contacts: [{ contactNumber: 'SRC-9', name: 'Quay Timber & Sons' }] });
	expect((await api.getContactByContactNumber(KEA, 'SRC-9')).body.contacts?.[0]).toMatchObject({
		contactID: made?.contactID,
		name: 'Quay Timber & Sons',
	});
	const clash = await rejection(api.createContacts(KEA, { contacts: [{ name: 'quay timber & sons' }] }));
	expect(clash.body.Elements[0].ValidationErrors[0].Message).toContain(
		'is already assigned to another contact. The contact name must be unique across all active contacts.',
	);
	await api.updateContact(KEA, made?.contactID ?? '', {
		contacts: [{ contactStatus: Contact.ContactStatusEnum.ARCHIVED }],
	});
	const seen = async (archived?: boolean) =>
		(await api.getContacts(KEA, undefined, 'Name.Contains("quay")', undefined, undefined, 1, archived)).body.contacts;
	expect(await seen()).toHaveLength(0);
	expect(await seen(true)).toHaveLength(1);
	const page = (
		await api.getContacts(KEA, undefined, undefined, 'Name ASC', undefined, 2, false, undefined, undefined, 10)
	).body;
	expect(page.pagination).toMatchObject({ page: 2, pageSize: 10 });
	expect(
		(await api.getContacts(KEA, undefined, undefined, undefined, undefined, 1, undefined, undefined, 'hôtel')).body
			.contacts?.[0]?.name,
	).toBe('Hôtel Étoile');
});

it('NODE-UPSERT: items', async () => {
	const { body } = await api.createItems(
		KEA,
		{
			items: [
				{
					code: 'SAW',
					name: 'Saw hire',
					salesDetails: { unitPrice: 12.3456, accountCode: '200', taxType: 'OUTPUT2' },
				},
			],
		},
		undefined,
		4,
	);
	const id = body.items?.[0]?.itemID ?? '';
	expect((await api.getItem(KEA, id)).body.items?.[0]?.salesDetails?.unitPrice).toBe(12.35);
	expect((await api.getItem(KEA, id, 4)).body.items?.[0]?.salesDetails?.unitPrice).toBe(12.3456);
	await api.updateOrCreateItems(KEA, { items: [{ code: 'SAW', name: 'Saw, day' }] });
	await api.updateItem(KEA, id, { items: [{ code: 'SAW', description: 'Per day' }] });
	expect((await api.getItems(KEA, undefined, 'Code=="saw"')).body.items?.[0]).toMatchObject({
		name: 'Saw, day',
		description: 'Per day',
	});
	expect(
		(await rejection(api.createItems(KEA, { items: [{ code: 'SAW' }] }))).body.Elements[0].ValidationErrors[0].Message,
	).toBe("Price List Item with Code 'SAW' already exists");
	expect((await api.deleteItem(KEA, id)).response.status).toBe(204);
});
