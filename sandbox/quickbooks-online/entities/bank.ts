import { exact, sum, toNumber } from '../../frame/money';
import { toHome } from '../books/convert';
import { LINKS, TRANSACTION } from '../schema/parts';
import { any, list, money, object, quantity, ref, text } from '../schema/types';
import { type Body, valueOf } from '../state/records';
import { fault, required } from '../wire/faults';
import { head } from './heads';
import type { Entity, Posting } from './types';

/** Money that reaches the bank: payments that waited as undeposited funds, and lines of its own. */
export const deposit: Entity = {
	name: 'Deposit', kind: 'txn', canDelete: true,
	fields: {
		...TRANSACTION, DepositToAccountRef: ref('Account'), CashBack: any,
		Line: list(object({
			Id: any, LineNum: quantity, Amount: money, Description: text(4000), DetailType: text(50), LinkedTxn: LINKS, CustomExtensions: any, ProjectRef: any,
			DepositLineDetail: object({ AccountRef: ref('Account'), Entity: any, ClassRef: ref('Class'), PaymentMethodRef: ref('PaymentMethod'), CheckNum: text(21), TaxCodeRef: ref('TaxCode'), TxnType: any, TaxApplicableOn: any }),
		})),
	},
	filters: { TxnDate: 'day', TotalAmt: 'amount', DocNumber: 'number', DepositToAccountRef: 'ref', CurrencyRef: 'ref' },
	build: (draft) => {
		const { books, fields } = draft;
		const into = books.records.get('Account', valueOf(fields.DepositToAccountRef));
		if (into === undefined) throw required('DepositToAccountRef');
		if (into.AccountType !== 'Bank' && into.AccountType !== 'Other Current Asset') throw fault(6430, 'Invalid account type used : The account must be of the type Bank', 'DepositToAccountRef');
		const sent = (fields.Line as Body[] | undefined) ?? []; // a list, checked when it came in
		if (sent.length === 0) throw required('Line');
		const lines = sent.map((line, index): Body => {
			if (line.Amount === undefined) throw required('Line.Amount');
			const [link] = (line.LinkedTxn as Body[] | undefined) ?? [];
			if (link !== undefined && books.records.get(String(link.TxnType), String(link.TxnId)) === undefined) throw fault(610, 'Object Not Found : Another user has deleted this transaction.');
			if (link === undefined && valueOf((line.DepositLineDetail as Body | undefined)?.AccountRef) === undefined) throw fault(6440, 'Missing account or item on a line : AccountRef', 'AccountRef');
			return { ...line, Id: String(index + 1), LineNum: index + 1 };
		});
		const total = sum(lines.map((line) => exact(line.Amount as number)));
		return { ...fields, ...head(draft), Line: lines, TotalAmt: toNumber(total) };
	},
	post: (books, record) => {
		const rate = exact((record.ExchangeRate as number | undefined) ?? 1); // set by the head
		const entries = (record.Line as Body[]).map((line): Posting => {
			const from = valueOf((line.DepositLineDetail as Body | undefined)?.AccountRef) ?? books.systemAccount('Undeposited Funds', 'Other Current Asset', 'UndepositedFunds').Id;
			return { account: from, amount: -toHome(exact(line.Amount as number), rate) };
		});
		return [...entries, { account: String(valueOf(record.DepositToAccountRef)), amount: -sum(entries.map(({ amount }) => amount)) }];
	},
};

/** Money from one account of the company to another. */
export const transfer: Entity = {
	name: 'Transfer', kind: 'txn', canDelete: true,
	fields: { ...TRANSACTION, FromAccountRef: ref('Account'), ToAccountRef: ref('Account'), Amount: money },
	filters: { TxnDate: 'day', Amount: 'amount', FromAccountRef: 'ref', ToAccountRef: 'ref' },
	build: (draft) => {
		for (const name of ['FromAccountRef', 'ToAccountRef', 'Amount']) if (draft.fields[name] === undefined) throw required(name);
		return { ...draft.fields, ...head(draft) };
	},
	post: (_books, record) => {
		const amount = toHome(exact(Number(record.Amount)), exact((record.ExchangeRate as number | undefined) ?? 1));
		return [{ account: String(valueOf(record.ToAccountRef)), amount }, { account: String(valueOf(record.FromAccountRef)), amount: -amount }];
	},
};
