import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from '../../scripts/lib/n8n/templates.mjs';

const root = join(__dirname, '../..');
const files = new Map(readTemplates().map(({ id, name }) => [id, name]));

it('the README says of each workflow that others call that it is imported first', () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	const [, list = ''] = /\| first \| then \|\n([^]*?)\n\n/.exec(readme) ?? [];
	const first = list.split('\n').slice(1).map((row) => row.split('|')[1] ?? '').join(' ').replaceAll('`-', '`work-to-quickbooks-online-');
	const ids = new Set([...first.matchAll(/`([\w-]+\.json)`/g)].map(([, file = '']) => (JSON.parse(readFileSync(join(root, 'workflows-templates', file), 'utf8')) as { id: string }).id));
	const called = new Set(readTemplates().flatMap(({ nodes, settings }) => [
		...nodes.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow').map(({ parameters }) => String(parameters.workflowId.value)),
		...((settings as { errorWorkflow?: string }).errorWorkflow ?? '').split(' '),
	]).filter((id) => files.has(id)));
	expect([...called].filter((id) => !ids.has(id)).map((id) => files.get(id))).toEqual([]);
	expect(called.size).toBeGreaterThan(10);
});
