import { shape } from '../wire/shapes';

/** Documents that are sent to be posted, in the vendor's order. */
const LINE = 'GLAccountCode TaxCode Description DepartmentID NetAmount:n TaxRate:n TaxAmount:n?';
for (const name of ['BatchPurchasesInvoiceLine', 'BatchPurchasesDebitNoteLine', 'BatchSalesInvoiceLine', 'BatchSalesCreditNoteLine']) shape(name, LINE);
const rest = (lines: string) => `ExternalReference Description Lines:${lines}[]`;
shape('BatchPurchasesInvoice', `SupplierCode InvoiceDate:d ${rest('BatchPurchasesInvoiceLine')} ExchangeRate:n DueDate:d?`);
shape('BatchPurchasesDebitNote', `SupplierCode DebitNoteDate:d ${rest('BatchPurchasesDebitNoteLine')} ExchangeRate:n DueDate:d?`);
shape('BatchSalesInvoice', `CustomerCode InvoiceDate:d ${rest('BatchSalesInvoiceLine')} ExchangeRate:n DueDate:d?`);
shape('BatchSalesCreditNote', `ExchangeRate:n CustomerCode CreditNoteDate:d ${rest('BatchSalesCreditNoteLine')} DueDate:d?`);

shape('GeneralJournal', 'InternalReference ExternalReference TransactionDate:d Lines:GeneralJournalLine[]');
shape('GeneralJournalLine', 'GLAccountCode Description DepartmentID Debit:n Credit:n Amount:n VatReturnID:i TaxRpt:b Reconc:b Reversed:b');
shape(
	'WSSundryReceiptPayment',
	'ExternalReference TransactionDate:d Description DepartmentID Value:n GLAccountCode BankAccountCode TaxID TaxRate:n ExchangeRate:n ' +
		'LodgmentNumber TaxAmount:n?',
);
shape(
	'PurchasePayment',
	'SupplierCode CheckReference PaymentAmount:n BankAccountCode PaymentDate:d ExchangeRate:n BankExchangeRate:n Description BankLineDescription DepartmentID',
);
shape(
	'SalesReceipt',
	'CustomerCode CheckReference PaymentAmount:n BankAccountCode LodgmentNumber PaymentDate:d ExchangeRate:n BankExchangeRate:n Description DepartmentID',
);
shape(
	'WSPostPayAndAllocateSalesInvoiceQuery',
	'PerformExternalReferenceDuplicateCheckOnInvoice:b PerformExternalReferenceDuplicateCheckOnReceipt:b BatchInvoice:BatchSalesInvoice ' +
		'Receipt:SalesReceipt PerformAllocation:b AllocationDate:d AllocationAmount:n AllocationReference ClientUniqueReference EnforceCreditLimit:b',
);
shape('WSPostPayAndAllocateSalesInvoiceResult', 'InvoiceTransactionID:i ReceiptTransactionID:i ClientUniqueReference');
shape(
	'WSResult2OfWSPostPayAndAllocateSalesInvoiceResult',
	'Status:Success|Failure ErrorCode ErrorMessage HasExpired:b Result:WSPostPayAndAllocateSalesInvoiceResult',
);

const INVOICE =
	'InvoiceID:i AccountID:i AreaID CurrencyCode CurrrencyCode AccountTaxCode PaymentMethodID ShipmentViaID InvoiceNumber ExternalReference ' +
	'CreationDate:d InvoiceDate:d ExternalApproverID:i? DeliveryDate:d Status:Processed|Posted|Cancelled AccountName AccountAddress1 AccountAddress2 ' +
	'City County_State Country PostCode DeliveryAccountName DeliveryAccountAddress1 DeliveryAccountAddress2 DeliveryCity DeliveryCounty_State ' +
	'DeliveryCountry DeliveryPostCode Contact AuthorUserID Phone Notes DiscountRate:n ForCollection:b ExchangeRate:n UseAccountTaxCode:b OrderID:i? ' +
	'OrderNumber DepartmentID Hold:i Ledger:Sales|Purchases|General RowVersionNumber Lines:InvoiceLine[] IsPrinted:b AccountBranchID:i? OrderDate:d? ' +
	'ExcludeFromPrinting:b Type:Invoice|Note|Other SalesRepresentativeID:i? LockUser NetAmount:n TaxAmount:n GrossAmount:n BCNetAmount:n BCTaxAmount:n ' +
	'BCGrossAmount:n ForecastedPaymentDate:d? TaxAdjustmentAmount:n BCTaxAdjustmentAmount:n LastModifiedUTC:d? DueDate:d?';
shape('CreditNote', INVOICE);
shape('Invoice', `${INVOICE} ApprovalStatusName AuthorUserName ExternalApproverName AccountCode`);
shape(
	'InvoiceLine',
	'InvoiceItemID:i InvoiceID:i OrderItemID:i? StockItemID StockItemDescription InvoicedQuantity:n DeliveredQuantity:n StockItemCost:n ' +
		'StockItemPrice:n DiscountRate:n ActualPrice:n TaxCode TaxRate:n NetAmount:n TaxAmount:n GrossAmount:n LocationID SublocationID CreationDate:d ' +
		'Notes Notes2 AdditionalCost:b GLAccountCode OpeningStockGLAccountCode DeliveryItemID:i? DepartmentID RowVersionNumber ProjectNumber',
);
shape('WSSaveInvoiceResult', 'Success:b InvoiceID:i? ActualNetTotal:n? ActualTaxTotal:n?');
shape(
	'WSGetInvoicesByQuery',
	'FromDate:d ToDate:d FromCreationDate:d ToCreationDate:d Skip:i TypesFilter:string[] AccountIDsFilter:int[] DepartmentIDsFilter:string[] ' +
		'InvoiceIDsFilter:int[] Status InvoiceNumbersFilter:string[] ReverseOrderBy:b OrderBy Limit:i FromLastModifiedDateInUTC:d?',
);

export const MASTER_TYPES =
	'Transaction|Customer|Supplier|PurchaseOrder|PurchaseInvoice|SalesQuote|SalesOrder|SalesInvoice|Bank|BankState|StockItem|EDI|CustomerMaster|' +
	'DirectDebitExtract|GLAccount|Importer|PurchaseInvoiceLine|SalesInvoiceLine|StockTake|SupplierBatchPayment|SupplierMaster|VatReturn|BudgetUpload|' +
	'EmployeeImportValidation|ChartOfAccountsImportValidation|FixedAsset|MileageBand|FixedAssetDepreciations|ServiceNonStockItem|WorkflowMaster|' +
	'AutomationMaster|GLJournal';
shape('WSDocument', 'Header:WSDocumentHeader Content:WSDocumentContent');
// Text rather than a choice on the way in: an unknown type is refused in band, by a code of its own.
shape('WSDocumentHeader', 'MasterType MasterID Filename DocumentID:i');
shape('WSDocumentContent', 'Content:x Comments');
shape('WSNote', `NoteID:i? MasterType:${MASTER_TYPES} MasterID Notes`);
