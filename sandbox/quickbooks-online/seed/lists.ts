import type { Body } from '../state/records';

type Seeded = readonly [entity: string, body: Body];
const below = (entity: string, name: string): Body => ({ ParentRef: { value: `@${entity}:${name}` } });
const to = (entity: string, name: string): { value: string } => ({ value: `@${entity}:${name}` });
const mail = (Address: string): Body => ({ PrimaryEmailAddr: { Address } });

const TERMS: readonly Seeded[] = [
	['Term', { Name: 'Due on receipt', DueDays: 0 }], ['Term', { Name: 'Net 10', DueDays: 10 }], ['Term', { Name: 'Net 30', DueDays: 30 }],
	['Term', { Name: '2% 10 Net 60', DueDays: 60, DiscountPercent: 2, DiscountDays: 10 }],
];
const METHODS: readonly Seeded[] = [
	['PaymentMethod', { Name: 'Cash' }], ['PaymentMethod', { Name: 'Check' }], ['PaymentMethod', { Name: 'Visa', Type: 'CREDIT_CARD' }],
];

/** Names that clash, quotes, accents, codes in names, people in two lists, what is closed. */
export const US_LISTS: readonly Seeded[] = [
	...TERMS, ...METHODS,
	['Class', { Name: 'Service' }], ['Class', { Name: 'East', SubClass: true, ...below('Class', 'Service') }], ['Class', { Name: 'West', SubClass: true, ...below('Class', 'Service') }],
	['Class', { Name: 'Install & Repair' }], ['Class', { Name: 'Pilot 2023 (closed)' }],
	['Department', { Name: 'Oakland' }], ['Department', { Name: 'Yard', SubDepartment: true, ...below('Department', 'Oakland') }], ['Department', { Name: 'Reno' }],
	['Vendor', { DisplayName: "Bob's Burger Joint", ...mail('bob@burgers.example') }],
	['Vendor', { DisplayName: 'Northwind Fuel', CompanyName: 'Northwind Fuel Co.', AcctNum: 'NW-881', TermRef: to('Term', 'Net 30'), Vendor1099: true, TaxIdentifier: '94-1234567' }],
	['Vendor', { DisplayName: 'NORTHWIND FUEL CO', CompanyName: 'Northwind Fuel Co.' }],
	['Vendor', { DisplayName: 'Hicks Hardware', BillAddr: { Line1: '42 Main St.', City: 'Middlefield', CountrySubDivisionCode: 'CA', PostalCode: '94482' }, ...mail('billing@hicks.example') }],
	['Vendor', { DisplayName: 'Ellis\\Sons', CompanyName: 'Ellis\\Sons' }],
	['Vendor', { DisplayName: 'Café Zoë & Company, "The Corner"' }],
	['Vendor', { DisplayName: 'PG&E', AcctNum: '', ...mail('ap@pge.example') }],
	['Vendor', { DisplayName: 'United States Treasury' }],
	['Vendor', { DisplayName: 'Old Tire Shop (closed)' }],
	['Vendor', { DisplayName: 'Sam Rivera (V)', GivenName: 'Sam', FamilyName: 'Rivera', ...mail('sam.rivera@harbour.example') }],
	['Employee', { GivenName: 'Sam', FamilyName: 'Rivera', ...mail('sam.rivera@harbour.example') }],
	['Employee', { GivenName: 'Jo', FamilyName: "O'Neill", EmployeeNumber: 'E-17' }],
	['Customer', { DisplayName: 'Harbour Estates', CompanyName: 'Harbour Estates LLC', ...mail('ap@estates.example'), SalesTermRef: to('Term', 'Net 30'), BillAddr: { Line1: '9 Pier Rd', City: 'Alameda', CountrySubDivisionCode: 'CA', PostalCode: '94501' } }],
	['Customer', { DisplayName: 'Dock 4', Job: true, BillWithParent: true, ...below('Customer', 'Harbour Estates') }],
	['Customer', { DisplayName: 'Dock 5', Job: true, BillWithParent: true, ...below('Customer', 'Harbour Estates') }],
	['Customer', { DisplayName: 'Crane', Job: true, ...below('Customer', 'Dock 5') }],
	['Customer', { DisplayName: "Amy's Bird Sanctuary", GivenName: 'Amy', FamilyName: 'Lauterbach', ...mail('Birds@Intuit.example') }],
	['Customer', { DisplayName: 'Weiskopf Consulting', Taxable: true }],
	['Customer', { DisplayName: 'Kookies by Kathy (closed)' }],
	['Item', { Name: 'Hours', Type: 'Service', IncomeAccountRef: to('Account', 'Services'), ExpenseAccountRef: to('Account', 'Job Expenses'), UnitPrice: 85 }],
	['Item', { Name: 'Design', Type: 'Category' }],
	['Item', { Name: 'Call-out', Type: 'Service', SubItem: true, ...below('Item', 'Design'), IncomeAccountRef: to('Account', 'Services'), UnitPrice: 120 }],
	['Item', { Name: 'Filters 3/4"', Sku: 'FLT-34', Type: 'NonInventory', IncomeAccountRef: to('Account', 'Sales of Product Income'), ExpenseAccountRef: to('Account', 'Job Materials'), UnitPrice: 22.5, PurchaseCost: 15, Taxable: true }],
	['Item', { Name: 'Pump', Sku: 'PMP-1', Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 12, InvStartDate: '2025-01-01', AssetAccountRef: to('Account', 'Inventory Asset'), IncomeAccountRef: to('Account', 'Sales of Product Income'), ExpenseAccountRef: to('Account', 'Cost of Goods Sold'), UnitPrice: 275, Taxable: true }],
	['Item', { Name: 'Fax (closed)', Type: 'Service', IncomeAccountRef: to('Account', 'Services') }],
];

