import { type Member, members } from '../state/people';
import { categories, type Category, policy, type Tag, type Tax, tagLists } from '../state/policies';
import type { Store } from '../state/store';

/** A workspace's lists by name, looked up once per export and not once per expense. */
export interface PolicyLists {
	categories: Map<string, Category>;
	/** One map per level. */
	tags: Array<Map<string, Tag>>;
	rates: Map<string, Tax['rates'][number]>;
	taxName: string;
	/** By e-mail in lower case. */
	members: Map<string, Member>;
}

export function policyLists(store: Store, policyID: string): PolicyLists {
	const tax = policy(store, policyID)?.tax ?? {};
	const rates: Tax['rates'] = 'rates' in tax ? tax.rates : [];
	return {
		categories: byName(categories(store, policyID)),
		tags: tagLists(store, policyID).map(({ tags }) => byName(tags)),
		rates: new Map(rates.map((rate) => [rate.rateID, rate])),
		taxName: 'name' in tax ? tax.name : '',
		members: new Map(members(store, policyID).map((member) => [member.email.toLowerCase(), member])),
	};
}

function byName<T extends { name: string }>(list: T[]): Map<string, T> {
	return new Map(list.map((entry) => [entry.name, entry]));
}
