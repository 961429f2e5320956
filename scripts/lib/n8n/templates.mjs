import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { createTable, insertRows } from './tables.mjs';
import { importWorkflow, publish } from './workflows.mjs';

/**
 * What a template says about itself in `meta.accountingSync`.
 * @typedef {object} Plan
 * @property {number} order imported and published in this order: what is called comes before what calls it
 * @property {boolean} [publish]
 * @property {Array<{ name: string, columns: import('./tables.mjs').Column[], rows?: object[] }>} [tables] rows go into
 * a new table only: what people keep in theirs stays
 * @property {string} [runOnStart] trigger to run once after the import
 */
/** @typedef {import('./workflows.mjs').Workflow & { id: string, plan: Plan }} Template */

/**
 * The project's templates, in the order of their import.
 * @param {string} [folder]
 * @returns {Template[]}
 */
export function readTemplates(folder = join(root, 'workflows-templates')) {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => {
			const template = JSON.parse(readFileSync(join(folder, file), 'utf8'));
			return { ...template, plan: { order: 100, ...template.meta?.accountingSync } };
		})
		.sort((a, b) => a.plan.order - b.plan.order || a.id.localeCompare(b.id));
}

/**
 * These templates with all that they call, and the workflow that notes where they stop; in the order of their import.
 * @param {string[]} ids
 * @param {Template[]} [templates]
 * @returns {Template[]}
 */
export function templatesWithCalled(ids, templates = readTemplates()) {
	const wanted = new Set();
	for (const queue = [...ids]; queue.length > 0; ) {
		const id = queue.pop();
		const template = templates.find((one) => one.id === id);
		if (template === undefined) throw new Error(`There is no template ${id}`);
		if (wanted.has(id)) continue;
		wanted.add(id);
		const values = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow').map(({ parameters }) => parameters.workflowId.value);
		// Where an expression chooses, any of those that it names may be called.
		const called = values.flatMap((value) => (value.startsWith('=') ? templates.filter((one) => value.includes(one.id)).map((one) => one.id) : [value]));
		queue.push(...called, ...(template.settings?.errorWorkflow ? [template.settings.errorWorkflow] : []));
	}
	return templates.filter(({ id }) => wanted.has(id));
}

/**
 * Imports as a user would, tables first, then publishes those that ask for it.
 * @param {import('./session.mjs').Session} session
 * @param {Template[]} templates in order
 * @param {Record<string, string>} credentialIds id by credential name
 */
export async function importTemplates(session, templates, credentialIds) {
	await importTables(session, templates);
	for (const { plan, ...workflow } of templates) {
		await importWorkflow(session, workflow, credentialIds);
		if (plan.publish) await publish(session, workflow.id);
	}
}

/** @param {import('./session.mjs').Session} session @param {Template[]} templates */
export async function importTables(session, templates) {
	for (const { name, columns, rows = [] } of templates.flatMap(({ plan }) => plan.tables ?? [])) {
		const { isNew } = await createTable(session, name, columns);
		if (isNew && rows.length > 0) await insertRows(session, name, rows);
	}
}
