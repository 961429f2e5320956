import type { Call } from '../state/desk';
import type { Stored } from '../state/records';

/** An entity sees its own and what all share; the top level sees what entities own only where it asks for it. */
export function visible({ entity }: Call, record: Stored, showPrivate: boolean): boolean {
	return record.entity === '' || (entity === '' ? showPrivate : record.entity === entity);
}

export function entityName({ desk, company }: Call, entity: string): string {
	return entity === '' ? '' : (desk.records.byId(company.id, 'LOCATIONENTITY', entity)?.body.NAME ?? entity);
}
