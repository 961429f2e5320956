import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../n8n/command.mjs';
import { createCredential } from '../n8n/credentials.mjs';
import { runManually } from '../n8n/executions.mjs';
import { importTemplates, readTemplates } from '../n8n/templates.mjs';
import { withCredentialIds } from '../n8n/workflows.mjs';
import { fingerprint } from '../paths.mjs';
import { connectSandbox } from '../sandbox.mjs';
import { step } from '../say.mjs';

const idOf = (template) => fingerprint({ texts: [JSON.stringify(template)] });
const idsOf = (templates) => Object.fromEntries(templates.map((template) => [template.id, idOf(template)]));

/**
 * First start: credentials, tables and templates through n8n's interfaces, as a user would bring them in.
 * @param {import('../n8n/session.mjs').Session} session
 * @param {string} origin of the sandbox
 * @param {import('./state.mjs').State} state is brought up to date
 */
export async function fill(session, origin, state) {
	await connect(session, origin, state);
	const templates = readTemplates();
	await step(`Importing and publishing ${templates.length} templates`, () =>
		importTemplates(session, templates, state.credentialIds ?? {}),
	);
	state.templates = idsOf(templates);
	for (const { id, name, plan } of templates) {
		if (plan.runOnStart) await step(`Running "${name}" once`, () => runManually(session, id, plan.runOnStart));
	}
}

/** Credentials that point at the sandbox where it is now. */
export async function connect(session, origin, state) {
	const create = (name, type, data) => createCredential(session, name, type, data);
	state.credentialIds = await step('Connecting n8n to the sandbox', () => connectSandbox(create, origin));
	state.origin = origin;
}

/**
 * Later starts, before n8n runs: templates that are new or changed in the project replace the imported ones. Without
 * the owner's password only n8n's own commands can do that.
 * @param {Awaited<ReturnType<typeof import('../host.mjs').host>>} host
 * @param {string} userFolder
 * @param {import('./state.mjs').State} state is brought up to date
 * @returns {Promise<import('../n8n/templates.mjs').Template[]>} the changed ones
 */
export async function refresh(host, userFolder, state) {
	const changed = readTemplates().filter((template) => state.templates?.[template.id] !== idOf(template));
	if (changed.length === 0) return [];
	await step(`Bringing ${changed.length} changed templates up to date`, async () => {
		const folder = mkdtempSync(join(tmpdir(), 'templates-'));
		try {
			for (const { plan, ...workflow } of changed) {
				const filled = withCredentialIds(workflow, state.credentialIds ?? {});
				writeFileSync(join(folder, `${workflow.id}.json`), JSON.stringify({ active: false, ...filled }));
			}
			await command(host, userFolder, ['import:workflow', '--separate', `--input=${folder}`]);
			for (const { id, plan } of changed) {
				if (plan.publish) await command(host, userFolder, ['publish:workflow', `--id=${id}`]);
			}
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
	state.templates = { ...state.templates, ...idsOf(changed) };
	return changed;
}
