import { shape } from '../wire/shapes';

/** What the ledger answers and takes, in the vendor's order. */
const SUMMARY =
	'AccountID:i AccountCode Ledger:Sales|Purchases|General TransactionType TransactionID:i IsBatchInvoiceOrNote:b InvoiceID:i InternalNumber ' +
	'ExternalReference ControlAmount:n OutstandingAmount:n ControlBCAmount:n TransactionDate:d FinancialYear:i PeriodNumber:i PeriodName ' +
	'CreationDate:d LineDetails:WSTransactionDetail[] CurrencyCode PeriodDate:d CreatedBy AccountName TransactionBankGLAccountNumber';
shape('WSTransactionSummary', `${SUMMARY} IsReversed:b IsInDispute:b NumberOfAttachments:i DueDate:d?`);
shape('WSChangedTransactionSummary', `${SUMMARY} Status:Created|Modified`);
shape(
	'WSTransactionDetail',
	'GLAccountCode IsControlLine:b IsTaxLine:b IsStockLine:b Amount:n BCAmount:n TaxID DepartmentID CurrencyCode IsReconciled:b Description ' +
		'TransactionDate:d PeriodDate:d ExchangeRate:n',
);
shape('WSTransactionsCount', 'TransactionsCount:i TransactionLinesCount:WSTransactionLinesCount[]');
shape('WSTransactionLinesCount', 'TransactionID:i LinesCount:i');
shape(
	'WSGetTransactionsByQuery',
	'FromDate:d? ToDate:d? FromCreationDate:d? ToCreationDate:d? Skip:i TypesFilter:string[] AccountIDsFilter:int[] TransactionIDsFilter:int[] ' +
		'DepartmentIDsFilter:string[] FromPeriodDate:d? ToPeriodDate:d? ExcludeReconciliationInformation:b',
);
shape(
	'WSGetTransactionsByExternalReferenceQuery',
	'ExternalReference FromDate:d ToDate:d TypesFilter:string[] AccountIDsFilter:int[] TransactionIDsFilter:int[] DepartmentIDsFilter:string[]',
);
shape(
	'WSGetTransactionChangesBetweenQuery',
	'FromDate:d ToDate:d TypesFilter:string[] AccountIDsFilter:int[] DepartmentIDsFilter:string[] InvoiceIDsFilter:int[] TransactionIDsFilter:int[] Skip:i',
);
shape(
	'WSTransactionModification',
	'AccountID:i AccountCode Ledger:Sales|Purchases|General TransactionType CurrencyCode TransactionID:i IsBatchInvoiceOrNote:b InvoiceID:i ' +
		'InternalNumber ExternalReference ControlAmount:n OutstandingAmount:n ControlBCAmount:n TransactionDate:d FinancialYear:i PeriodNumber:i ' +
		'PeriodName CreationDate:d LineDetails:WSTransactionModificationDetail[]',
);
shape(
	'WSTransactionModificationDetail',
	'GLAccountCode IsControlLine:b IsTaxLine:b IsStockLine:b Amount:n BCAmount:n TaxID DepartmentID FieldChanged BeforeValue AfterValue UserID ' +
		'ModificationDate:d',
);
shape(
	'Transaction',
	'Lines:TransactionLine[] TransactionType:Unknown|SalesInvoice|SalesCreditNote|SalesDebitJournal|SalesCreditJournal|SalesReceipt|SalesRefund|' +
		'PurchasesInvoice|PurchasesDebitNote|PurchasesDebitJournal|PurchasesCreditJournal|PurchasesPayment|PurchasesRefund|BankReceipt|BankPayment|' +
		'GeneralJournal|SalesCurrencyFluctuation|PurchasesCurrencyFluctuation|SalesDiscount|PurchasesDiscount|SalesBatchInvoice|SalesBatchCreditNote',
);
shape(
	'TransactionLine',
	'TransactionLineID:i TransactionID:i AccountID:i BankID:i CurrencyCode TaxCode AuthorUserID TransactionGroupNumber:i GLAccountCode ' +
		'TransactionLineType Description GlAccountName DepartmentName InternalNumber ExternalReference IsInDispute:b CreationDate:d ' +
		'TransactionDate:d PeriodDate:d Amount:n AllocatedAmount:n BCAmount:n ExchangeRate:n Reconciled:b BankstatementID:i PeriodID:i ' +
		'InvoiceID:i AllocationNumber:i DepartmentID BroadType:None|Vat|Net|Control IsReversed:b ReasonID:i SupplierBatchPaymentID:i ' +
		'VatReturnID:i SupplierBatchPaymentDiscountedAmount:n SupplierBatchPaymentAllocatedAmount:n LodgmentNumber RowVersionNumber ' +
		'IsBankLine:b IsAccountControlLine:b',
);
shape('WSGetAllocationsForTransactionsQuery', 'FromCreationDate:d ToCreationDate:d Skip:i');
shape('WSAllocationSummaryDTO', 'AccountID:i AccountCode Ledger:Sales|Purchases|General Allocations:WSAllocationTransactionDTO[]');
shape(
	'WSAllocationTransactionDTO',
	'TransactionID:i TransactionType InternalNumber ExternalReference AllocationEntries:WSAllocationEntryDTO[] AccountID:i? AccountCode',
);
shape(
	'WSAllocationEntryDTO',
	'AllocatedToTransactionID:i AllocatedToTransactionType AllocatedToInternalNumber AllocatedToExternalReference AllocationAmount:n ' +
		'AllocationDate:d AllocationId:i AllocationUserId AllocationCreationDate:d AllocatedToTransactionDate:d AllocationNumber:i',
);
shape('WSAccountActivitySummary', 'AccountID:i AccountCode Ledger:Sales|Purchases|General NumberOfTransactions:i TotalGrossAmount:n');
shape(
	'AccountBalanceInformation',
	'AccountID:i AccountCode AccountType Balance:n CreditLimit:n CreditLeft:n OverCreditLimitBalance:n CurrencyCode',
);
const BUCKETS =
	'From0To30DaysBalanceBucket:n From30To60DaysBalanceBucket:n From60To90DaysBalanceBucket:n From90To120DaysBalanceBucket:n ' +
	'From120DaysPlusBalanceBucket:n FutureBalanceBucket:n CurrentBalance:n CurrentDate:d';
