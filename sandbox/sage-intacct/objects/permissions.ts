import type { Level, Module } from '../state/companies';
import type { Call } from '../state/desk';
import { refused } from '../wire/errors';
import { objectOf, type ObjectType } from './catalogue';

/** What the user may do in a subscription; nothing where the company has not subscribed to it. */
export function levelOf({ company, user, rights }: Call, module: Module): Level {
	if (!company.modules.includes(module)) return 'none';
	if (rights === 'all') return 'all';
	const granted = user.role === undefined ? user.permissions : (company.roles[user.role] ?? {});
	return granted[module] ?? 'none';
}

/** @throws Refused where the object is not known, or the user may not do this with it */
export function permitted(call: Call, name: string, operation: string, need: 'read' | 'all'): ObjectType {
	const type = objectOf(call.company, name);
	if (type === undefined) throw refused.unknownObject(name);
	permit(call, type.module, operation, type.name, need);
	return type;
}

export function permit(call: Call, module: Module, operation: string, object: string, need: 'read' | 'all'): void {
	const level = levelOf(call, module);
	if (level === 'none' || (need === 'all' && level === 'read')) throw refused.permission(operation.toUpperCase(), object);
}
