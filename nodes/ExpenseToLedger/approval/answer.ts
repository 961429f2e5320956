import { titleOf, type Offer } from './offer';
import { isOpen, type ApprovalRow } from './row';

export interface Answers {
	/** Labels of the offers that were chosen. */
	chosen: readonly string[];
	answer: string;
	reason: string;
	/** E-mail address of who answers. */
	user: string;
	now: Date;
}

/** A row with its answer, to be written where its state is still `was`. */
export type AnsweredRow = ApprovalRow & { was: string };

export interface Taken {
	write: AnsweredRow[];
	/** Reports whose answer is not taken, and why. */
	refused: Array<{ name: string; why: string }>;
	/** The syncs that may be started for them: id of the workflow, and ids of the reports. */
	starts: Array<{ workflow: string; sources: string[]; startedBy: string }>;
}

const STATES: Readonly<Record<string, string>> = { Approve: 'approved', Reject: 'rejected' };
const LONGEST = 1000;

/**
 * What becomes of the answers of a form. The page may be old: a question that was answered since, or is none any more,
 * is told and not written over.
 * @param offers as the page showed them
 * @param rows of the table now
 */
export function takeAnswers(offers: readonly Offer[], rows: readonly ApprovalRow[], may: (row: ApprovalRow) => boolean, { chosen, answer, reason, user, now }: Answers): Taken {
	const taken: Taken = { write: [], refused: [], starts: [] };
	const state = STATES[answer];
	const words = reason.trim().slice(0, LONGEST);
	for (const { row } of offers.filter(({ label }) => chosen.includes(label))) {
		const refuse = (why: string) => taken.refused.push({ name: titleOf(row), why });
		const current = rows.find((one) => one.key === row.key && one.approver === row.approver && one.askedAt === row.askedAt);
		if (state === undefined) refuse('Choose whether to approve or to reject it.');
		else if (state === 'rejected' && words === '') refuse('A rejection needs a reason.');
		else if (!may(row)) refuse('It waits for somebody else.');
		else if (current === undefined) refuse('It is not asked any more.');
		else if (current.state === 'outdated') refuse('The report has changed since, or no rule asks for it any more. Open the page again.');
		else if (!isOpen(current)) refuse(`It was ${current.state} meanwhile.`);
		else taken.write.push({ ...current, was: current.state, state, decidedAt: now.toISOString(), decidedBy: user.toLowerCase(), reason: words });
	}
	for (const { workflow, report } of taken.write) {
		const start = taken.starts.find((one) => one.workflow === workflow);
		if (start !== undefined) start.sources.push(report);
		else if (workflow !== '') taken.starts.push({ workflow, sources: [report], startedBy: 'approval' });
	}
	return taken;
}
