import { addressesOf, phonesOf } from '../show/contact';
import type { Contact } from '../records';
import { guidOf } from './ids';

/**
 * Contacts as a company gathers them over the years: near-duplicates, shouting, legal forms with and without, accents,
 * ampersands and hashes, employees among suppliers, archived and merged ones.
 */
const SUPPLIERS = [
	'Bay Hire Ltd',
	'BAY HIRE',
	'Shell UK',
	'Shell Kings 587',
	'Tesco PFS 4203',
	'TESCO STORES 3297',
	'Amazon EU S.à r.l.',
	'Amazon.co.uk',
	'AMZN Mktp UK',
	'Screwfix Direct',
	'SCREWFIX DIR LTD',
	'Travis Perkins plc',
	'Travis Perkins Trading Co. Ltd',
	'B&Q',
	'A & B #1 Timber',
	'Howdens Joinery Co',
	'Jewson',
	'Toolstation',
	'Trainline.com',
	'TRAINLINE',
	'Uber',
	'UBER *TRIP',
	'Addison Lee',
	'Premier Inn',
	'Premier Inn Birmingham',
	'Hôtel Étoile',
	'Café Ruß',
	'Société Générale Équipement',
	'Müller Holz GmbH',
	'Åkes Snickeri AB',
	'Vodafone',
	'Vodafone Ltd (mobiles)',
	'BT Business',
	'Microsoft Ireland',
	'MSFT * OFFICE',
	'Adobe Systems',
	'GitHub, Inc.',
	'Zoom.us',
	'Royal Mail',
	'DPD (UK)',
	'Post Office Counters',
	"Sainsbury's",
	'Pret A Manger',
	'Costa Coffee',
	'Costa',
	'Greggs plc',
	'Staples',
	'Viking Direct',
	'ACAS Training',
	'NCP Car Parks',
	'RingGo Parking',
	'O\'Neill "Fast" Couriers',
];
const CUSTOMERS = [
	'Harbour View Developments',
	'St. Anne’s Primary School',
	'Moss & Daughters',
	'City of Hull Council',
	'Lindqvist Interiors AB',
];
const EMPLOYEES: ReadonlyArray<[string, string]> = [
	['Ana Ruiz', 'ana.ruiz@keajoinery.example'],
	['Ben Carter', 'ben.carter@keajoinery.example'],
	['Chloé Martin', 'chloe.martin@keajoinery.example'],
	['Deepak Shah', 'deepak.shah@keajoinery.example'],
	['Ewa Nowak', 'ewa.nowak@keajoinery.example'],
];

function contact(tenant: string, Name: string, rest: Partial<Contact> = {}): Contact {
	return {
		ContactID: guidOf(`${tenant} contact ${Name}`),
		Name,
		ContactStatus: 'ACTIVE',
		IsSupplier: false,
		IsCustomer: false,
		Addresses: addressesOf(undefined),
		Phones: phonesOf(undefined),
		...rest,
	};
}

export function ukContacts(tenant: string): Contact[] {
	const bayHire = guidOf(`${tenant} contact Bay Hire Ltd`);
	return [
		...SUPPLIERS.map((name, index) =>
			contact(
				tenant,
				name,
				index % 3 === 0
					? {
							ContactNumber: `SUP-${String(index + 1).padStart(4, '0')}`,
							EmailAddress: `accounts${index}@supplier.example`,
						}
					: {},
			),
		),
		...CUSTOMERS.map((name) =>
			contact(tenant, name, {
				EmailAddress: `office@${name.toLowerCase().replace(/[^a-z]+/g, '')}.example`,
				PaymentTerms: { Sales: { Day: 30, Type: 'DAYSAFTERBILLDATE' } },
			}),
		),
		...EMPLOYEES.map(([name, email]) => {
			const [FirstName, LastName] = name.split(' ');
			return contact(tenant, name, { FirstName, LastName, EmailAddress: email });
		}),
		contact(tenant, 'Old Fuel Cards Co', { ContactStatus: 'ARCHIVED' }),
		contact(tenant, 'Bay Hire Limited', { ContactStatus: 'ARCHIVED', MergedToContactID: bayHire }),
	];
}

export function nzContacts(tenant: string): Contact[] {
	return ['Fern Nursery', 'Kauri Café', 'Z Energy', 'Air New Zealand', 'Mitre 10', 'Te Papa Supplies'].map((name) =>
		contact(tenant, name),
	);
}
