import { BooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import { elementsWith, textIn } from '../core/xml-elements';
import { execute, type Answer, type Content } from './api';
import { AREAS, hintFor, OPTIONAL, type Area } from './areas';
import type { Desk } from './desk';
import { queryFn } from './query';
import { modulesIn, textsOf } from './subscription';

/** What a connection has of one area. */
export interface Finding {
	area: string;
	/** What the documented set-up asks for. */
	needs: Area['permission'];
	optional: boolean;
	subscribed: boolean | 'unknown';
	/** As far as it can be told without writing anything. */
	permission: 'All' | 'Read-only' | 'none' | 'unknown';
	ok: boolean;
	prevents?: string;
	/** What to do, in the words that a failing document uses. */
	hint?: string;
	/** Intacct's own words, where it refused. */
	reason?: string;
}

export interface SetUp {
	ok: boolean;
	summary: string;
	areas: Finding[];
}

/**
 * One request that writes nothing: the modules of the company, the rights of the user, and a row of each list that the node
 * reads. Source: Sage Intacct, "get_applications", "getUserPermissions"; help.expensify.com's list of rights.
 */
export async function checkSetUp({ intacct }: Desk): Promise<SetUp> {
	const probes = AREAS.flatMap((area) => area.probes.map((object) => ({ area, object })));
	const contents: Content[] = [
		{ get_applications: '' },
		{ getUserPermissions: { userId: intacct.userId } },
		...probes.map(({ object }) => queryFn({ object, fields: ['RECORDNO'], pageSize: 1 }, intacct.entity)),
	];
	const [applications, rights, ...rows] = await execute(intacct, contents.map((content) => ({ content })), { plain: true });
	const modules = modulesIn(applications);
	const areas = AREAS.map((area): Finding => {
		const refusals = probes.flatMap((probe, at) => {
			const answer = rows[at];
			return probe.area === area && answer instanceof BooksError ? [answer] : [];
		});
		return findingOf(area, modules, rightsIn(rights, area), refusals);
	});
	const missing = areas.filter(({ ok, optional }) => !ok && !optional);
	return {
		ok: missing.length === 0,
		summary: missing.length === 0 ? 'The connection has all that the documented set-up asks for.' : `Missing: ${missing.map(({ area }) => area).join(', ')}.`,
		areas,
	};
}

function findingOf(area: Area, modules: string[] | undefined, rights: Rights | undefined, refusals: BooksError[]): Finding {
	const [refusal] = refusals;
	const isAbsent = refusals.some(({ category }) => category === 'feature not in subscription');
	// A module that the list does not name, and whose lists can be read, is there under another name.
	const isListed = modules?.some((module) => area.applications.test(module));
	const subscribed = isAbsent ? false : (isListed ?? (refusals.length === 0 && area.probes.length > 0 ? true : 'unknown'));
	const known = subscribed === false && !isAbsent && area.probes.length > 0 && refusals.length === 0 ? true : subscribed;
	const permission = refusals.length > 0 ? 'none' : (rights ?? (area.probes.length > 0 && area.permission === 'Read-only' ? 'Read-only' : 'unknown'));
	const hasPermission = permission === 'All' || permission === 'unknown' || (permission === 'Read-only' && area.permission === 'Read-only');
	const ok = known !== false && hasPermission;
	const { name, permission: needs, prevents } = area;
	return {
		area: name, needs, optional: OPTIONAL.includes(name), subscribed: known, permission, ok,
		...(ok ? {} : { prevents, hint: hintFor(area, known === false ? 'feature not in subscription' : 'permission'), ...(refusal === undefined ? {} : { reason: refusal.message }) }),
	};
}

type Rights = 'All' | 'Read-only' | 'none';

/** Undefined where Intacct does not tell the rights of this part. */
function rightsIn(answer: Answer | BooksError | undefined, area: Area): Rights | undefined {
	if (answer === undefined || answer instanceof BooksError) return undefined;
	const own = elementsWith(answer.data, 'applicationName').filter((one) => area.applications.test(textIn(one, 'applicationName') ?? ''));
	if (own.length === 0) return undefined;
	const policies = own.flatMap((one: XmlElement) => elementsWith(one, 'rights'));
	const words = policies.flatMap(({ rights }) => textsOf(rights)).join('|').toLowerCase();
	if (words === '') return policies.length > 0 ? 'none' : undefined;
	if (/all|add|create|modify|edit/.test(words)) return 'All';
	return /read|list|view/.test(words) ? 'Read-only' : 'none';
}
