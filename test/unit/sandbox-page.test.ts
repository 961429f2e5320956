import { createSandbox, type Sandbox } from '../../sandbox/app';
import type { Company, System } from '../../sandbox/frame/types';
import { html } from '../../sandbox/page/html';

const company: Company = {
	id: 'a&b',
	name: 'Kea <script>alert(1)</script> Ltd',
	trialBalance: '0.00',
	tables: [
		{ title: 'Accounts', columns: ['Code', 'Balance'], rows: [['090', '-12.50 GBP'], ['091', '']] },
		{ title: 'Documents', columns: ['Number', 'Status', 'Merchant'], rows: [['1', 'PAID', '<b>BOLD</b> "Print" & Copy']] },
		{ title: 'Contacts', columns: ['Name'], rows: [] },
	],
};
const system = (look: Company[]) => (): System => ({
	name: 'books', title: 'Books', routes: () => undefined, reset: () => undefined, look: () => look,
	ownFaults: [{ kind: 'tokenExpired', title: 'Access token expired' }],
});

describe('sandbox page', () => {
	let sandbox: Sandbox | undefined;
	afterEach(async () => await sandbox?.close());
	const start = async (look: Company[]) => {
		sandbox = await createSandbox({ systems: [system(look)] });
		await sandbox.listen();
	};
	const get = async (path: string) => {
		const answer = await fetch(`${sandbox?.origin}${path}`);
		return { body: await answer.text(), type: answer.headers.get('content-type'), status: answer.status };
	};

	it('escapes whatever is put into it', () => {
		expect(html`<p title="${'"\''}">${'<b>&'}${html`<i>${1}</i>`}${[html`x`, '<']}${false}${undefined}</p>`.text).toBe(
			'<p title="&quot;&#39;">&lt;b&gt;&amp;<i>1</i>x&lt;</p>',
		);
	});

	it('shows companies, tables and the trial balance, with markup as text and nothing from elsewhere', async () => {
		await start([company]);
		const { body, type } = await get('/');
		expect(type).toContain('text/html');
		expect(body).toContain('&lt;b&gt;BOLD&lt;/b&gt; &quot;Print&quot; &amp; Copy');
		expect(body).not.toContain('<script>alert');
		expect(body).toContain('class="balance good"');
		expect(body).toContain('<td class="num minus">-12.50 GBP</td>');
		expect(body).toContain('<span class="pill good">PAID</span>');
		expect(body).toContain('Nothing here yet.');
		expect(body).toContain('Access token expired');
		expect(body.match(/(?:src|href)="(?!\/\?|data:)[^"]*"/g) ?? []).toEqual([]);
		expect((await get('/_page/company?system=books&company=a%26b')).body).toContain('Kea &lt;script&gt;');
		expect((await get('/_page/company?system=books&company=x')).status).toBe(404);
	});

	it('says when books are out of balance, and when there are none', async () => {
		await start([{ ...company, trialBalance: '0.01' }]);
		expect((await get('/')).body).toContain('out of balance');
		await sandbox?.close();
		await start([]);
		expect((await get('/')).body).toContain('No companies.');
	});
});
