/** The value under a key; made and kept when absent. */
export function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) {
		value = make();
		map.set(key, value);
	}
	return value;
}

/** A sorted copy, by plain code order: the same on every machine, whatever its language. */
export function sorted<T>(list: T[], by: (one: T) => string): T[] {
	const labelled = list.map((one) => ({ one, label: by(one) }));
	labelled.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
	return labelled.map(({ one }) => one);
}
