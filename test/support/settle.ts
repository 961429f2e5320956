import { readTemplates, type N8n, type Workflow } from './n8n';

/** Of a node's parameters what is put in here. */
type Node = { name: string; parameters: { assignments: { assignments: Array<{ name: string; value: unknown }> } }; credentials?: object };

/**
 * What a person does in the editor with a template: other values in its node "Settings", a credential in one of its
 * nodes, and then publishes it.
 * @param credentials by the names of the nodes
 */
export async function settle(n8n: N8n, id: string, settings: Record<string, unknown>, credentials: Record<string, object> = {}): Promise<void> {
	const template = structuredClone(readTemplates().find((one) => one.id === id)) as unknown as Workflow & { nodes: Node[] };
	for (const node of template.nodes) {
		if (node.name === 'Settings') {
			for (const assignment of node.parameters.assignments.assignments) {
				if (assignment.name in settings) assignment.value = settings[assignment.name];
			}
		}
		if (node.name in credentials) node.credentials = credentials[node.name];
	}
	await n8n.importWorkflow(template);
	await n8n.publish(id);
}
