import { cut } from './wire';

/** Names of files that vendors keep with a document. */

/**
 * Without the signs that vendors forbid, control characters among them. A name must keep its ending, which tells the
 * kind of file.
 */
export function fileName(name: string, longest: number): string {
	const clean = [...name].map((letter) => (letter < ' ' || '<>:"/\\|?*+'.includes(letter) ? '_' : letter)).join('').trim();
	const [stem, ending] = parts(clean === '' ? 'receipt' : clean);
	return `${cut(stem, longest - ending.length)}${ending}`;
}

/** The name, or where another file has it the name with a number: "receipt (2).pdf". */
export function freeName(name: string, taken: string[]): string {
	const [stem, ending] = parts(name);
	const lower = new Set(taken.map((one) => one.toLowerCase()));
	for (let number = 1; ; number++) {
		const candidate = number === 1 ? name : `${stem} (${number})${ending}`;
		if (!lower.has(candidate.toLowerCase())) return candidate;
	}
}

/** "receipt (2).pdf" is "receipt.pdf" stored beside another file of that name. */
export function isNumbered(held: string, wanted: string): boolean {
	const [stem, ending] = parts(held);
	return held.toLowerCase() === wanted.toLowerCase() || `${stem.replace(/ \(\d+\)$/, '')}${ending}`.toLowerCase() === wanted.toLowerCase();
}

function parts(name: string): [string, string] {
	const dot = name.lastIndexOf('.');
	return dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}
