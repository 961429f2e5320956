/** What a field of a body may hold. */
export type Field =
	| { kind: 'text'; max: number }
	/** One address or several with commas between. */
	| { kind: 'email'; max: number }
	| { kind: 'flag' }
	/** A JSON number, or a text that is one; at most `places` decimals are kept. */
	| { kind: 'number'; places: number }
	| { kind: 'day' }
	| { kind: 'choice'; of: readonly string[] }
	/** A reference to a record of one of the entities; to none of ours where the list is empty. */
	| { kind: 'ref'; to: readonly string[] }
	| { kind: 'object'; fields: Fields }
	| { kind: 'list'; of: Field }
	/** QuickBooks works it out; what is sent is left aside. */
	| { kind: 'own' }
	/** Taken as it comes. */
	| { kind: 'any' };
export type Fields = Readonly<Record<string, Field>>;

export const text = (max: number): Field => ({ kind: 'text', max });
export const email = (max: number): Field => ({ kind: 'email', max });
export const flag: Field = { kind: 'flag' };
export const money: Field = { kind: 'number', places: 2 };
export const quantity: Field = { kind: 'number', places: 7 };
export const day: Field = { kind: 'day' };
export const choice = (...of: string[]): Field => ({ kind: 'choice', of });
export const ref = (...to: string[]): Field => ({ kind: 'ref', to });
export const object = (fields: Fields): Field => ({ kind: 'object', fields });
export const list = (of: Field): Field => ({ kind: 'list', of });
export const own: Field = { kind: 'own' };
export const any: Field = { kind: 'any' };

/** Stand on every record and are the vendor's; `sparse`, `Id` and `SyncToken` say what an update means. */
export const SYSTEM: Fields = {
	Id: own, SyncToken: own, sparse: own, domain: own, MetaData: own, status: own, V4IDPseudonym: own, FullyQualifiedName: own, time: own,
};
