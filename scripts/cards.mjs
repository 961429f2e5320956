/**
 * `npm run cards -- FILE.csv ...`: proves a sync on real card transactions. Loads the files into the emulated source
 * (for Expensify, card and month make a report), runs the template on a real n8n, and holds the books against the files: every row
 * once, totals equal to the hundredth.
 *
 *   npm run cards -- FILE.csv                    from Expensify to Xero, one bill per report and supplier
 *   npm run cards -- FILE.csv --one-per expense  one document per transaction; each refund is a credit
 *   npm run cards -- --sync NAME FILE.csv ...    through another sync: see scripts/cards/syncs.mjs
 *
 * What the books refuse has to wait with its reason, and nothing else may.
 *
 * FILE is CSV (also gzipped) with the columns transaction_date, billing_amount, merchant and card, and optionally
 * original_amount, original_currency, billing_currency, account_code, account_name, vat_code, cost_centre_code,
 * cost_centre_name and directorate. Without FILE the project's own messy month is taken.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chartsOf } from './cards/charts.mjs';
import { money } from './cards/money.mjs';
import { reconcile } from './cards/reconcile.mjs';
import { syncs } from './cards/syncs.mjs';
import { readTransactions, toReports } from './cards/transactions.mjs';
import { tail } from './lib/demo/run.mjs';
import { host } from './lib/host.mjs';
import { startInstance } from './lib/n8n/instance.mjs';
import { prepareUserFolder } from './lib/n8n/prepared.mjs';
import { importTemplates, templatesWithCalled } from './lib/n8n/templates.mjs';
import { root } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { build, developmentModules } from './lib/project.mjs';
import { sandboxCredentials, startSandbox } from './lib/sandbox.mjs';
import { say, step } from './lib/say.mjs';

const { values: options, positionals } = parseArgs({
	options: { 'one-per': { type: 'string', default: 'report' }, sync: { type: 'string', default: 'expensify-xero' } },
	allowPositionals: true,
});
const files = positionals.length > 0 ? positionals : [join(root, 'test/data/card-month.csv')];
const folder = mkdtempSync(join(tmpdir(), 'accounting-sync-cards-'));
const running = [];
const sync = syncs[options.sync];
if (sync === undefined) throw new Error(`There is no sync "${options.sync}"; there are ${Object.keys(syncs).join(', ')}`);

/** What a user would change in the template's Settings for these books. */
function withSettings(templates) {
	const wanted = sync.settings(options['one-per']);
	for (const { id, nodes } of templates) {
		if (id !== sync.template) continue;
		sync.adapt?.(nodes);
		const settings = nodes.find(({ name }) => name === 'Settings');
		for (const assignment of settings.parameters.assignments.assignments) {
			if (assignment.name in wanted) assignment.value = wanted[assignment.name];
		}
	}
	return templates;
}

