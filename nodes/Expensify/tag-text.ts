/**
 * Several levels of tags are joined by colons; a colon inside a level is escaped by a backslash. The escape is what
 * clients report, no page of the vendor states it. An empty level keeps its place.
 */
export function splitTag(joined: string): string[] {
	const levels = [''];
	for (let at = 0; at < joined.length; at++) {
		const letter = joined[at] ?? '';
		const next = joined[at + 1];
		if (letter === '\\' && (next === ':' || next === '\\')) {
			levels[levels.length - 1] += next;
			at += 1;
		} else if (letter === ':') levels.push('');
		else levels[levels.length - 1] += letter;
	}
	const names = levels.map((level) => level.trim());
	return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

export function joinTag(levels: string[]): string {
	return levels.map((level) => level.replace(/[\\:]/g, '\\$&')).join(':');
}
