import type { XmlContent } from '../../core/xml-write';

/**
 * The order that the older functions demand of their elements; another one is refused as XML that breaks the schema. The
 * generic functions take any order. Source: Sage Intacct, pages of the functions; the order that its own SDK writes.
 */
const DIMENSIONS = 'projectid taskid costtypeid customerid vendorid employeeid itemid classid contractid warehouseid';
const MONEY = 'basecurr currency exchratedate exchratetype exchrate nogl';

export const ORDERS = {
	create_apadjustment: `vendorid datecreated dateposted batchkey adjustmentno action billno description externalid ${MONEY} customfields apadjustmentitems`,
	create_aradjustment: `customerid datecreated dateposted batchkey adjustmentno action invoiceno description externalid ${MONEY} customfields aradjustmentitems`,
	create_invoice: `customerid datecreated dateposted datedue termname action batchkey invoiceno ponumber onhold description externalid billto shipto ${MONEY} supdocid customfields taxsolutionid invoiceitems`,
	create_expensereport: 'employeeid datecreated dateposted batchkey expensereportno state description memo externalid basecurr currency customfields supdocid inclusivetax taxsolutionid expenses',
	record_cctransaction: 'chargecardid paymentdate referenceno payee description supdocid currency exchratedate exchratetype exchrate customfields inclusivetax taxsolutionid ccpayitems',
	lineitem: `glaccountno offsetglaccountno amount allocationid memo locationid departmentid key totalpaid totaldue customfields ${DIMENSIONS} totaltrxamount taxentries`,
	expense: `expensetype glaccountno amount currency trx_amount exchratedate exchratetype exchrate expensedate memo form1099 paidfor locationid departmentid customfields ${DIMENSIONS} billable exppmttype quantity rate totaltrxamount taxentries`,
	ccpayitem: 'glaccountno description paymentamount departmentid locationid customerid vendorid employeeid projectid taskid costtypeid itemid classid contractid warehouseid billable customfields totaltrxamount taxentries',
	create_supdoc: 'supdocid supdocname supdocfoldername supdocdescription attachments',
	attachment: 'attachmentname attachmenttype attachmentdata',
} as const;

type Elements = Readonly<Record<string, XmlContent>>;

/** The elements in the function's order; one that it does not have is a slip of ours and must not go out. */
export function inOrder(name: keyof typeof ORDERS, elements: Elements): Elements {
	const order = ORDERS[name].split(' ');
	const strange = Object.keys(elements).filter((element) => elements[element] !== undefined && !order.includes(element));
	if (strange.length > 0) throw new Error(`${name} has no ${strange.join(', ')}`);
	return Object.fromEntries(order.flatMap((element) => (elements[element] === undefined ? [] : [[element, elements[element]]])));
}
