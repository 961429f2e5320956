import type { INodeProperties } from 'n8n-workflow';
import { documentProperties } from './document-fields';
import { partyProperties } from './party-fields';
import { readProperties } from './read';
import { recordProperties } from './record';
import { requestProperties } from './request';
import { resourceProperties, type ResourceSpec } from './resources';
import { targetProperties } from './target';

/** The properties that every accounting node shares; a system adds its own beside them. */
export function ledgerProperties(resources: ResourceSpec[], first = 'bill'): INodeProperties[] {
	return [
		...resourceProperties(resources, first),
		...documentProperties(resources),
		...partyProperties(resources),
		...recordProperties(resources),
		...readProperties(resources),
		...targetProperties(resources),
		...requestProperties(),
	];
}

/** The properties of a system that has lists but posts no documents, such as a source of expenses. */
export function listProperties(resources: ResourceSpec[], first: string): INodeProperties[] {
	return [
		...resourceProperties(resources, first),
		...recordProperties(resources),
		...readProperties(resources),
		...targetProperties(resources),
		...requestProperties(),
	];
}
