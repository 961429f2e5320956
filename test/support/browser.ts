import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/lib/tools.mjs';

/** How n8n names the parts of its pages. */
selectors.setTestIdAttribute('data-test-id');

const pictures = join(__dirname, '../../docs/pictures');

export interface Screen {
	browser: Browser;
	page: Page;
	/**
	 * Writes docs/pictures/<name>.png, the window or one part of it, where the picture is missing or PICTURES=1 asks for
	 * new ones: a run of the tests leaves the pictures as they are.
	 */
	picture(name: string, part?: Locator): Promise<void>;
	close(): Promise<void>;
}

/** A Chromium without window, in a size that suits a page of documentation. */
export async function openBrowser({ width = 1440, height = 900 } = {}): Promise<Screen> {
	const browser = await chromium.launch({
		executablePath: await findBrowser(),
		args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
	});
	const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', timezoneId: 'Europe/London' });
	const page = await context.newPage();
	page.setDefaultTimeout(30_000);
	return {
		browser,
		page,
		picture: async (name, part) => {
			const file = join(pictures, `${name}.png`);
			if (existsSync(file) && process.env.PICTURES !== '1') return;
			mkdirSync(pictures, { recursive: true });
			await (part ?? page).screenshot({ path: file, animations: 'disabled' });
		},
		close: () => browser.close(),
	};
}

export interface Editor {
	url: string;
	owner: { email: string; password: string };
}

/** Signs in to n8n's editor as a person does. */
export async function signIn(page: Page, { url, owner }: Editor): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', owner.email);
	await page.fill('input[name="password"]', owner.password);
	await page.click('button:has-text("Sign in")');
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

/** The same without the pages, which take seconds to load: for tests of what comes after. */
export async function signInQuickly(page: Page, { url, owner }: Editor): Promise<void> {
	const answer = await page.context().request.post(`${url}/rest/login`, { data: { emailOrLdapLoginId: owner.email, password: owner.password } });
	if (!answer.ok()) throw new Error(`n8n answered ${answer.status()} to the login`);
}

/** Opens a workflow and waits until its nodes stand on the canvas. */
export async function openWorkflow(page: Page, { url }: Editor, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
	await page.waitForSelector('[data-test-id="canvas-node"]');
	await closeChecklist(page);
	await page.keyboard.press('1'); // fits the whole workflow into the window
	await page.waitForTimeout(500); // the canvas glides there
}

/** Shuts the list of advice that n8n lays over a published workflow's canvas. */
async function closeChecklist(page: Page): Promise<void> {
	const checklist = page.getByText('Production Checklist');
	const shown = await checklist.waitFor({ timeout: 3000 }).then(() => true, () => false);
	if (!shown) return;
	await checklist.locator('xpath=following::*[local-name()="svg"][1]').click();
	await checklist.waitFor({ state: 'hidden' });
}

/** A node on the canvas, by its name. */
export const canvasNode = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/** Opens a node's panel. The canvas may still be gliding when the first double click comes. */
export async function openNode(page: Page, name: string): Promise<void> {
	const panel = page.getByTestId('node-parameters');
	for (let tries = 1; ; tries++) {
		await canvasNode(page, name).dblclick();
		const opened = await panel.waitFor({ timeout: 4000 }).then(() => true, () => false);
		if (opened) return;
		if (tries >= 4) throw new Error(`The node "${name}" did not open`);
	}
}

/** Fills a field of the open node. */
export async function fill(page: Page, parameter: string, text: string): Promise<void> {
	const field = page.getByTestId(`parameter-input-${parameter}`).locator('input, textarea').first();
	await field.fill(text);
	await field.press('Tab');
}

/** Searches a live list of the open node and takes the first entry that holds the text. */
export async function pick(page: Page, parameter: string, text: string, beforeChoice?: () => Promise<void>): Promise<void> {
	await page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
	const search = page.locator('[data-test-id="rlc-search"] input, input[data-test-id="rlc-search"]');
	await search.filter({ visible: true }).fill(text);
	const entry = page.getByTestId('rlc-item').filter({ hasText: text, visible: true }).first();
	await entry.waitFor();
	await beforeChoice?.();
	await entry.click();
}
