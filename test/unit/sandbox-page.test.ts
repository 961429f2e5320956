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
	let sandbox: Sandbox;
	afterEach(async () => await sandbox.close());
	const get = async (url: string) => await sandbox.app.inject({ method: 'GET', url });

	it('escapes whatever is put into it', () => {
		expect(html`<p title="${'"\''}">${'<b>&'}${html`<i>${1}</i>`}${[html`x`, '<']}${false}${undefined}</p>`.text).toBe(
			'<p title="&quot;&#39;">&lt;b&gt;&amp;<i>1</i>x&lt;</p>',
		);
	});

	it('shows companies, tables and the trial balance, with markup as text and nothing from elsewhere', async () => {
		sandbox = await createSandbox({ systems: [system([company])] });
		const { body, headers } = await get('/');
		expect(headers['content-type']).toContain('text/html');
		expect(body).toContain('&lt;b&gt;BOLD&lt;/b&gt; &quot;Print&quot; &amp; Copy');
		expect(body).not.toContain('<script>alert');
		expect(body).toContain('class="balance good"');
		expect(body).toContain('<td class="num minus">-12.50 GBP</td>');
		expect(body).toContain('<span class="pill good">PAID</span>');
		expect(body).toContain('Nothing here yet.');
		expect(body).toContain('Access token expired');
		expect(body.match(/(?:src|href)="(?!\/\?|data:)[^"]*"/g) ?? []).toEqual([]);
		expect((await get('/_page/company?system=books&company=a%26b')).body).toContain('Kea &lt;script&gt;');
		expect((await get('/_page/company?system=books&company=x')).statusCode).toBe(404);
	});

	it('says when books are out of balance, and when there are none', async () => {
		sandbox = await createSandbox({ systems: [system([{ ...company, trialBalance: '0.01' }])] });
		expect((await get('/')).body).toContain('out of balance');
		await sandbox.close();
		sandbox = await createSandbox({ systems: [system([])] });
		expect((await get('/')).body).toContain('No companies.');
	});
});
