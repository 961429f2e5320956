import { type Exact, toText } from '../../frame/money';
import { inBase } from '../books/post';
import type { Taxed } from '../books/tax';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { refused } from '../wire/errors';
import type { Kind } from './kinds';

interface Line {
	body: Body;
	taxed: Taxed;
}
interface Terms {
	base: string;
	rate: Exact;
	currency: string;
	state: string;
	/** Whether the document stood before: then its lines are replaced as a whole. */
	anew: boolean;
}

/** The lines of a document. With its number a line stays the line that it was; one without is new; the others go. */
export function writeLines(call: Call, kind: Kind, record: Stored, lines: readonly Line[], terms: Terms): void {
	const { desk, company, user } = call;
	const old = terms.anew ? desk.records.lines(company.id, kind.line, record.recordNo) : [];
	const kept = lines.map(({ body: { LINE_NO } }) => (LINE_NO === undefined || !terms.anew ? undefined : lineNumbered(old, LINE_NO)));
	for (const line of old) if (!kept.includes(line)) desk.records.remove(line);
	lines.forEach((line, index) => {
		const fields = fieldsOf(line, record, index + 1, terms);
		const before = kept[index];
		if (before === undefined) desk.records.add(company.id, kind.line, { entity: record.entity, parent: record.recordNo, body: fields }, user.id);
		else desk.records.change(before, { ...Object.fromEntries(Object.keys(before.body).map((name) => [name, ''])), ...fields }, user.id);
	});
}

function lineNumbered(lines: readonly Stored[], number: string): Stored {
	const line = lines.find(({ body }) => body.LINE_NO === number);
	if (line === undefined) throw refused.rule(`There is no line ${number}.`);
	return line;
}

function fieldsOf({ body, taxed }: Line, record: Stored, place: number, { base, rate, currency, state }: Terms): Body {
	return {
		...body, LINE_NO: String(place), TRX_AMOUNT: toText(taxed.net), AMOUNT: toText(inBase(taxed.net, rate)), TOTALTRXAMOUNT: toText(taxed.net + taxed.tax), TRX_TAX: toText(taxed.tax),
		CURRENCY: body.CURRENCY ?? currency, BASECURR: base, EXCHANGE_RATE: toText(rate, 0), STATE: state, ENTRY_DATE: body.ENTRY_DATE ?? record.body.WHENCREATED ?? '',
		...(taxed.shown.length === 0 ? {} : { TAXENTRIES: JSON.stringify(taxed.shown) }),
	};
}
