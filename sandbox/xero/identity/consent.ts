import type { Organisation } from '../records';
import type { App } from './apps';

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page(title: string, content: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;background:#f2f3f4;color:#0a1a2b;margin:0;display:grid;place-items:center;min-height:100vh}
main{background:#fff;border:1px solid #d5d8dc;border-radius:6px;padding:28px 32px;max-width:460px;width:calc(100% - 100px)}
h1{font-size:1.3em;margin:0 0 .6em}ul{padding-left:1.2em;color:#404f5c;font-size:.9em}label{display:block;margin:.4em 0}
button{font:inherit;font-weight:600;border-radius:4px;padding:.6em 1.2em;border:1px solid #0078c8;cursor:pointer}
button[value=allow]{background:#0078c8;color:#fff}button[value=cancel]{background:#fff;color:#0078c8}
p.note{color:#66727e;font-size:.85em}
</style></head><body><main>${content}</main></body></html>`;
}

export interface Asked {
	app: App;
	scopes: string[];
	/** One organisation per consent (acr_values=bulk_connect:false). */
	single: boolean;
	organisations: Organisation[];
	/** What the form carries back, beside the choice. */
	fields: Readonly<Record<string, string>>;
	/** Where the form goes. */
	action: string;
}

export function consentPage({ app, scopes, single, organisations, fields, action }: Asked): string {
	const type = single ? 'radio' : 'checkbox';
	const hidden = Object.entries(fields)
		.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
		.join('');
	const choices = organisations
		.map(
			({ OrganisationID, Name, BaseCurrency }, index) =>
				`<label><input type="${type}" name="tenant" value="${OrganisationID}"${index === 0 || !single ? ' checked' : ''}> ${escape(Name)} <small>(${BaseCurrency})</small></label>`,
		)
		.join('');
	return page(
		'Connect to Xero (sandbox)',
		`
<h1>${escape(app.name)} wants access to:</h1>
<form method="post" action="${escape(action)}">${hidden}
<fieldset><legend>Organisations</legend>${choices}</fieldset>
<ul>${scopes.map((scope) => `<li>${escape(scope)}</li>`).join('')}</ul>
<button type="submit" name="choice" value="allow">Allow access</button>
<button type="submit" name="choice" value="cancel">Cancel</button>
</form><p class="note">This is a sandbox. No real organisation is involved.</p>`,
	);
}

/** Xero shows what is wrong with an authorize request on a page of its own; it never redirects with it. */
export function errorPage(error: string, description: string): string {
	return page(
		'Something went wrong',
		`<h1>Sorry, something went wrong</h1><p>Error code: 500</p><p class="note">${escape(error)}: ${escape(description)}</p>`,
	);
}