shape('SupplierState', `${BUCKETS} SupplierCode`);
shape('CustomerState', `${BUCKETS} CustomerCode`);
shape('SupplierStatement', 'SupplierState:SupplierState TransactionList:TransactionState[]');
shape('CustomerStatement', 'CustomerState:CustomerState TransactionList:TransactionState[]');
shape(
	'TransactionState',
	'TransactionReference:i Type InternalNumber ExternalReference Amount:n OutstandingAmount:n TransactionDate:d Description DueDate:d',
);
shape('WSTrialBalance', 'PeriodNumber:i FinancialYear:i PeriodName Balances:WSBalance[]');
shape('WSTrialBalanceFromStartOfPeriod', 'PeriodNumber:i FinancialYear:i PeriodName Balances:WSBalance[]');
shape(
	'WSBalance',
	'CompanyID GLAccountCode GLAccountName OverallPeriodMovement:n OverallBalance:n OverallBudgetPeriodMovement:n OverallBudgetBalance:n ' +
		'DepartmentBalances:WSDepartmentBalance[] OverallRevisedBudgetPeriodMovement:n OverallRevisedBudgetBalance:n',
);
// The fields' misspelling is the vendor's.
shape(
	'WSDepartmentBalance',
	'DepartmentID Balance:n PeriodMovement:n BudgetBalance:n AnalaysisCode1 AnalaysisCode2 AnalaysisCode3 AnalaysisCode4 AnalaysisCode5 ' +
		'AnalaysisCode6 BudgetPeriodMovement:n RevisedBudgetPeriodMovement:n RevisedBudgetBalance:n',
);
