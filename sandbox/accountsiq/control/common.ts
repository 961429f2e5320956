import type { FastifyReply } from 'fastify';
import type { Desk } from '../state/desk';
import { entities, type Entity, entityNamed } from '../state/entities';
import { Refused } from '../wire/faults';

export interface InEntity {
	/** The first one unless set. */
	entity?: string;
}

export function entityIn({ store }: Desk, { entity }: InEntity): Entity {
	const found = entity === undefined ? entities(store)[0] : entityNamed(store, entity);
	if (found === undefined) throw new Refused('NOT_FOUND', `There is no entity ${entity ?? ''}.`);
	return found;
}

/** What is refused is answered with status 400 and the reason. */
export async function answer(reply: FastifyReply, work: () => unknown): Promise<unknown> {
	try {
		return work();
	} catch (error) {
		if (error instanceof Refused) return await reply.code(400).send({ code: error.code, message: error.message });
		throw error;
	}
}
