import { fold } from './lookup';
import { mapReports, type MappedReports } from './map/reports';
import { refOf, textOf } from './refs';
import { readRows, type Problems } from './rows';
import type { Format, KindSettings, Settings } from './settings';

/** Settings by workspace (ID or name, folded): those of the node, with what the workspace's row says instead. */
export type WorkspaceSettings = Map<string, Settings>;

/** @param check tells what is wrong with settings, each in a sentence without full stop */
export function readWorkspaces(value: unknown, base: Settings, problems: Problems, check: (settings: Settings, problems: Problems) => void): WorkspaceSettings {
	const rows = readRows(value, 'Settings of Workspaces', ['workspace'], problems);
	return new Map(rows.map(({ cells, number }): [string, Settings] => {
		const settings = withRow(base, cells);
		const wrong: Problems = [];
		check(settings, wrong);
		problems.push(...wrong.map((sentence) => `Settings of Workspaces, row ${number}: ${sentence}`));
		return [fold(textOf(cells.workspace) ?? ''), settings];
	}));
}

/** An empty cell leaves the node's own setting. */
function withRow(base: Settings, cells: Record<string, unknown>): Settings {
	const word = <T extends string>(column: string, otherwise: T): T => (textOf(cells[column]) as T | undefined) ?? otherwise;
	const kind = (before: KindSettings, format: string): KindSettings => ({
		...before,
		format: word<Format>(format, before.format),
		contraAccount: refOf(cells.contraAccount, 'code') ?? before.contraAccount,
		bankAccount: refOf(cells.cardAccount, 'code') ?? before.bankAccount,
	});
	return {
		...base,
		kinds: { ...base.kinds, reimbursable: kind(base.kinds.reimbursable, 'reimbursable'), companyCard: kind(base.kinds.companyCard, 'companyCard') },
		grouping: word('onePer', base.grouping),
		date: word('date', base.date),
		status: word('status', base.status),
		unmappedCategory: word('unmappedCategory', base.unmappedCategory),
		defaultAccount: refOf(cells.defaultAccount, 'code') ?? base.defaultAccount,
		defaultTaxRate: refOf(cells.defaultTaxRate, 'code') ?? base.defaultTaxRate,
	};
}

/** Which settings count for a report, by ID before name. */
export function settingsFor(input: unknown, base: Settings, workspaces: WorkspaceSettings): Settings {
	if (workspaces.size === 0 || input === null || typeof input !== 'object') return base;
	const { workspace } = input as { workspace?: unknown };
	const { id, name } = (workspace !== null && typeof workspace === 'object' ? workspace : {}) as { id?: unknown; name?: unknown };
	const found = [id, name].map((one) => workspaces.get(fold(textOf(one) ?? ''))).find((one) => one !== undefined);
	return found ?? base;
}

/** Maps the reports of each workspace by its own settings. Positions are those of the whole input. */
export function mapByWorkspace(inputs: unknown[], base: Settings, workspaces: WorkspaceSettings): MappedReports {
	const groups = new Map<Settings, number[]>();
	inputs.forEach((input, item) => {
		const settings = settingsFor(input, base, workspaces);
		const items = groups.get(settings) ?? [];
		groups.set(settings, items);
		items.push(item);
	});
	const all: MappedReports = { ready: [], held: [], nothing: [], repeated: [] };
	for (const [settings, items] of groups) {
		const at = (item: number): number => items[item] ?? item;
		const { ready, held, nothing, repeated } = mapReports(items.map((item) => inputs[item]), settings);
		all.ready.push(...ready.map((one) => ({ ...one, items: one.items.map(at) })));
		all.held.push(...held.map((one) => ({ ...one, item: at(one.item) })));
		all.nothing.push(...nothing.map((one) => ({ ...one, item: at(one.item) })));
		all.repeated.push(...repeated);
	}
	all.held.sort((a, b) => a.item - b.item);
	return all;
}
