import { inOrder } from '../../nodes/ReferenceSync/in-order';
import { compareTwoWay, type TwoWay } from '../../nodes/ReferenceSync/two-way/compare';
import { readLinks, toRow, type Link, type LinkRow } from '../../nodes/ReferenceSync/two-way/links';
import { twoWaySettings, type SideName, type TwoWaySettings } from '../../nodes/ReferenceSync/two-way/settings';
import type { SyncRecord } from '../../nodes/core/values';

export const twoWay = (more: object = {}): TwoWaySettings =>
	twoWaySettings.parse({ fields: [{ a: 'name' }, { a: 'email' }], ...more });

export type Fate = 'done' | 'failed' | 'link lost';

/** Two systems and the table of links, and a workflow that does what the node says. */
export class World {
	readonly lists: Record<SideName, Map<string, SyncRecord>> = { a: new Map(), b: new Map() };
	links: LinkRow[] = [];
	private made = 0;
	private clock = 0;

	constructor(readonly settings: TwoWaySettings) {}

	add(side: SideName, fields: SyncRecord): string {
		const id = `${side}${++this.made}`;
		this.lists[side].set(id, { id, active: true, ...fields, changedAt: this.now() });
		return id;
	}

	edit(side: SideName, id: string, changes: SyncRecord): void {
		this.lists[side].set(id, { ...this.lists[side].get(id), ...changes, changedAt: this.now() });
	}

	list(side: SideName): SyncRecord[] {
		return [...this.lists[side].values()];
	}

	compare(): TwoWay {
		const ordered = (side: SideName) => inOrder(this.list(side).map((record, item) => ({ record, item })), this.settings.match, side === 'a' ? 'source' : 'target').map(({ record }) => record);
		return compareTwoWay(ordered('a'), ordered('b'), readLinks(this.links, 'g'), this.settings);
	}

	/** One run. Each write has a fate of its own; a link is stored only after its write. */
	run(fate: () => Fate = () => 'done'): TwoWay {
		const result = this.compare();
		for (const side of ['a', 'b'] as const) {
			for (const { record, link } of result.creates[side]) {
				const luck = fate();
				if (luck === 'failed') continue;
				const id = this.add(side, record);
				if (luck === 'done') this.store({ ...link, [`${side}Id`]: id });
			}
			for (const { id, changes, link } of result.updates[side]) {
				const luck = fate();
				if (luck === 'failed') continue;
				this.edit(side, id, changes);
				if (luck === 'done') this.store(link);
			}
		}
		for (const { action, link } of result.links) {
			if (action === 'store') this.store(link);
			else this.links = this.links.filter(({ aId, bId }) => aId !== link.aId || bId !== link.bId);
		}
		return result;
	}

	counterpart(side: SideName, id: string): SyncRecord | undefined {
		const row = this.links.find(({ aId, bId }) => (side === 'a' ? aId : bId) === id);
		return row === undefined ? undefined : this.lists[side === 'a' ? 'b' : 'a'].get(side === 'a' ? row.bId : row.aId);
	}

	private store(link: Link): void {
		const row = toRow(link, 'g');
		this.links = [...this.links.filter(({ aId, bId }) => aId !== row.aId || bId !== row.bId), row];
	}

	private now(): string {
		return new Date(Date.UTC(2026, 10, 1) + ++this.clock * 1000).toISOString();
	}
}

export const writes = ({ creates, updates, links }: TwoWay): number =>
	creates.a.length + creates.b.length + updates.a.length + updates.b.length + links.length;
