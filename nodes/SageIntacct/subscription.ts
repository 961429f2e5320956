import { BooksError } from '../core/errors';
import { execute, type Answer, type Fn, type Intacct } from './api';
import { areaOf, hintFor } from './areas';

/** So long a process goes by what a company was told to subscribe to. */
const KEPT_MS = 10 * 60 * 1000;
const known = new Map<string, { at: number; modules: string[] | undefined }>();

/**
 * A module that the company does not have is refused like a permission that the user does not have. The company's list of
 * modules tells them apart; it is asked only then. Source: Sage Intacct, "get_applications".
 */
export async function explained(intacct: Intacct, functions: Fn[], answers: Array<Answer | BooksError>): Promise<Array<Answer | BooksError>> {
	if (!answers.some((answer) => answer instanceof BooksError && answer.category === 'permission')) return answers;
	const modules = await modulesOf(intacct);
	if (modules === undefined) return answers;
	return answers.map((answer, at) => {
		if (!(answer instanceof BooksError) || answer.category !== 'permission') return answer;
		const area = areaOf(functions[at]?.content, answer.message);
		if (area === undefined || modules.some((module) => area.applications.test(module))) return answer;
		return new BooksError({ ...answer.facts, category: 'feature not in subscription', hint: hintFor(area, 'feature not in subscription') });
	});
}

async function modulesOf(intacct: Intacct): Promise<string[] | undefined> {
	const name = `${intacct.connection}|${intacct.credentialMark}`;
	const held = known.get(name);
	if (held !== undefined && Date.now() - held.at < KEPT_MS) return held.modules;
	const [answer] = await execute(intacct, [{ content: { get_applications: '' } }], { plain: true });
	const modules = modulesIn(answer);
	known.set(name, { at: Date.now(), modules });
	return modules;
}

/** Names of what the company subscribes to; undefined where the question was refused. */
export function modulesIn(answer: Answer | BooksError | undefined): string[] | undefined {
	if (answer === undefined || answer instanceof BooksError) return undefined;
	const texts = textsOf(answer.data);
	return texts.length === 0 ? undefined : texts;
}

/** All texts at any depth. */
export function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, one]) => (name.startsWith('@') ? [] : textsOf(one))) : [];
}
