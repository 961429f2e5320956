import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

it('SYNC-EXP-XERO, OPS-RECON: a month of card transactions stands in the books, every row once, to the penny', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/cards.mjs')], { cwd: root });
	expect(stdout).toMatch(/Lines\s+source 243, books 243, missing 0, extra 0/);
	expect(stdout).toMatch(/: 0 differ/);
	expect(stdout).toMatch(/[1-9]\d* supplier credits; trial balance 0\.00/);
	expect(stdout).toMatch(/Problems left\s+0/);
	expect(stdout).toContain('Books and file agree.');
});

it('SYNC-AIQ-7, OPS-RECON: the same month as expenses in ExpenseIn, over lists that the data sync brought, stands in AccountsIQ', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/cards.mjs'), '--sync', 'expensein-accountsiq'], { cwd: root });
	expect(stdout).toMatch(/Data sync\s+Categories: \d+ created, \d+ updated, \d+ unchanged, 0 failed/);
	expect(stdout).toMatch(/Lines\s+source 243, books 243, missing 0, extra 0/);
	expect(stdout).toMatch(/: 0 differ/);
	expect(stdout).toMatch(/[1-9]\d* bills, [1-9]\d* supplier credits, [1-9]\d* bank payments, [1-9]\d* bank receipts; trial balance 0\.00/);
	expect(stdout).toMatch(/Problems left\s+0/);
	expect(stdout).toContain('Books and file agree.');
});

it('SYNC-EXP-INTACCT, OPS-RECON: the same month stands in Sage Intacct, by department and by a dimension of the company\'s own', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/cards.mjs'), '--sync', 'expensify-intacct'], { cwd: root });
	expect(stdout).toMatch(/Lines\s+source 243, books 243, missing 0, extra 0/);
	expect(stdout).toMatch(/[2-9] tax codes, [2-9] cost centres, [2-9] directorates: 0 differ/);
	expect(stdout).toMatch(/[1-9]\d* bills, [1-9]\d* AP adjustments; trial balance 0\.00/);
	expect(stdout).toMatch(/Problems left\s+0/);
	expect(stdout).toContain('Books and file agree.');
});

it('SYNC-EXP-QBO, OPS-RECON: the same month stands in QuickBooks, with its tax codes and classes', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/cards.mjs'), '--sync', 'expensify-quickbooks'], { cwd: root });
	expect(stdout).toMatch(/Lines\s+source 243, books 243, missing 0, extra 0/);
	expect(stdout).toMatch(/: 0 differ/);
	expect(stdout).toMatch(/[1-9]\d* bills, [1-9]\d* vendor credits; trial balance 0\.00/);
	expect(stdout).toMatch(/Problems left\s+0/);
	expect(stdout).toContain('Books and file agree.');
});
