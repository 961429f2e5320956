const RATE = 'basecurr currency exchratedate exchratetype|exchrate';
const CUSTOM_DIMENSIONS = 'projectid taskid costtypeid customerid vendorid employeeid itemid classid contractid warehouseid';
const TAX = 'inclusivetax taxsolutionid';

const REVERSE = 'datereversed! description';

const elements: Record<string, string> = {
	create_bill: `vendorid! datecreated! dateposted datedue|termname termname action batchkey billno ponumber onhold description externalid payto returnto ${RATE} nogl supdocid customfields ${TAX} billitems!`,
	update_bill: `vendorid datecreated dateposted datedue|termname termname action batchkey billno ponumber onhold description payto returnto ${RATE} nogl supdocid customfields ${TAX} updatebillitems`,
	payto: 'contactname', returnto: 'contactname', billto: 'contactname', shipto: 'contactname',
	billitems: 'lineitem!+', apadjustmentitems: 'lineitem!+', invoiceitems: 'lineitem!+', aradjustmentitems: 'lineitem!+',
	updatebillitems: 'updatelineitem|lineitem+', updateinvoiceitems: 'updatelineitem|lineitem+',
	lineitem: `glaccountno|accountlabel offsetglaccountno amount allocationid memo locationid departmentid item1099 key totalpaid totaldue customfields revrectemplate defrevaccount revrecstartdate revrecenddate ${CUSTOM_DIMENSIONS} billable totaltrxamount taxentries`,
	updatelineitem: `glaccountno|accountlabel offsetglaccountno amount allocationid memo locationid departmentid item1099 key totalpaid totaldue customfields revrectemplate defrevaccount revrecstartdate revrecenddate ${CUSTOM_DIMENSIONS} billable totaltrxamount taxentries`,
	customfields: 'customfield+', customfield: 'customfieldname! customfieldvalue!',
	taxentries: 'taxentry+', taxentry: 'detailid trx_tax',
	create_apadjustment: `vendorid! datecreated! dateposted batchkey adjustmentno action billno description externalid ${RATE} nogl customfields ${TAX} apadjustmentitems!`,
	create_aradjustment: `customerid! datecreated! dateposted batchkey adjustmentno action invoiceno description externalid ${RATE} nogl supdocid customfields ${TAX} aradjustmentitems!`,
	create_expensereport: `employeeid! datecreated! dateposted batchkey expensereportno state description memo externalid basecurr currency customfields supdocid ${TAX} expenses! supdocid`,
	update_expensereport: `employeeid datecreated dateposted batchkey expensereportno state description memo basecurr currency customfields supdocid ${TAX} updateexpenses`,
	expenses: 'expense!+', updateexpenses: 'updateexpense|expense+',
	expense: `expensetype|glaccountno amount currency trx_amount exchratedate exchratetype|exchrate expensedate memo form1099 paidfor locationid departmentid customfields ${CUSTOM_DIMENSIONS} billable exppmttype quantity rate totaltrxamount taxentries`,
	updateexpense: `expensetype|glaccountno amount currency trx_amount exchratedate exchratetype|exchrate expensedate memo form1099 paidfor locationid departmentid customfields ${CUSTOM_DIMENSIONS} billable exppmttype quantity rate totaltrxamount taxentries`,
	create_expenseadjustmentreport: `employeeid! datecreated! dateposted batchkey adjustmentno docnumber description basecurr currency expenseadjustments!`,
	expenseadjustments: 'expenseadjustment!+',
	expenseadjustment: `expensetype|glaccountno amount currency trx_amount exchratedate exchratetype|exchrate expensedate memo locationid departmentid customfields ${CUSTOM_DIMENSIONS} billable exppmttype quantity rate`,
	record_cctransaction: `chargecardid! paymentdate! referenceno payee description supdocid currency exchrate|exchratedate exchratetype customfields ${TAX} ccpayitems!`,
	update_cctransaction: `paymentdate referenceno payee description supdocid currency exchrate|exchratedate exchratetype customfields updateccpayitems`,
	ccpayitems: 'ccpayitem!+', updateccpayitems: 'updateccpayitem|ccpayitem+',
	ccpayitem: `glaccountno|accountlabel description paymentamount! departmentid locationid customerid vendorid employeeid projectid taskid costtypeid itemid classid contractid warehouseid billable customfields totaltrxamount taxentries`,
	updateccpayitem: `glaccountno|accountlabel description paymentamount departmentid locationid customerid vendorid employeeid projectid taskid costtypeid itemid classid contractid warehouseid billable customfields totaltrxamount taxentries`,
	create_invoice: `customerid! datecreated! dateposted datedue|termname termname action batchkey invoiceno ponumber onhold description externalid billto shipto ${RATE} nogl supdocid customfields taxsolutionid invoiceitems!`,
	update_invoice: `customerid datecreated dateposted datedue|termname termname action batchkey invoiceno ponumber onhold description payto returnto ${RATE} nogl supdocid customfields taxsolutionid updateinvoiceitems`,
	reverse_bill: REVERSE, reverse_invoice: REVERSE, reverse_expensereport: REVERSE, reverse_appayment: REVERSE, reverse_arpayment: `${REVERSE} memo`, reverse_cctransaction: 'datereversed! memo',
	delete_bill: '', delete_invoice: '', delete_apadjustment: '', delete_aradjustment: '', delete_expensereport: '', recallApBill: 'recordno!',
	create_reimbursementrequest: 'bankaccountid! employeeid! memo paymentmethod! paymentdate! paymentoption eppaymentrequestitems! documentnumber paymentdescription paymentcontact',
	eppaymentrequestitems: 'eppaymentrequestitem!+', eppaymentrequestitem: 'key! paymentamount! credittoapply',
	create_supdocfolder: 'supdocfoldername! supdocfolderdescription supdocparentfoldername', update_supdocfolder: 'supdocfoldername! supdocfolderdescription supdocparentfoldername', delete_supdocfolder: '',
	create_supdoc: 'supdocid supdocname supdocfoldername! supdocdescription attachments', update_supdoc: 'supdocid! supdocname supdocfoldername supdocdescription attachments', delete_supdoc: '',
	attachments: 'attachment+', attachment: 'attachmentname! attachmenttype! attachmentdata!',
	approve_appaymentrequest: 'appaymentkeys!', decline_appaymentrequest: 'appaymentkeys!', send_appaymentrequest: 'appaymentkeys!', confirm_appaymentrequest: 'appaymentkeys!', void_appaymentrequest: 'appaymentkeys!',
	appaymentkeys: 'appaymentkey!+',
};

/** Children of the legacy functions in the order that the vendor's own clients write. */
export const LEGACY = {
	elements: elements as Readonly<Record<string, string>>,
	functions: new Set(Object.keys(elements).filter((name) => name === 'recallApBill' || /^(create|update|delete|reverse|record|approve|decline|send|confirm|void)_/.test(name))) as ReadonlySet<string>,
};
