import type { Company, System } from '../frame/types';
import { companyView } from './company';
import { html, Html } from './html';
import { SCRIPT } from './script';
import { STYLE } from './style';

export interface View {
	/** Every system with its companies. */
	places: Array<{ system: System; companies: Company[] }>;
	/** The company that is shown. */
	chosen?: { system: System; company: Company };
}

/** What the frame can do to a request, in plain words; the value is a status or milliseconds. */
const FAULTS: ReadonlyArray<{ kind: string; title: string; value: string }> = [
	{ kind: 'drop-after', title: 'Answer lost after the work is done', value: '' },
	{ kind: 'drop-before', title: 'Connection dropped before any work', value: '' },
	{ kind: 'status-after', title: 'Error answer after the work is done', value: '500' },
	{ kind: 'status', title: 'Error answer instead of any work', value: '429' },
	{ kind: 'latency', title: 'Slow answer (milliseconds)', value: '5000' },
	{ kind: 'html', title: 'A proxy\'s HTML error page', value: '502' },
	{ kind: 'empty', title: 'An empty answer', value: '200' },
];

export function page({ places, chosen }: View): string {
	const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox${chosen && ` · ${chosen.company.name}`}</title><link rel="icon" href="data:,"><style>${new Html(STYLE)}</style></head>
<body data-system="${chosen?.system.name ?? ''}" data-company="${chosen?.company.id ?? ''}">
<header class="top">
	<div class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><rect x="3" y="5" width="26" height="22" rx="4"/><path d="M9 12h14M9 16h14M9 20h8"/></svg>
		<div><h1>Accounting sandbox</h1><p>Emulated companies. Nothing here is real, everything behaves as if it were.</p></div></div>
	<div class="clock" title="The sandbox's own time"><time id="now">–</time><span id="scale"></span></div>
	<button id="reset" class="quiet">Reset demo data</button>
</header>
<nav>${places.map(({ system, companies }) => html`
	<section><h2>${system.title}</h2>${companies.map((company) => html`
		<a href="/?system=${system.name}&amp;company=${encodeURIComponent(company.id)}"${isChosen(chosen, system, company) && html` aria-current="page"`}>${company.name}</a>`)}
	</section>`)}</nav>
<main>
	<section class="card books" id="company">${chosen ? companyView(chosen.company) : html`<p class="empty">No companies.</p>`}</section>
	<aside>
		<section class="card requests"><header><h3>Requests received</h3><span id="calls" class="count"></span><button id="forget" class="quiet">Clear</button></header>
			<div id="requests"><p class="empty">Waiting for the first request.</p></div></section>
		${faultCard(places)}
		${clockCard()}
	</aside>
</main>
<script>${new Html(SCRIPT)}</script></body></html>`;
	return document.text;
}

function faultCard(places: View['places']): Html {
	const own = places.flatMap(({ system }) => system.ownFaults ?? []);
	return html`<section class="card"><header><h3>Faults</h3></header>
	<form id="fault">
		<label class="wide">What goes wrong<select name="kind">${[...FAULTS, ...own.map((fault) => ({ ...fault, value: '' }))].map(({ kind, title, value }) => html`
			<option value="${kind}" data-value="${value}">${title}</option>`)}</select></label>
		<label>In<select name="system"><option value="">any system</option>${places.map(({ system }) => html`<option value="${system.name}">${system.title}</option>`)}</select></label>
		<label>Value<input name="value" inputmode="numeric" placeholder="–"></label>
		<label>Method<select name="method"><option value="">any</option><option>GET</option><option>POST</option><option>PUT</option><option>DELETE</option></select></label>
		<label>Address holds<input name="path" placeholder="/Invoices"></label>
		<label>Times<input name="times" type="number" min="1" value="1"></label>
		<label>Skip first<input name="skip" type="number" min="0" value="0"></label>
		<button class="wide">Switch on</button>
	</form><ul id="faults" class="waiting"></ul></section>`;
}

function clockCard(): Html {
	const steps: Array<[string, number]> = [['+1 min', 60], ['+1 hour', 3600], ['+1 day', 86_400], ['+30 days', 2_592_000]];
	return html`<section class="card"><header><h3>Clock</h3></header><div class="buttons">
		${steps.map(([label, seconds]) => html`<button class="quiet" data-advance="${seconds}">${label}</button>`)}</div>
		<form id="clock"><label class="wide">Set to (UTC)<input name="now" type="datetime-local" step="1"></label>
		<label class="wide">Pace<select name="scale"><option value="1">real time</option><option value="10">10 times</option><option value="60">60 times</option><option value="3600">3600 times</option></select></label>
		<button class="wide">Set clock</button></form></section>`;
}

function isChosen(chosen: View['chosen'], system: System, company: Company): boolean {
	return chosen?.system === system && chosen.company.id === company.id;
}