const EURO = { CurrencyRef: { value: 'EUR' } };
export const UK_LISTS: readonly Seeded[] = [
	...TERMS, ...METHODS,
	['Class', { Name: 'Planned' }], ['Class', { Name: 'Reactive' }], ['Class', { Name: 'Out of hours', SubClass: true, ...below('Class', 'Reactive') }],
	['Department', { Name: 'Leeds' }], ['Department', { Name: 'Dublin (closed)' }],
	['Vendor', { DisplayName: 'Screwfix', TermRef: to('Term', 'Net 30') }], ['Vendor', { DisplayName: 'Smith & Sons' }], ['Vendor', { DisplayName: 'Smith and Sons' }],
	['Vendor', { DisplayName: 'Hôtel de Paris (EUR)', ...EURO }], ['Vendor', { DisplayName: 'Hôtel de Paris' }], ['Vendor', { DisplayName: "O'Brien Plumbing", ...EURO }],
	['Vendor', { DisplayName: 'Expense claims', CompanyName: 'Staff' }], ['Vendor', { DisplayName: 'Petrol World (closed)' }],
	['Employee', { GivenName: 'Priya', FamilyName: 'Shah', ...mail('priya@harbour.example') }], ['Employee', { GivenName: 'J', FamilyName: 'Smith' }],
	['Customer', { DisplayName: 'Leeds City Council', SalesTermRef: to('Term', 'Net 30'), ...mail('ap@leeds.example') }],
	['Customer', { DisplayName: 'Town Hall', Job: true, BillWithParent: true, ...below('Customer', 'Leeds City Council') }],
	['Customer', { DisplayName: 'Café Bleu (EUR)', ...EURO }], ['Customer', { DisplayName: 'Rathaus Immobilien GmbH', ...EURO }],
	['Item', { Name: 'Labour', Type: 'Service', IncomeAccountRef: to('Account', 'Sales'), ExpenseAccountRef: to('Account', 'Cost of Sales'), UnitPrice: 60 }],
	['Item', { Name: 'Materials', Type: 'NonInventory', IncomeAccountRef: to('Account', 'Sales of Product Income'), ExpenseAccountRef: to('Account', 'Tools & Materials') }],
];
