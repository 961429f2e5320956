import type { NewExpense } from '../state/expenses';

/** `day`: days before today on which it was spent. Approved ones were approved two days after. */
export type SeedExpense = Omit<NewExpense, 'date'> & { day: number };

/** Thirty expenses of all sections, types and states, with merchants as tills and card feeds spell them. */
export const EXPENSES: readonly SeedExpense[] = [
	// Completed, some time ago.
	{ day: 48, status: 'Completed', user: 'EMP001', merchant: 'LNER  LEEDS   GB', description: 'Leeds, team day', exportReference: 'PI000391', department: 'LDN-SALES', lines: [{ category: '7001', tax: 'V0', gross: '86.40' }], receipts: ['lner.jpg'] },
	{ day: 47, status: 'Completed', user: 'EMP002', section: 'Reconcilable', merchant: 'AMZN Mktp UK*2A4QX71K4', description: 'Keyboard', exportReference: 'PI000392', department: 'LDN-ENG', lines: [{ category: '7120 ', tax: 'V20', gross: '64.99' }] },
	{ day: 46, status: 'Completed', user: 'EMP005', merchant: 'PRET A MANGER #0447', description: 'Lunch', exportReference: 'PI000393', department: 'RMT-ENG', lines: [{ category: '7020', tax: 'V20', gross: '7.35' }], receipts: ['IMG_2201.jpeg'] },
	// Approved and waiting.
	{ day: 20, status: 'Approved', user: 'EMP001', merchant: 'Trainline', description: 'Leeds client visit', department: 'LDN-SALES', lines: [{ category: '7001', tax: 'V0', gross: '120.00', description: 'Rail' }], receipts: ['receipt.jpg'] },
	{ day: 20, status: 'Approved', user: 'EMP001', merchant: 'UBER   *TRIP HELP.UBER.C', description: 'Station to client', department: 'LDN-SALES', lines: [{ category: '7002', tax: 'V20', gross: '14.28' }], receipts: ['uber.pdf'] },
	{ day: 19, status: 'Approved', user: 'EMP001', merchant: 'The Queens Hotel, Leeds', description: 'One night, with breakfast', department: 'LDN-SALES', lines: [{ category: '7010', tax: 'V20', gross: '132.00', description: 'Room' }, { category: '7020', tax: 'V20', gross: '15.00', description: 'Breakfast' }], receipts: ['hotel invoice 4411.pdf', 'IMG_0001.jpg'] },
	{ day: 18, status: 'Approved', user: 'EMP002', section: 'Reconcilable', merchant: 'GITHUB INC. HTTPSGITHUB.C', description: 'Licences; "Team" plan', department: 'LDN-ENG', currency: 'USD', lines: [{ category: '7125', project: 'CORE', gross: '84.00', tax: 'N/A' }], receipts: ['github-2026-10.pdf'] },
	{ day: 18, status: 'Approved', user: 'EMP002', section: 'Reconcilable', merchant: 'STICKER MULE UK', description: 'Stickers for the stand', department: 'LDN-ENG', lines: [{ category: '7120 ', tax: 'V20', gross: '48.60' }] },
	{ day: 17, status: 'Approved', user: 'EMP003', merchant: 'DB BAHN A-NR 8T4K2M', description: 'Berlin - München', department: 'LDN-ENG', currency: 'EUR', lines: [{ category: '7001', project: 'LABS', tax: 'N/A', gross: '149.90' }], receipts: ['Fahrkarte.pdf'] },
	{ day: 17, status: 'Approved', user: 'EMP003', merchant: 'SJ AB Linköping', description: 'Tåg till kund', department: 'LDN-ENG', currency: 'SEK', lines: [{ category: '7001', tax: 'N/A', gross: '495.00' }] },
	{ day: 16, status: 'Approved', user: 'EMP005', type: 'Mileage', merchant: '', description: 'Home - Leeds office - home, 86 miles', department: 'RMT-ENG', lines: [{ category: 'Mileage', tax: 'N/A', gross: '38.70' }] },
	{ day: 16, status: 'Approved', user: 'EMP002', type: 'Mileage', merchant: '', description: 'Data centre, 31.5 miles @ 0.45', department: 'LDN-ENG', lines: [{ category: 'Mileage', tax: 'N/A', gross: '14.18' }] },
	{ day: 15, status: 'Approved', user: 'EMP001', merchant: 'CAFÉ ROUGE & CO', description: 'Dinner with Acme (4)', department: 'LDN-SALES', billable: true, billed: true, lines: [{ category: '7025', project: 'REB', tax: 'V20', gross: '211.40', taxAmount: '33.13' }], receipts: ['dinner.png'] },
	{ day: 15, status: 'Approved', user: 'EMP003', merchant: 'EasyJet 00EKT5PZ9', description: 'Flight recharged to Acme', department: 'LDN-ENG', billable: true, lines: [{ category: '7000', project: 'LDN-SALES-REB', tax: 'V0', gross: '184.96' }], receipts: ['boarding pass.pdf'] },
	{ day: 14, status: 'Approved', user: 'EMP002', section: 'Reconcilable', merchant: 'AMZN Mktp UK REFUND', description: 'Keyboard sent back', department: 'LDN-ENG', lines: [{ category: '7120 ', tax: 'V20', gross: '-64.99' }] },
	{ day: 13, status: 'Approved', user: 'sam.doe@agency.example', merchant: 'Costa (T) Ltd', description: 'Coffee, interviews', department: 'LDS-OPS', lines: [{ category: '7020', tax: 'V20', gross: '11.25' }], receipts: ['costa.jpg'] },
	{ day: 13, status: 'Approved', user: 'EMP004', merchant: "O'Neill's Hardware", description: 'Cable ties; claimed before leaving', department: 'LDS-OPS', lines: [{ category: '7120 ', tax: 'V20', gross: '9.60' }] },
	{ day: 12, status: 'Approved', user: 'EMP006', merchant: 'Żabka Z4512 K.1', description: 'Woda i kanapki', department: 'RMT-ENG', currency: 'PLN', lines: [{ category: '7020', tax: 'N/A', gross: '38.47' }], receipts: ['paragon żabka.jpg'] },
	{ day: 12, status: 'Approved', user: 'EMP005', merchant: 'BT GROUP PLC', description: 'Broadband Oct', department: 'RMT-ENG', lines: [{ category: '7110', tax: 'V20', gross: '35.99' }], receipts: ['bt.pdf'], customFields: [{ name: 'Client code', value: 'INT' }] },
	{ day: 11, status: 'Approved', user: 'EMP001', section: 'Reconcilable', merchant: 'SQ *CHERRY & OAK', description: 'Team lunch', department: 'LDN-SALES', lines: [{ category: '7020', tax: 'V20', gross: '62.50' }, { category: '7025', tax: 'V20', gross: '20.00', description: 'Guest' }], receipts: ['IMG_4410.jpg'] },
	{ day: 10, status: 'Approved', user: 'EMP003', type: 'Time', merchant: '', description: 'Weekend on call, 4 h', department: 'LDN-ENG', lines: [{ category: '6020', tax: 'N/A', gross: '100.00' }] },
	{ day: 10, status: 'Approved', user: 'EMP005', section: 'Reconcilable', merchant: 'PAYPAL *UDEMY', description: 'Course <SQL & more>', department: 'RMT-ENG', lines: [{ category: '6020', tax: 'V20', gross: '16.99' }], customFields: [{ name: 'Client code', value: 'AC1' }] },
	// On their way, sent back, or still being written.
	{ day: 6, status: 'Submitted', user: 'EMP001', merchant: 'TFL TRAVEL CH', description: 'Week 46', department: 'LDN-SALES', lines: [{ category: '7001', tax: 'V0', gross: '28.10' }] },
	{ day: 6, status: 'Submitted', user: 'EMP002', section: 'Reconcilable', merchant: 'Zettle_*The Gluten Free B', description: '', department: 'LDN-ENG', lines: [{ category: '7020', tax: 'V20', gross: '8.40' }], receipts: ['IMG_0233.jpg'] },
	{ day: 5, status: 'Submitted', user: 'EMP003', merchant: 'HOTEL ADLON', description: 'Fair', department: 'LDN-ENG', currency: 'EUR', lines: [{ category: '7010', tax: 'N/A', gross: '289.00' }], receipts: ['adlon.pdf'] },
	{ day: 5, status: 'Submitted', user: 'EMP005', type: 'Mileage', merchant: '', description: 'Airport, 52 miles', department: 'RMT-ENG', lines: [{ category: 'Mileage', tax: 'N/A', gross: '23.40' }] },
	{ day: 9, status: 'Rejected', user: 'EMP006', merchant: 'STEAM PURCHASE', description: 'Joystick for demo', department: 'RMT-ENG', lines: [{ category: '7120 ', tax: 'V20', gross: '59.99' }] },
	{ day: 3, status: 'Draft', user: 'EMP001', merchant: 'WHSmith', description: '', lines: [{ gross: '4.79' }] },
	{ day: 2, status: 'Draft', user: 'EMP002', section: 'Reconcilable', merchant: 'DELIVEROO PLUS', description: 'Was private, delete?', lines: [{ category: 'SUBS', tax: 'V20', gross: '31.20' }] },
	{ day: 1, status: 'Draft', user: 'EMP003', merchant: 'Boots 1204', description: 'Adapter', lines: [{ category: '7120 ', tax: 'V20', gross: '12.00' }] },
];
