/**
 * What a log must not keep: who an expense belongs to. Errors name people ("No supplier ana@kea.example"), and a log
 * outlives what it tells of.
 */
const EMAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]*[^\s@<>"'(),;:.]/g;

/** @param names of people that the document itself tells */
export function withoutPeople(text: string, names: readonly string[] = []): string {
	let clean = text.replace(EMAIL, '(e-mail)');
	for (const name of names) clean = clean.replaceAll(name, '(employee)');
	return clean;
}

/** Names of the employee of a report or document; of a supplier only where it is the employee, who comes with an e-mail address. */
export function peopleIn(json: Record<string, unknown>): string[] {
	const { employee, supplier } = json;
	return [nameOf(employee), nameOf(supplier, true)].filter((name) => name.length > 2);
}

function nameOf(person: unknown, onlyWithEmail = false): string {
	if (person === null || typeof person !== 'object') return '';
	const { name, email } = person as { name?: unknown; email?: unknown };
	return typeof name === 'string' && (!onlyWithEmail || (typeof email === 'string' && email !== '')) ? name : '';
}
