import type { Data } from '../wire/shapes';
import type { Store } from './store';

/** One company's books. */
export interface Entity {
	id: string;
	currency: string;
	/** As GetCompanyInformation answers it. */
	company: Data;
}

export function entities(store: Store): Entity[] {
	return store.all('SELECT * FROM aiq_entities ORDER BY position').map((row) => ({
		id: String(row.id), currency: String(row.currency), company: JSON.parse(String(row.body)) as Data,
	}));
}

/** Codes of entities are upper case; people type them as they like. */
export function entityNamed(store: Store, id: string): Entity | undefined {
	return entities(store).find((entity) => entity.id.toUpperCase() === id.toUpperCase());
}

export function addEntity(store: Store, { id, currency, company }: Entity): void {
	const position = Number(store.one('SELECT count(*) AS count FROM aiq_entities')?.count ?? 0);
	store.insert('aiq_entities', { id, position, currency, body: JSON.stringify(company) });
}
