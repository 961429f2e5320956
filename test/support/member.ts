import { makePassword } from '../../scripts/lib/n8n/session.mjs';
import type { N8n } from './n8n';
import type { Editor } from './browser';

/** A further user of n8n, without any right on the owner's workflows. */
export async function addMember({ session, url }: N8n, email: string, [firstName, lastName]: [string, string]): Promise<Editor> {
	const password = makePassword();
	const [invited] = (await session.rest('POST', '/invitations', [{ email, role: 'global:member' }])) as Array<{ user: { inviteAcceptUrl: string } }>;
	const token = new URL(invited?.user.inviteAcceptUrl ?? '').searchParams.get('token');
	// The answer signs the new user in, so it is asked without the owner's session.
	const answer = await fetch(`${url}/rest/invitations/accept`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, firstName, lastName, password }),
	});
	if (!answer.ok) throw new Error(`n8n answered ${answer.status} to the invitation: ${await answer.text()}`);
	return { url, owner: { email, password } };
}
