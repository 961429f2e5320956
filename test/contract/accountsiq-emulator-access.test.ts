import { APP, GROUP, IRELAND, READER, SINGLE, UK } from '../../sandbox/accountsiq/seed';
import { Emulator, inside } from './accountsiq-emulator-client';

const BILL =
	'<inv><SupplierCode>EMP001</SupplierCode><InvoiceDate>2026-11-10T00:00:00</InvoiceDate><ExternalReference>F-1</ExternalReference><Description>x</Description><Lines><BatchPurchasesInvoiceLine><GLAccountCode>7010</GLAccountCode><TaxCode>V20</TaxCode><Description>x</Description><NetAmount>10</NetAmount><TaxRate>0</TaxRate></BatchPurchasesInvoiceLine></Lines><ExchangeRate>1</ExchangeRate></inv>';
const pair = ({ clientId, clientSecret } = APP) => `<clientId>${clientId}</clientId><clientSecret>${clientSecret}</clientSecret>`;

describe('emulated AccountsIQ: who may come in', () => {
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await Emulator.start();
	});
	afterEach(async () => await emulator.close());
	const fault = (kind: string, more: object = {}) => emulator.sandbox.frame.faults.add({ system: 'accountsiq', kind, ...more });
	const posted = async () => (await emulator.control<unknown[]>('/transactions?reference=F-1')).length;

	it('lets a token live for an hour, and says on HTTP 200 that it is old', async () => {
		emulator.sandbox.frame.clock.advance(59 * 60);
		expect((await emulator.send('GetUserInformation')).code).toBe('SUCCESS');
		emulator.sandbox.frame.clock.advance(2 * 60);
		const { status, text } = await emulator.send('GetUserInformation');
		expect([status, inside(text, 'Status'), inside(text, 'ErrorCode'), inside(text, 'HasExpired')]).toEqual([200, 'Failure', 'OAUTHCONFIGURATION_TOKEN_EXPIRED', 'true']);
	});

	it('gives a new pair for a refresh token once', async () => {
		const { access, refresh } = await emulator.signIn();
		const renew = async (token: string) => await emulator.send('TokenRefresh', `${pair()}<refreshToken>${token}</refreshToken>`);
		const fresh = await renew(refresh);
		expect(inside(fresh.text, 'ErrorCode')).toBe('SUCCESS');
		expect((await renew(refresh)).code).toBe('OAUTHCONFIGURATION_INVALID_TOKEN');
		expect((await emulator.send('GetUserInformation', '', { token: access })).code).toBe('OAUTHCONFIGURATION_INVALID_TOKEN');
		expect((await emulator.send('GetUserInformation', '', { token: inside(fresh.text, 'AccessToken') })).code).toBe('SUCCESS');
	});

	it.each([
		['OAUTH_INTEGRATION_APPS_CLIENTID_IS_NULL_OR_EMPTY', ''], ['OAUTH_INTEGRATION_APPS_CLIENTSECRET_IS_NULL_OR_EMPTY', '<clientId>sandbox-aiq-app</clientId>'],
		['OAUTHCONFIGURATION_INVALID_TOKEN', '<clientId>sandbox-aiq-app</clientId><clientSecret>wrong</clientSecret>'],
	])('refuses a client: %s', async (code, sent) => {
		expect((await emulator.send('TokenGet', sent)).code).toBe(code);
	});

	it('shows an application its own entities alone', async () => {
		await emulator.signIn(SINGLE);
		expect((await emulator.send('GetEntitiesByToken', '', { entity: '' })).text.match(/<EntityID>[^<]*/g)).toEqual([`<EntityID>${IRELAND}`]);
		expect((await emulator.send('GetSupplierList', '', { entity: UK })).code).toBe('API_LAYER_ENTITY_ID_NOT_FOUND');
		expect((await emulator.send('GetSupplierList', '', { entity: IRELAND })).code).toBe('SUCCESS');
	});

	it('lets a reading application read, and a consolidation company take no document', async () => {
		await emulator.signIn(READER);
		expect((await emulator.send('GetSupplierList')).code).toBe('SUCCESS');
		expect((await emulator.send('CreateBatchPurchasesInvoice', BILL)).code).toBe('READ_ONLY');
		await emulator.signIn(APP);
		expect((await emulator.send('CreateBatchPurchasesInvoice', BILL, { entity: GROUP })).code).toBe('READ_ONLY');
		expect((await emulator.send('GetChartOfAccountsByConsolidationGroup', '', { entity: GROUP })).text).toContain(`<SubCo>${UK}</SubCo>`);
	});

	it('shuts a revoked application out at once', async () => {
		await emulator.control('/apps', { clientId: APP.clientId, revoked: true });
		expect((await emulator.send('GetSupplierList')).code).toBe('OAUTH_INTEGRATION_APPS_APPLICATION_IS_REVOKED');
		expect((await emulator.send('TokenGet', pair())).code).toBe('OAUTH_INTEGRATION_APPS_APPLICATION_IS_REVOKED');
	});

	it('strikes with faults of its own, each once', async () => {
		for (const [kind, code] of [['tokenExpired', 'OAUTHCONFIGURATION_TOKEN_EXPIRED'], ['appRevoked', 'OAUTH_INTEGRATION_APPS_APPLICATION_IS_REVOKED'], ['readOnly', 'READ_ONLY']]) {
			fault(kind ?? '', { path: 'CreateBatchPurchasesInvoice' });
			expect((await emulator.send('GetUserInformation')).code).toBe('SUCCESS');
			expect((await emulator.send('CreateBatchPurchasesInvoice', BILL)).code).toBe(code);
		}
		expect(await posted()).toBe(0);
		const item = (await emulator.send('GetStockItem', '<stockItemID>SEAT</stockItemID>')).text.match(/<Result>(.*)<\/Result>/)?.[1] ?? '';
		fault('outdatedRecord');
		const save = async () => (await emulator.send('SaveStockItem', `<stockItem>${item}</stockItem><create>false</create>`)).code;
		expect([await save(), await save(), await save()]).toEqual(['OUTDATED_RECORD', 'SUCCESS', 'OUTDATED_RECORD']);
	});

	it('loses an answer after the commit, and fails as a web server does', async () => {
		fault('drop-after', { path: '#CreateBatchPurchasesInvoice' });
		// A fault that names an operation leaves the others alone.
		expect((await emulator.send('GetUserInformation')).code).toBe('SUCCESS');
		await expect(emulator.send('CreateBatchPurchasesInvoice', BILL)).rejects.toThrow();
		expect(await posted()).toBe(1);
		fault('status', { value: 503 });
		expect(await emulator.send('CreateBatchPurchasesInvoice', BILL)).toMatchObject({ status: 503, text: expect.stringContaining('unavailable') });
		fault('status', { value: 500 });
		expect(await emulator.send('CreateBatchPurchasesInvoice', BILL)).toMatchObject({ status: 500, text: expect.stringContaining('<faultcode>') });
		expect(await posted()).toBe(1);
	});

	it('takes its time where that is set', async () => {
		await emulator.control('/settings', { slow: 120 });
		const start = performance.now();
		await emulator.send('GetUserInformation');
		expect(performance.now() - start).toBeGreaterThanOrEqual(115);
		await expect(emulator.control('/settings', { slow: 'very' })).rejects.toThrow('slow');
	});

	it('records requests by operation, without secrets', async () => {
		const { access, refresh } = await emulator.signIn();
		await emulator.send('GetUserInformation');
		await emulator.raw(`<a><x:token>t0ps3cret</x:token><userKey attribute="1"><![CDATA[t0ps3cret]]></userKey></a>`);
		expect(emulator.sandbox.recorder.count('accountsiq').byRoute).toMatchObject({ TokenGet: 2, GetUserInformation: 1 });
		const kept = JSON.stringify(emulator.sandbox.recorder.list({ limit: 20 }));
		for (const secret of [access, refresh, APP.clientSecret, 't0ps3cret']) expect(kept).not.toContain(secret);
		expect(kept).toContain(APP.clientId);
	});
});
