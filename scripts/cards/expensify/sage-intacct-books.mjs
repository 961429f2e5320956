import { oncePerName } from './workspace.mjs';

const COMPANY = 'harbour-group';
/** The company's British entity: value added tax, pounds. */
export const ENTITY = '200';
/** The user-defined dimension that cost centres go to. */
export const DIMENSION = { object: 'COSTCENTRE', label: 'Cost centre' };
/** A tax detail of our own, as a company makes one for what is outside the tax's scope. */
export const OUTSIDE = 'UK Purchase Outside';
const WORDS = { APBILL: 'bills', APADJUSTMENT: 'AP adjustments', EEXPENSES: 'expense reports' };

/** Accounts with an expense type each, departments, values of the company's own dimension, and an employee for each card. */
export async function addCharts(control, { accounts, costCentres, directorates, holders }) {
	const companies = await control('GET', '/sage-intacct/companies');
	const { dimensions } = companies.find(({ id }) => id === COMPANY);
	// Books of that time, which nobody has closed yet.
	await control('POST', `/sage-intacct/companies/${COMPANY}`, { closed: {}, dimensions: [...dimensions, DIMENSION] });
	const add = async (object, records) => await control('POST', '/sage-intacct/records', { company: COMPANY, object, records });
	await add('TAXDETAIL', [{ DETAILID: OUTSIDE, TAXTYPE: 'Purchase', VALUE: '0', TAXSOLUTIONID: 'United Kingdom - VAT', GLACCOUNT: '2210' }]);
	await add('GLACCOUNT', accounts.map(({ code, name }) => ({ ACCOUNTNO: code, TITLE: name, ACCOUNTTYPE: 'incomestatement', NORMALBALANCE: 'debit' })));
	await add('EEACCOUNTLABEL', accounts.map(({ code, name }) => ({ ACCOUNTLABEL: name, DESCRIPTION: name, GLACCOUNTNO: code })));
	await add('DEPARTMENT', oncePerName(directorates).map((TITLE, at) => ({ DEPARTMENTID: `D${at + 1}`, TITLE })));
	await add(DIMENSION.object, oncePerName(costCentres).map((name) => ({ name, STATUS: 'active' })));
	const people = holders.map((email) => ({ email, id: email.slice(0, email.indexOf('@')) }));
	await add('CONTACT', people.map(({ email, id }) => ({ CONTACTNAME: id, PRINTAS: `Holder of ${id}`, EMAIL1: email })));
	await add('EMPLOYEE', people.map(({ id }) => ({ EMPLOYEEID: id, 'PERSONALINFO.CONTACTNAME': id, LOCATIONID: ENTITY })));
}

/** Lines of all documents of ours, as the reconciliation wants them. Adjustments are negative already. */
export async function readBooks(control) {
	const read = async (object) => await control('GET', `/sage-intacct/records?company=${COMPANY}&object=${object}`);
	const named = async (object, id, name) => new Map((await read(object)).map((record) => [String(record[id]), record[name]]));
	const names = { departments: await named('DEPARTMENT', 'DEPARTMENTID', 'TITLE'), costCentres: await named(DIMENSION.object, 'recordNo', 'name') };
	const books = { documents: {}, lines: [] };
	for (const [object, word] of Object.entries(WORDS)) {
		const ours = (await read(object)).filter(({ id }) => /^EXP-/.test(id));
		if (ours.length === 0) continue;
		books.documents[word] = ours.length;
		for (const document of ours) books.lines.push(...linesOf(document, names));
	}
	return books;
}

function linesOf({ id, entity, CURRENCY: currency, TRX_TOTALENTERED: told, lines }, { departments, costCentres }) {
	if (entity !== ENTITY) throw new Error(`${id} stands in the entity "${entity}"`);
	const found = lines.map((line) => ({
		// Gross, as the card was charged.
		cents: toCents(line.TOTALTRXAMOUNT),
		currency,
		account: line.ACCOUNTNO,
		tax: JSON.parse(line.TAXENTRIES ?? '[{}]')[0].DETAILID ?? '',
		costCentre: costCentres.get(line[`GLDIM${DIMENSION.object}`]) ?? '',
		directorate: departments.get(line.DEPARTMENTID) ?? '',
	}));
	const total = found.reduce((sum, { cents }) => sum + cents, 0n);
	if (total !== toCents(told)) throw new Error(`${id}: the lines make ${total} hundredths, the books say ${told}`);
	return found;
}

const toCents = (amount) => BigInt(amount.replace('.', ''));

export async function trialBalance(control) {
	const { entities } = await control('GET', `/sage-intacct/trialbalance?company=${COMPANY}`);
	return Object.values(entities).find((off) => Number(off) !== 0) ?? '0.00';
}
