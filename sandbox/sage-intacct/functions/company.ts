import { dimensionsOf } from '../books/dimensions';
import { levelOf } from '../objects/permissions';
import { MODULES, type Module } from '../state/companies';
import { refused } from '../wire/errors';
import { textOf } from '../wire/request';
import { around, tag } from '../wire/response';
import type { Run } from './catalogue';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const MODULE_NUMBERS: Readonly<Record<Module, string>> = { CO: '1.CO', AD: '13.AD', GL: '2.GL', AP: '3.AP', AR: '4.AR', CM: '11.CM', EE: '6.EE', PA: '48.PROJACCT', IC: '7.INV', TX: '59.TAX', PS: '29.PLATFORM' };

const dimensions: Run = (call) => {
	const shown = dimensionsOf(call).filter(({ object }) => object !== 'COSTTYPE').map(({ object, label, field }) =>
		around('dimension', tag('objectName', object) + tag('objectLabel', label) + tag('termLabel', label) + tag('userDefinedDimension', String(field.startsWith('GLDIM'))) + tag('enabledInGL', 'true')));
	return around('data', around('dimensions', shown.join('')), { listtype: 'All', count: shown.length });
};

const setup: Run = ({ company }) => {
	const bases = company.multiEntity && company.multiCurrency;
	return around('data', around('financialSetup', tag('baseCurrency', company.base) + tag('multiCurrency', String(company.multiCurrency)) + tag('multiBaseCurrency', String(bases))
		+ tag('multiEntityShared', String(company.multiEntity)) + tag('firstFiscalMonth', MONTHS[company.firstFiscalMonth - 1] ?? '') + tag('firstTaxMonth', 'January') + tag('weekStartDay', 'Sunday')));
};

const applications: Run = ({ company }) => {
	const shown = company.modules.map((module) => around('application', tag('applicationkey', MODULE_NUMBERS[module]) + tag('applicationname', MODULES[module]) + tag('subscribed', 'T') + tag('configured', 'T')));
	return around('data', shown.join(''), { listtype: 'application', count: shown.length });
};

const preferences: Run = ({ company }, { attributes }) => {
	const application = attributes.application ?? '';
	const module = (Object.keys(MODULES) as Module[]).find((one) => one === application.toUpperCase() || MODULE_NUMBERS[one] === application);
	if (module === undefined || !company.modules.includes(module)) throw refused.reference('Application', application);
	const all: Array<[string, string]> = [
		['APPROVALS', company.approvals.includes(module) ? 'true' : 'false'], ['SUMMARY', company.ownSummaries ? 'U' : 'D'],
		['UNIQUENUMBERS', String(module === 'AR' ? company.uniqueInvoiceNumbers : company.uniqueBillNumbers)], ['CLOSEDTHROUGH', company.closed[module] ?? company.closed.GL ?? ''],
	];
	return around('data', all.map(([name, value]) => around('companypref', tag('application', module) + tag('preference', name) + tag('prefvalue', value))).join(''), { listtype: 'companypref', count: all.length });
};

const formatting: Run = ({ desk, company }, element) => {
	const user = desk.companies.user(company.id, textOf(element, 'userId') || textOf(element, 'userid'));
	if (user === undefined) throw refused.reference('User', textOf(element, 'userId'));
	const offset = `${user.gmtOffset < 0 ? '-' : '+'}${String(Math.abs(user.gmtOffset)).padStart(2, '0')}:00`;
	return around('data', around('userformatting', tag('locale', 'en_US.UTF-8') + tag('dateformat', '/mdY') + tag('gmtoffset', user.gmtOffset === 0 ? 'GMT' : `GMT${offset}`) + tag('clock', '24') + tag('separator', ',') + tag('decimal', '.')));
};

const permissions: Run = (call, element) => {
	const id = textOf(element, 'userId') || textOf(element, 'userid') || call.user.id;
	const user = call.desk.companies.user(call.company.id, id);
	if (user === undefined) throw refused.reference('User', id);
	const shown = call.company.modules.map((module) => around('appSubscription', tag('applicationName', MODULES[module]) + around('policies', around('policy', tag('policyName', 'All') + tag('rights', { all: 'List|View|Add|Edit|Delete', read: 'List|View', none: '' }[levelOf({ ...call, user }, module)])))));
	return around('data', around('permissions', shown.join('')), { listtype: 'permissions', count: 1 });
};

export const COMPANY_FUNCTIONS: Readonly<Record<string, Run>> = {
	getDimensions: dimensions, getFinancialSetup: setup, get_applications: applications, get_companyprefs: preferences, readUserFormatting: formatting, getUserPermissions: permissions,
};
