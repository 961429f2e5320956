import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/lib/tools.mjs';

const pictures = join(__dirname, '../../docs/pictures');

export interface Screen {
	browser: Browser;
	page: Page;
	/** Writes docs/pictures/<name>.png: the window, or one part of it. */
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
			mkdirSync(pictures, { recursive: true });
			await (part ?? page).screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
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

/** Opens a workflow and waits until its nodes stand on the canvas. */
export async function openWorkflow(page: Page, { url }: Editor, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
	await page.waitForSelector('[data-test-id="canvas-node"]');
	await page.keyboard.press('1'); // fits the whole workflow into the window
	await page.waitForTimeout(500); // the canvas glides there
}

/** A node on the canvas, by its name. */
export const canvasNode = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