async function main() {
	const transactions = files.flatMap((file) => readTransactions(file));
	const reports = toReports(transactions);
	const charts = chartsOf(transactions);
	const held = reports.filter((report) => sync.holds?.(report) ?? false);
	const wanted = transactions.filter((transaction) => !held.some((report) => report.transactions.includes(transaction)));
	say(`${files.join(', ')}: ${transactions.length} transactions, ${reports.length} reports, ${charts.accounts.length} accounts, ${charts.costCentres.length} cost centres`);

	await developmentModules();
	await build();
	const installed = await host();
	const sandbox = await startSandbox({ node: installed.node.node, folder, port: await freePort() });
	running.push(sandbox);
	const control = async (method, path, body) => {
		const answer = await fetch(`${sandbox.origin}/_sandbox${path}`, {
			method,
			...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}: ${await answer.text()}`);
		return await answer.json().catch(() => undefined);
	};
	const books = await step('Preparing the books and the source', async () => {
		await control('POST', '/reset', { bare: true });
		return await sync.open({ control, origin: sandbox.origin, charts, transactions });
	});

	const n8n = await step('Starting n8n', async () => {
		const userFolder = join(folder, 'n8n');
		const owner = await prepareUserFolder(installed, userFolder);
		return await startInstance({ host: installed, userFolder, owner });
	});
	running.push(n8n.process);
	const credentialIds = {};
	for (const { name, type, data } of await sandboxCredentials(sandbox.origin)) {
		credentialIds[name] = await n8n.createCredential(name, type, await sync.credential({ type, data, control }));
	}
	await importTemplates(n8n.session, withSettings(templatesWithCalled([sync.template, ...(sync.alsoRuns ?? [])])), credentialIds);
	for (const [table, rows] of Object.entries(sync.tables)) await n8n.insertRows(table, rows);

	await step('Loading the transactions', () => sync.load({ n8n, control, credentialIds, reports, transactions, charts }));
	await books.limit(true);
	const first = await runSync('Syncing', n8n, control);
	await books.limit(false);
	const stands = await books.lines();
	const result = reconcile(wanted.map(sync.toLine), stands.lines);
	await books.limit(true);
	const second = await runSync('Syncing once more', n8n, control);
	await books.limit(false);
	const after = await books.lines();
	const trialBalance = await books.trialBalance();
	const problems = await n8n.listRows('Sync problems');

	say('');
	say(`Lines              source ${result.lines.source}, books ${result.lines.books}, missing ${result.lines.missing}, extra ${result.lines.extra}`);
	say(`Total              source ${money(result.total.source)}, books ${money(result.total.books)}`);
	say(`Compared           ${Object.entries(result.groups).map(([view, count]) => `${count} ${VIEWS[view]}`).join(', ')}: ${result.differences.length} differ`);
	say(`Documents          ${counted(stands.documents)}; trial balance ${trialBalance}`);
	say(`First run          ${first.seconds} s, ${first.books} calls to ${sync.systems.books}, ${first.source} to ${sync.systems.source}`);
	say(`Second run         ${second.seconds} s, ${second.books} and ${second.source} calls; documents then ${counted(after.documents)}`);
	if (held.length > 0) say(`Held               ${held.length} reports of ${transactions.length - wanted.length} transactions, which these books refuse`);
	say(`Problems left      ${problems.length - held.length}`);
	for (const one of [...result.differences, ...result.missing, ...result.extra].slice(0, 20)) say(`  ${text(one)}`);
	for (const { report, message } of distinct(problems).slice(0, 10)) say(`  ${report}: ${message}`);
	const same = counted(after.documents) === counted(stands.documents);
	const waiting = problems.map(({ report }) => report).sort();
	const asExpected = JSON.stringify(waiting) === JSON.stringify(held.map(({ title }) => title).sort());
	return result.agrees && same && asExpected && trialBalance === '0.00';
}

/** What people call the views of the reconciliation. */
const VIEWS = { currency: 'currencies', account: 'accounts', tax: 'tax codes', costCentre: 'cost centres', directorate: 'directorates' };

/** Problems that differ in more than the document. */
const distinct = (problems) => [...new Map(problems.map((one) => [one.message.replace(one.report, ''), one])).values()];
const counted = (documents) => Object.entries(documents).map(([word, count]) => `${count} ${word}`).join(', ');
const text = (value) => JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? money(one) : one));

async function runSync(title, n8n, control) {
	await control('DELETE', '/requests');
	const start = Date.now();
	const run = await step(title, () => n8n.runManually(sync.template, 'By hand', { timeout: 40 * 60_000 }));
	if (run.status !== 'success') throw new Error(`The sync failed: ${run.error?.message ?? run.status}`);
	const seconds = Math.round((Date.now() - start) / 100) / 10;
	const calls = async (system) => (await control('GET', `/count?system=${system}`)).total;
	return { seconds, books: await calls(sync.systems.books), source: await calls(sync.systems.source) };
}

async function stop() {
	for (const process of running.reverse()) await process.stop().catch(() => undefined);
	rmSync(folder, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop().then(() => process.exit(130)));

main()
	.then((agrees) => {
		say(agrees ? '\nBooks and file agree.' : '\nBooks and file DIFFER.');
		process.exitCode = agrees ? 0 : 1;
	})
	.catch((error) => {
		say(`\n${error.stack}\n\nLast lines of n8n's log:\n${tail(join(folder, 'n8n/n8n.log'))}`);
		process.exitCode = 1;
	})
	.finally(stop);
