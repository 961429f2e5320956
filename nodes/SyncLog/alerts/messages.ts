import type { Group } from './group';

/** Columns of *Sync alerts*, all text: one row for each problem, changed once a message about it went out. */
export const ALERT_COLUMNS = ['problem', 'sync', 'category', 'reason', 'since', 'count', 'state', 'told'] as const;
/** `state`: open or over; `told`: UTC, when the last message went out. */
export type AlertRow = Record<(typeof ALERT_COLUMNS)[number], string>;

export interface Message {
	kind: 'new' | 'reminder' | 'over';
	/** One line. */
	subject: string;
	text: string;
	/** Subject and text as Slack takes them: markup and mentions stay text. */
	slack: string;
	count: number;
	sample: string[];
	link: string;
	/** To be kept once the message went out, and not before: so a message that failed is made again. */
	row: AlertRow;
}

/**
 * What has to be told now. New: not open in the table. Reminder: open there, and told so many hours ago. Over: open
 * there, and not among the groups.
 * @param dashboard address of the dashboard; empty where there is none
 */
export function messagesOf(groups: readonly Group[], kept: readonly Partial<AlertRow>[], now: Date, { remindHours, dashboard }: { remindHours: number; dashboard: string }): Message[] {
	const open = new Map(kept.filter(({ problem, state }) => state === 'open' && problem !== undefined).map((row) => [row.problem, row]));
	const messages = groups.flatMap((group) => {
		const told = open.get(group.problem)?.told;
		open.delete(group.problem);
		if (told !== undefined && now.getTime() - Date.parse(told) < remindHours * 3_600_000) return [];
		return [told === undefined ? messageOf('new', group, now, dashboard) : messageOf('reminder', group, now, dashboard)];
	});
	const over = [...open.values()].map(({ problem = '', sync = '', category = '', reason = '', since = '', count = '1' }) =>
		messageOf('over', { problem, sync, category, reason, since, count: Number(count), hint: '', keys: [], link: '' }, now, dashboard));
	return [...messages, ...over];
}

const WORDS: Readonly<Record<Message['kind'], string>> = { new: 'Problem', reminder: 'Still open', over: 'Over' };

function messageOf(kind: Message['kind'], group: Group, now: Date, dashboard: string): Message {
	const { problem, sync, category, reason, hint, since, count, keys } = group;
	const link = group.link || dashboard;
	const documents = keys.length === 0 ? '' : count === 1 ? ', 1 document' : `, ${count} documents`;
	const subject = line(`${WORDS[kind]}: ${sync}: ${category}${documents}`);
	const more = count > keys.length ? ` and ${count - keys.length} more` : '';
	const text = [
		kind === 'over' ? `This is over: ${reason}` : reason, hint, `Open since ${since}.`,
		keys.length === 0 ? '' : `Documents: ${keys.join(', ')}${more}`, link, dashboard === link ? '' : dashboard,
	].filter((one) => one !== '').map(line).join('\n');
	const row = { problem, sync, category, reason, since, count: String(count), state: kind === 'over' ? 'over' : 'open', told: now.toISOString() };
	return { kind, subject, text, slack: escaped(`${subject}\n${text}`), count, sample: keys, link, row };
}

/** A line break in a name would otherwise begin a header of the e-mail. */
const line = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
/** Slack's own rule for text that is to stay text. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
