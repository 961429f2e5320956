import type { Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import { add, format, subtract } from '../core/money';
import { isVoided, keyOfNote } from './shapes/keys';
import type { QboTransaction, TransactionEntity } from './types';
import { filled, given, toAmount } from './wire';

const KINDS: Readonly<Record<TransactionEntity, DocumentKind>> = {
	Bill: 'bill', BillPayment: 'payment', CreditMemo: 'invoice', Deposit: 'expense', Invoice: 'invoice', JournalEntry: 'journal', Payment: 'payment',
	Purchase: 'expense', VendorCredit: 'supplierCredit',
};

/** Names of transactions in the addresses of QuickBooks' own pages. */
const PAGES: Readonly<Record<TransactionEntity, string>> = {
	Bill: 'bill', BillPayment: 'billpayment', CreditMemo: 'creditmemo', Deposit: 'deposit', Invoice: 'invoice', JournalEntry: 'journal', Payment: 'recvpayment',
	Purchase: 'expense', VendorCredit: 'vendorcredit',
};

/** What the books hold, told in the package's words. `appUrl` is the address of QuickBooks' own pages. */
export function postedOf(entity: TransactionEntity, transaction: QboTransaction, appUrl?: string): Posted {
	const { Id = '', DocNumber, PaymentRefNum, PrivateNote, TxnDate, CurrencyRef } = transaction;
	const number = filled(DocNumber) ?? filled(PaymentRefNum);
	return given({
		id: Id,
		kind: KINDS[entity],
		key: keyOfNote(PrivateNote) ?? number,
		number,
		status: transaction.status === 'Deleted' ? 'Deleted' : statusOf(transaction),
		...totalsOf(entity, transaction),
		currency: CurrencyRef?.value,
		date: TxnDate,
		link: appUrl === undefined || Id === '' ? undefined : `${appUrl}/app/${PAGES[entity]}?txnId=${encodeURIComponent(Id)}`,
		raw: transaction,
	});
}

/** QuickBooks has no status word; what is due says where a document stands. */
function statusOf(transaction: QboTransaction): string {
	if (isVoided(transaction)) return 'Voided';
	const { Balance, TotalAmt } = transaction;
	if (Balance === undefined || TotalAmt === undefined) return 'Posted';
	return Balance === 0 ? 'Paid' : Balance === TotalAmt ? 'Open' : 'PartlyPaid';
}

/** A journal's total is always zero in QuickBooks; its size is the sum of its debits, without the tax that goes on top. */
function totalsOf(entity: TransactionEntity, { TotalAmt, TxnTaxDetail, Line = [] }: QboTransaction): Pick<Posted, 'total' | 'subTotal'> {
	if (entity === 'JournalEntry') {
		if ((TxnTaxDetail?.TotalTax ?? 0) !== 0) return {};
		const debits = Line.filter(({ JournalEntryLineDetail }) => JournalEntryLineDetail?.PostingType === 'Debit');
		return Line.length === 0 ? {} : { total: format(add('0', ...debits.map(({ Amount }) => toAmount(Amount) ?? '0'))) };
	}
	const total = toAmount(TotalAmt);
	if (total === undefined) return {};
	return { total, subTotal: format(subtract(total, toAmount(TxnTaxDetail?.TotalTax) ?? '0')) };
}
