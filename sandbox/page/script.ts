/** The page's behaviour: plain JavaScript, everything shown as text, nothing fetched from elsewhere. */
export const SCRIPT = String.raw`
const find = (query, root = document) => root.querySelector(query);
const make = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text ?? '', className: className ?? '' });
const call = async (method, path, body) => {
	const answer = await fetch('/_sandbox' + path, { method, headers: body ? { 'content-type': 'application/json' } : {}, body: body && JSON.stringify(body) });
	if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).message ?? answer.statusText);
	return answer.status === 204 ? undefined : await answer.json();
};
const { system, company } = document.body.dataset;

// Tabs and filter of the chosen company. They survive a refresh of its tables.
const view = { table: '0', text: '' };
function applyView() {
	for (const tab of document.querySelectorAll('[data-table]')) tab.setAttribute('aria-selected', String(tab.dataset.table === view.table));
	for (const sheet of document.querySelectorAll('[data-sheet]')) {
		sheet.hidden = sheet.dataset.sheet !== view.table;
		for (const row of sheet.querySelectorAll('tbody tr')) row.hidden = !row.textContent.toLowerCase().includes(view.text);
	}
	const filter = find('.filter');
	if (filter && filter.value.toLowerCase() !== view.text) filter.value = view.text;
}
find('#company').addEventListener('click', ({ target }) => {
	const tab = target.closest('[data-table]');
	if (tab) { view.table = tab.dataset.table; applyView(); }
});
find('#company').addEventListener('input', ({ target }) => { view.text = target.value.toLowerCase(); applyView(); });

async function refreshCompany() {
	if (!system || document.activeElement?.matches('.filter')) return;
	const answer = await fetch('/_page/company?system=' + system + '&company=' + encodeURIComponent(company));
	if (!answer.ok) return;
	const scrolls = [...document.querySelectorAll('[data-sheet]')].map((sheet) => [sheet.dataset.sheet, sheet.scrollTop]);
	find('#company').innerHTML = await answer.text(); // escaped on the server
	applyView();
	for (const [key, top] of scrolls) { const sheet = find('[data-sheet="' + key + '"]'); if (sheet) sheet.scrollTop = top; }
}

// Requests: the newest on top, bodies fetched when one is opened.
let last = 0, total = 0;
function pretty(text) {
	try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}
function requestLine(request) {
	const line = make('details'), summary = make('summary');
	const status = request.status === null ? 'lost' : String(request.status);
	summary.append(make('span', status, 's' + (request.status === null ? 0 : status[0])), make('span', request.method, 'method'), make('span', request.route.startsWith(request.method) ? request.url : request.route, 'path'), make('span', request.ms + ' ms', 'ms'));
	summary.title = request.at + '  ' + request.url;
	line.append(summary);
	line.addEventListener('toggle', async () => {
		if (!line.open || line.children.length > 1) return;
		const full = await call('GET', '/requests/' + request.id);
		for (const [title, text] of [['Received ' + full.at.replace('T', ' ').slice(0, 19), full.requestBody], ['Answered', full.responseBody]]) {
			line.append(make('h4', title), make('pre', pretty(text || '(no body)')));
		}
	});
	return line;
}
async function refreshRequests() {
	const fresh = await call('GET', '/requests?brief&limit=80&after=' + last);
	if (fresh.length === 0) return;
	const box = find('#requests');
	if (last === 0) box.replaceChildren();
	last = fresh[0].id;
	box.prepend(...fresh.map(requestLine));
	while (box.children.length > 200) box.lastChild.remove();
	total = (await call('GET', '/count')).total;
	find('#calls').textContent = total + ' in all';
	if (fresh.some((request) => request.system === system && request.method !== 'GET')) await refreshCompany();
}
find('#forget').addEventListener('click', async () => {
	await call('DELETE', '/requests');
	find('#requests').replaceChildren(make('p', 'Waiting for the next request.', 'empty'));
	find('#calls').textContent = '';
	last = 0;
});

// Faults.
const faultForm = find('#fault');
const suggest = () => { faultForm.value.value = faultForm.kind.selectedOptions[0]?.dataset.value ?? ''; };
faultForm.kind.addEventListener('change', suggest);
faultForm.addEventListener('submit', async (event) => {
	event.preventDefault();
	const given = Object.fromEntries([...new FormData(faultForm)].filter(([, value]) => value !== ''));
	for (const name of ['value', 'times', 'skip']) if (given[name] !== undefined) given[name] = Number(given[name]);
	await call('POST', '/faults', given);
	await refreshFaults();
});
async function refreshFaults() {
	const list = await call('GET', '/faults');
	find('#faults').replaceChildren(...list.map((fault) => {
		const item = make('li'), off = make('button', 'Off', 'quiet');
		const parts = [fault.kind, fault.value, fault.system, fault.method, fault.path, fault.skip ? 'after ' + fault.skip : '', fault.times + ' left'];
		off.addEventListener('click', async () => { await call('DELETE', '/faults/' + fault.id); await refreshFaults(); });
		item.append(make('span', parts.filter(Boolean).join(' · ')), off);
		return item;
	}));
}

// Clock.
let clock;
async function readClock(change) {
	const { now, scale } = await (change ? call('POST', '/clock', change) : call('GET', '/clock'));
	clock = { now: Date.parse(now), scale, seen: performance.now() };
	find('#clock').scale.value = String(scale);
	showClock();
}
function showClock() {
	if (!clock) return;
	const now = new Date(clock.now + (performance.now() - clock.seen) * clock.scale).toISOString();
	find('#now').textContent = now.slice(0, 19).replace('T', ' ');
	find('#scale').textContent = clock.scale === 1 ? 'UTC, real time' : 'UTC, ' + clock.scale + ' times as fast';
}
for (const button of document.querySelectorAll('[data-advance]')) {
	button.addEventListener('click', () => readClock({ advance: Number(button.dataset.advance) }));
}
find('#clock').addEventListener('submit', (event) => {
	event.preventDefault();
	const { now, scale } = event.target;
	void readClock({ ...(now.value && { now: now.value + (now.value.length === 16 ? ':00Z' : 'Z') }), scale: Number(scale.value) || 1 });
});

find('#reset').addEventListener('click', async () => {
	if (!confirm('Put all demo companies back to their first state?')) return;
	await call('POST', '/reset', {});
	location.reload();
});

suggest();
void readClock();
setInterval(showClock, 250);
const tick = async () => {
	if (!document.hidden) await Promise.all([refreshRequests(), refreshFaults()]).catch(() => undefined);
	setTimeout(tick, 1500);
};
void tick();
`;
