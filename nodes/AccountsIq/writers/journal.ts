import { failed, ok, type Outcome } from '../../core/errors';
import type { Posted, Writer } from '../../core/ledger';
import { asBooksError } from '../../core/once';
import type { Journal } from '../../core/model/documents';
import { add, isNegative } from '../../core/money';
import { call, noAnswer } from '../api';
import { textIn } from '../../core/xml-elements';
import type { Desk } from '../desk';
import { toGeneralJournal, type Wire } from '../shapes/documents';
import { TYPES } from '../transactions';
import { held } from './find';
import { shapeAll } from './shape';

interface Ready {
	wire: Wire;
	posted: Omit<Posted, 'id'>;
	warnings: string[];
}

const debits = ({ lines }: Journal) => add(...lines.map(({ amount }) => amount).filter((amount) => !isNegative(amount)));

/** Journals go one by one; AccountsIQ has no bulk operation for them. */
export function journalWriter(desk: Desk): Writer<Journal, Ready> {
	return {
		batchSize: 20,
		total: () => ({}),
		find: async (documents) => await held(desk.aiq, documents, TYPES.journal, () => false),
		prepare: async (documents, options) => await shapeAll(desk, documents, options, (resolved) => ({
			wire: toGeneralJournal(resolved),
			warnings: resolved.warnings,
			posted: { kind: 'journal' as const, key: resolved.document.key, total: debits(resolved.document), date: resolved.date },
		})),
		send: async (batch) => {
			const outcomes: Array<Outcome<Posted>> = [];
			for (const ready of batch) outcomes.push(await sendOne(desk, ready));
			return outcomes;
		},
	};
}

/** What fails here fails alone: the others of the batch have stood in the books by now. */
async function sendOne({ aiq }: Desk, { wire, posted, warnings }: Ready): Promise<Outcome<Posted>> {
	const operation = 'CreateGeneralJournalGetBackTransactionID';
	try {
		const { beside } = await call(aiq, operation, { journal: wire }, { write: true });
		const id = textIn(beside, 'transactionID');
		if (id === undefined) throw noAnswer(operation, true);
		return ok({ ...posted, id, ...(warnings.length === 0 ? {} : { warnings }) });
	} catch (error) {
		return failed(asBooksError(error));
	}
}
