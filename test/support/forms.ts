import type { Locator, Page } from 'playwright-core';

/** A sync may run before the next page comes. */
const PATIENCE = 120_000;

/** n8n's forms, filled in as a person does. The page's user is signed in to n8n. */
export class Form {
	private constructor(private readonly page: Page) {}

	/** Opens a form that asks for n8n's login; the first time n8n asks whether this form may use it. */
	static async open(page: Page, url: string): Promise<Form> {
		await page.goto(url);
		const allow = page.getByRole('button', { name: 'Allow access' });
		const form = new Form(page);
		await allow.or(form.button).first().waitFor();
		if (await allow.isVisible()) await allow.click();
		await form.button.waitFor();
		return form;
	}

	private get button(): Locator {
		return this.page.locator('#submit-btn');
	}

	/** What a field offers: the entries of a drop-down, the boxes or buttons of a choice. */
	async offered(label: string): Promise<string[]> {
		await this.group(label).waitFor();
		const boxes = this.group(label).locator('label:not(.form-label)');
		if ((await boxes.count()) > 0) return await boxes.allInnerTexts();
		return (await this.group(label).locator('select option:not([disabled])').allInnerTexts()).map((text) => text.trim());
	}

	/** What is chosen as the page opens. */
	async chosen(label: string): Promise<string[]> {
		await this.group(label).waitFor();
		const select = this.group(label).locator('select');
		if ((await select.count()) > 0) return [await select.inputValue()];
		const boxes = this.group(label).locator('input:checked');
		return await boxes.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value') ?? ''));
	}

	/** A list ticks these boxes and no others; text chooses in a drop-down or among buttons, or is typed. */
	async fill(answers: Record<string, string | string[]>): Promise<void> {
		for (const [label, answer] of Object.entries(answers)) {
			const group = this.group(label);
			await group.waitFor();
			const select = group.locator('select');
			if (Array.isArray(answer)) {
				for (const box of await group.locator('input[type=checkbox]').all()) {
					await box.setChecked(answer.includes((await box.getAttribute('value')) ?? ''));
				}
			} else if ((await select.count()) > 0) await select.selectOption(answer);
			else if ((await group.locator('input[type=checkbox]').count()) > 0) {
				// A second click on what is chosen takes it back.
				const chosen = group.locator(`input[value="${answer}"]`);
				if (!(await chosen.isChecked())) await group.locator('label', { hasText: new RegExp(`^\\s*${escaped(answer)}\\s*$`) }).click();
			} else await group.locator('input, textarea').first().fill(answer);
		}
	}

	/** Sends the page and waits for the next one of the form, or for its end. Gives its text. */
	async submit(): Promise<string> {
		const before = await this.text();
		// Text alone tells nothing: the button shows a wheel while n8n works. Another page has none of this one's marks;
		// a form of one page tells its end on the same one.
		await this.page.evaluate("document.documentElement.setAttribute('data-sent', '')");
		await this.button.click();
		const isNext = `(!document.documentElement.hasAttribute('data-sent') && document.body.innerText.trim() !== '')
			|| document.querySelector('#submitted-form')?.checkVisibility() === true`;
		await this.page.waitForFunction(isNext, undefined, { timeout: PATIENCE, polling: 200 }).catch(() => {
			throw new Error(`The form did not go on from:\n${before}`);
		});
		await this.page.waitForLoadState();
		return await this.text();
	}

	async text(): Promise<string> {
		return (await this.page.locator('body').innerText()).trim();
	}

	private group(label: string): Locator {
		const title = this.page.locator('label.form-label', { hasText: new RegExp(`^\\s*${escaped(label)}\\s*$`) });
		return title.locator('xpath=..');
	}
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
