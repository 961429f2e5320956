import { findTransactions } from './query';
import { showTransactions } from './show';
import { type Operation, reads } from '../wire/operation';
import { part } from '../wire/shapes';

export const searches: Operation[] = [
	reads('GetTransactionsByExternalReference', 'query:WSGetTransactionsByExternalReferenceQuery', 'WSTransactionSummary[]', (call) => ({
		Result: showTransactions(call, findTransactions(call, { ExternalReference: '', ...part(call.parameters, 'query') })),
	})),
	reads('GetTransactionsBy', 'query:WSGetTransactionsByQuery', 'WSTransactionSummary[]', (call) => ({
		Result: showTransactions(call, findTransactions(call, part(call.parameters, 'query') ?? {})),
	})),
];
