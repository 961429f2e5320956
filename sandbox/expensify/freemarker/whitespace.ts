import type { Piece } from './scan';

const TRIMS = new Set(['t', 'lt', 'rt', 'nt']);

/**
 * White-space stripping: a line that holds tags and blanks only leaves no trace; `<#t>`, `<#lt>`, `<#rt>` trim their
 * line and `<#nt>` leaves it alone. Source: FreeMarker manual, "White-space handling".
 */
export function strip(pieces: Piece[]): Piece[] {
	return linesOf(pieces).flatMap((line) => {
		const trims = line.flatMap((piece) => (piece.kind === 'open' && TRIMS.has(piece.name) ? [piece.name] : []));
		const rest = line.filter((piece) => !(piece.kind === 'open' && TRIMS.has(piece.name)) && piece.kind !== 'comment');
		if (trims.includes('nt')) return rest;
		if (trims.length > 0) {
			const left = trims.includes('t') || trims.includes('lt');
			const right = trims.includes('t') || trims.includes('rt');
			return trimmed(rest, left, right);
		}
		const hasTag = line.some(({ kind }) => kind === 'open' || kind === 'close' || kind === 'comment');
		const isBlank = line.every((piece) => piece.kind !== 'print' && (piece.kind !== 'text' || piece.text.trim() === ''));
		return hasTag && isBlank ? rest.filter(({ kind }) => kind !== 'text') : rest;
	});
}

/** Texts are cut after each line break, so that every piece belongs to one line. */
function linesOf(pieces: Piece[]): Piece[][] {
	const lines: Piece[][] = [[]];
	for (const piece of pieces) {
		const parts = piece.kind === 'text' ? (piece.text.match(/[^\n]*\n|[^\n]+$/g) ?? []) : [];
		if (piece.kind !== 'text') lines.at(-1)?.push(piece);
		for (const [index, text] of parts.entries()) {
			lines.at(-1)?.push({ kind: 'text', text, line: piece.line + index });
			if (text.endsWith('\n')) lines.push([]);
		}
	}
	return lines;
}

function trimmed(line: Piece[], left: boolean, right: boolean): Piece[] {
	const result = [...line];
	// Texts that only a trimming tag had parted stand side by side now, so more than one may be blank.
	for (let at = 0; left && at < result.length; at += 1) {
		if (!trimAt(result, at, (text) => text.replace(/^[^\S\n]+/, ''))) break;
	}
	if (!right || !endsLine(result.at(-1))) return result;
	for (let at = result.length - 1; at >= 0; at -= 1) {
		if (!trimAt(result, at, (text) => text.trimEnd())) break;
	}
	return result;
}

/** Trims the text at this place. False where that is no text, or one that keeps something. */
function trimAt(line: Piece[], at: number, trim: (text: string) => string): boolean {
	const piece = line[at];
	if (piece?.kind !== 'text') return false;
	const text = trim(piece.text);
	line[at] = { ...piece, text };
	return text === '';
}

function endsLine(piece: Piece | undefined): boolean {
	return piece?.kind === 'text' && piece.text.endsWith('\n');
}
