/**
 * `npm run bench`: what a thousand bills cost, measured at the sandbox with a real n8n and the vendor's own limits.
 *
 *   npm run bench                                   1,000 new bills for 200 suppliers, then the same once more
 *   npm run bench -- --bills 5000 --suppliers 400   other numbers
 *
 * Ends with 1 when a thousand bills take more calls than promised.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { busiestMinute, measure, prepare } from '../test/bench/measure.mjs';
import { tail } from './lib/demo/run.mjs';
import { host, n8nVersion } from './lib/host.mjs';
import { startInstance } from './lib/n8n/instance.mjs';
import { prepareUserFolder } from './lib/n8n/prepared.mjs';
import { freePort } from './lib/ports.mjs';
import { build, developmentModules } from './lib/project.mjs';
import { connectSandbox, startSandbox } from './lib/sandbox.mjs';
import { say, seconds, step } from './lib/say.mjs';

/** For a thousand bills: twenty batches of fifty are the floor. */
const PROMISED = { first: 50, second: 25, minute: 60, atOnce: 5 };
const CREDENTIAL = 'Xero (sandbox)';

const { values: options } = parseArgs({
	options: { bills: { type: 'string', default: '1000' }, suppliers: { type: 'string', default: '200' } },
});
const bills = Number(options.bills);
const suppliers = Number(options.suppliers);
const folder = mkdtempSync(join(tmpdir(), 'accounting-sync-bench-'));
const running = [];

async function main() {
	await developmentModules();
	await build();
	const installed = await host();
	const { origin, ...sandbox } = await startSandbox({ node: installed.node.node, folder, port: await freePort() });
	running.push(sandbox);
	await fetch(`${origin}/_sandbox/reset`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ bare: true }),
	});
	const n8n = await step('Starting n8n', async () => {
		const userFolder = join(folder, 'n8n');
		const owner = await prepareUserFolder(installed, userFolder);
		return await startInstance({ host: installed, userFolder, owner });
	});
	running.push(n8n.process);
	const ids = await connectSandbox(n8n.createCredential, origin);
	const credential = { id: ids[CREDENTIAL], name: CREDENTIAL };
	const workflow = await step(`Putting ${suppliers} suppliers into the books`, () => prepare({ n8n, origin, credential, bills, suppliers }));
	await rest(origin);
	const first = await step(`${bills} new bills`, () => measure({ n8n, origin, workflow }));
	const second = await step('The same once more', () => measure({ n8n, origin, workflow }));
	const minute = await busiestMinute(origin);
	show(first, second, minute);
	showBuiltIn(installed.folder);
	const kept = first.created === bills && second.found === bills && first.refused + second.refused === 0
		&& minute <= PROMISED.minute && Math.max(first.atOnce, second.atOnce) <= PROMISED.atOnce;
	if (bills !== 1000) return kept;
	return kept && first.calls <= PROMISED.first && second.calls <= PROMISED.second;
}

/** What the preparation asked counts against the vendor's minute; an emulated one passes at once. */
async function rest(origin) {
	await fetch(`${origin}/_sandbox/clock`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advance: 61 }),
	});
}

function show(first, second, minute) {
	const row = (title, tell, promised = '') =>
		say(`${title.padEnd(34)}${String(tell(first)).padStart(14)}${String(tell(second)).padStart(16)}${promised.padStart(16)}`);
	say(`\n${''.padEnd(34)}${`${bills} new`.padStart(14)}${'nothing new'.padStart(16)}${'for 1,000'.padStart(16)}`);
	row('Calls to Xero, look-ups included', ({ calls }) => calls, `<= ${PROMISED.first}, <= ${PROMISED.second}`);
	row('Calls per bill', ({ calls }) => (calls / bills).toFixed(3));
	row('Created / found', ({ created, found }) => `${created} / ${found}`);
	row('Busiest minute, calls', (figures) => figures.minute, `<= ${PROMISED.minute}`);
	row('Most calls at once', ({ atOnce }) => atOnce, `<= ${PROMISED.atOnce}`);
	row('Refused by the limits (429)', ({ refused }) => refused, '0');
	row('Time in the node', (figures) => seconds(figures.seconds * 1000));
	row("n8n's memory before, MB", ({ memory }) => memory.before);
	row("n8n's memory at its peak, MB", ({ memory }) => memory.peak);
	say(`Busiest minute over both runs, one right after the other: ${minute} calls.`);
	say('\nCalls by route, new bills and nothing new:');
	for (const route of new Set([...Object.keys(first.byRoute), ...Object.keys(second.byRoute)])) {
		say(`  ${route.padEnd(44)}${String(first.byRoute[route] ?? 0).padStart(6)}${String(second.byRoute[route] ?? 0).padStart(6)}`);
	}
}

/** n8n's own Xero node has Xero's address in its code and cannot be pointed at a sandbox, so its code is what speaks. */
function showBuiltIn(hostFolder) {
	const nodes = join(hostFolder, 'node_modules/n8n-nodes-base/dist/nodes/Xero');
	const fixed = readFileSync(join(nodes, 'GenericFunctions.js'), 'utf8').includes('`https://api.xero.com/api.xro/2.0');
	const code = readFileSync(join(nodes, 'Xero.node.js'), 'utf8');
	const onePerItem = /for \(let i = 0; i < length; i\+\+\)[\s\S]*xeroApiRequest\.call\(this, 'POST', '\/Invoices', body\)/.test(code);
	if (!fixed || !onePerItem) return say("\nn8n's own Xero node is not as this bench knows it; nothing is said about it.");
	say(`\nn8n's own Xero node (${n8nVersion}), from its code and not measured, since its address is fixed: one call per invoice,`);
	say(`no look-up before, no idempotency key. ${bills} bills are ${bills} calls, at sixty a minute ${seconds(bills * 1000)} at least.`);
}

async function stop() {
	for (const process of running.reverse()) await process.stop().catch(() => undefined);
	rmSync(folder, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop().then(() => process.exit(130)));

main()
	.then((kept) => {
		say(kept ? '\nAll promises are kept.' : '\nA promise is BROKEN.');
		process.exitCode = kept ? 0 : 1;
	})
	.catch((error) => {
		say(`\n${error.stack}\n\nLast lines of n8n's log:\n${tail(join(folder, 'n8n/n8n.log'))}`);
		process.exitCode = 1;
	})
	.finally(stop);
