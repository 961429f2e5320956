import { DateTime } from 'luxon';
import type { Alert } from './decide';

export interface Message {
	subject: string;
	/** Plain text, as it is: for e-mails without markup, and for machines. */
	text: string;
	/** The same for Slack, in which `&`, `<` and `>` are its own. */
	slack: string;
}

/** What people read. It is plain text, so that markup in a merchant's name stays text. */
export function messageOf(alert: Alert, zone: string): Message {
	const { occasion, sync, reason, hint, since, count, samples } = alert;
	const subject = oneLine(`${sync}: ${SUBJECTS[occasion](whatOf(alert))}`).slice(0, 200);
	const lines = [
		oneLine(reason),
		...(hint === '' ? [] : [`What to do: ${oneLine(hint)}`]),
		'',
		occasion === 'over' ? `It is over. It was there since ${shown(since, zone)}.` : `Since ${shown(since, zone)}.`,
		...samples.filter(({ key }) => key !== '').map(({ key, amount, currency, reason: own, link }) => ['-', key, amount === '' ? '' : `${amount} ${currency}`, own === reason ? '' : oneLine(own), link].filter((part) => part !== '').join(' ')),
		...(samples.length < count && samples.length > 0 ? [`and ${(count - samples.length).toLocaleString('en-GB')} more`] : []),
	];
	const text = lines.join('\n').trim();
	return { subject, text, slack: escaped(`*${subject}*\n${text}`) };
}

const SUBJECTS: Record<Alert['occasion'], (what: string) => string> = { new: (what) => what, reminder: (what) => `still ${what}`, over: (what) => `over: ${what}` };

function whatOf({ category, count, samples, occasion }: Alert): string {
	// A late sync, or one that was broken off or never ran, has no documents to show, and its category says it all.
	if (occasion === 'over' ? count === 1 : samples.length === 0) return category;
	const documents = samples.some(({ key }) => key === '') ? 'the run stopped' : count === 1 ? '1 document waits' : `${count.toLocaleString('en-GB')} documents wait`;
	return `${documents} (${category})`;
}

/** A line break in a name would begin another header in a subject, and another line in a text. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
const shown = (at: string, zone: string): string => `${DateTime.fromISO(at, { zone }).toFormat('d LLL yyyy, HH:mm')} (${zone})`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
