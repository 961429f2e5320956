import { readTemplates } from '../n8n/templates.mjs';
import { dataFolder } from '../paths.mjs';

/**
 * Where to look and what to try.
 * @param {{ n8n: { url: string }, sandbox: { origin: string }, email?: string, password?: string, log: string }} up
 */
export function summary({ n8n, sandbox, email, password, log }) {
	const secret = password
		? `${password}   (shown this once: write it down)`
		: 'as shown at the first start; forgotten? npm start -- --new-password';
	return `
  n8n            ${n8n.url}
    e-mail       ${email}
    password     ${secret}
  Sandbox books  ${sandbox.origin}   (Expensify's reports, Xero's books, every request)

  Templates
${templates(n8n.url)}

  Try next
    1. Open "Expensify to Xero", choose the trigger "By hand" and execute: approved reports become bills in Xero.
    2. On the sandbox's page, look at the Xero company's documents and its trial balance.
    3. Execute again: nothing is posted twice.
    4. On the sandbox's page, switch on a fault (a connection dropped after the commit, say) and approve another report.

  Credentials whose names end in "(sandbox)" are in place, one or more for each emulated system. For real books, make
  credentials of the same types and choose them in the workflow.

  Kept in        ${dataFolder()}   (npm start -- --reset removes it)
  n8n's log      ${log}
  Stop           Ctrl-C
`;
}

const templates = (url) => readTemplates().map(({ id, name }) => `    ${url}/workflow/${id}   ${name}`).join('\n');
