const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page(title: string, colour: string, content: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;background:#f2f3f4;color:#0a1a2b;margin:0;display:grid;place-items:center;min-height:100vh}
main{background:#fff;border:1px solid #d5d8dc;border-radius:6px;padding:28px 32px;max-width:460px;width:calc(100% - 100px)}
h1{font-size:1.3em;margin:0 0 .6em}ul{padding-left:1.2em;color:#404f5c;font-size:.9em}label{display:block;margin:.4em 0}
button{font:inherit;font-weight:600;border-radius:4px;padding:.6em 1.2em;border:1px solid ${colour};cursor:pointer}
button[value=allow]{background:${colour};color:#fff}button[value=cancel]{background:#fff;color:${colour}}
p.note{color:#66727e;font-size:.85em}
</style></head><body><main>${content}</main></body></html>`;
}

export interface Consent {
	vendor: string;
	/** CSS colour of the buttons. */
	colour: string;
	/** Who wants access, and to what. */
	app: string;
	lines: readonly string[];
	/** What the person chooses from, one of them; the first is chosen. Several: any, and all are. */
	choices: ReadonlyArray<{ value: string; label: string; note: string }>;
	choose: string;
	several?: boolean;
	/** The choice's name in the form. */
	name: string;
	/** What the form carries back, beside the choice. */
	fields: Readonly<Record<string, string>>;
	/** Where the form goes. */
	action: string;
	allow: string;
	cancel: string;
}

/** The page where a person lets an app in. The form sends `choice=allow` or `choice=cancel`. */
export function consentPage({ vendor, colour, app, lines, choices, choose, several = false, name, fields, action, allow, cancel }: Consent): string {
	const hidden = Object.entries(fields).map(([field, value]) => `<input type="hidden" name="${escape(field)}" value="${escape(value)}">`).join('');
	const options = choices.map(({ value, label, note }, index) =>
		`<label><input type="${several ? 'checkbox' : 'radio'}" name="${name}" value="${escape(value)}"${several || index === 0 ? ' checked' : ''}> ${escape(label)} <small>(${escape(note)})</small></label>`);
	return page(`Connect to ${vendor} (sandbox)`, colour, `
<h1>${escape(app)} wants access to:</h1>
<form method="post" action="${escape(action)}">${hidden}
<fieldset><legend>${escape(choose)}</legend>${options.join('')}</fieldset>
<ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>
<button type="submit" name="choice" value="allow">${escape(allow)}</button>
<button type="submit" name="choice" value="cancel">${escape(cancel)}</button>
</form><p class="note">This is a sandbox. Nothing real is involved.</p>`);
}

export function errorPage(vendor: string, text: string): string {
	return page(`${vendor} (sandbox)`, '#555', `<h1>Sorry, but ${escape(vendor)} did not connect</h1><p class="note">${escape(text)}</p>`);
}
