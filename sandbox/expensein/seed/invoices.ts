import type { NewInvoice } from '../state/expenses';

export type SeedInvoice = Omit<NewInvoice, 'date' | 'dueDate'> & { day: number };

/** Suppliers' invoices, with two lines where one would be too easy. */
export const INVOICES: readonly SeedInvoice[] = [
	{ day: 40, status: 'Completed', supplier: 'REGUS', invoiceNumber: '1005-0098', exportReference: 'PI000394', lines: [{ category: '7110', department: 'LDS-OPS', tax: 'V20', gross: '96.00', description: 'Line rental' }] },
	{ day: 21, status: 'Approved', supplier: 'REGUS', invoiceNumber: '1005-0112', lines: [{ category: '7110', department: 'LDS-OPS', tax: 'V20', gross: '96.00', description: 'Line rental' }, { category: '7120 ', department: 'LDS-OPS', tax: 'V20', gross: '41.52', description: 'Printing, coffee & "sundries"' }], receipts: ['1005-0112.pdf'] },
	{ day: 19, status: 'Approved', supplier: 'AWS001', invoiceNumber: 'EUINGB26-1887712', currency: 'USD', lines: [{ category: '7125', project: 'CORE', department: 'LDN-ENG', tax: 'N/A', gross: '1204.11', description: 'EC2' }, { category: '7125', project: 'LABS', department: 'LDN-ENG', tax: 'N/A', gross: '88.02', description: 'S3 & traffic' }], receipts: ['invoice1887712.pdf'] },
	{ day: 14, status: 'Approved', supplier: 'TRAINLINE', invoiceNumber: 'TL/2026/4471', lines: [{ category: '7001', department: 'LDN-SALES', tax: 'V0', gross: '412.80', description: '6 tickets' }, { category: '7001', department: 'LDN-SALES', tax: 'V20', gross: '12.00', description: 'Booking fees' }], receipts: ['TL-4471.pdf', 'tickets.png'] },
	{ day: 8, status: 'Approved', supplier: 'TRAINLINE', invoiceNumber: 'TL/2026/4480 CN', lines: [{ category: '7001', department: 'LDN-SALES', tax: 'V0', gross: '-68.80', description: 'Ticket given back' }] },
	{ day: 5, status: 'Submitted', supplier: 'SMITHCO', invoiceNumber: '26/883', lines: [{ category: '6020', tax: 'V20', gross: '600.00', description: 'Workshop on contracts' }] },
	{ day: 2, status: 'Draft', supplier: 'Café Zoë (catering)', invoiceNumber: '-', lines: [{ category: '7025', tax: 'V20', gross: '174.00' }] },
];
