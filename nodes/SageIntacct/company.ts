import { asBooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import { elementsWith, isTrue, textIn } from '../core/xml-elements';
import { call, type Intacct } from './api';
import { formatsFrom, USUAL, type Formats } from './wire';

/** What the company's set-up means for documents. Source: Sage Intacct, "getFinancialSetup". */
export interface Setup {
	baseCurrency?: string;
	multiCurrency: boolean;
	multiBaseCurrency: boolean;
	multiEntity: boolean;
}

/** A dimension of the company, its own ones included. Source: Sage Intacct, "getDimensions". */
export interface DimensionOf {
	/** "DEPARTMENT", or the object of a user-defined one: "PLACE". */
	object: string;
	/** As this company calls it. */
	label: string;
	isOwn: boolean;
}

export async function setupOf(intacct: Intacct): Promise<Setup> {
	const { data } = await call(intacct, { getFinancialSetup: '' });
	const [setup = data] = elementsWith(data, 'baseCurrency');
	const isOn = (...names: string[]) => names.some((name) => isTrue(setup, name));
	return {
		baseCurrency: textIn(setup, 'baseCurrency'),
		multiCurrency: isOn('multiCurrency'),
		multiBaseCurrency: isOn('multiBaseCurrency'),
		multiEntity: isOn('multiEntityShared', 'multiEntity'),
	};
}

export async function dimensionsOf(intacct: Intacct): Promise<DimensionOf[]> {
	const { data } = await call(intacct, { getDimensions: '' });
	return elementsWith(data, 'objectName').map((one) => ({
		object: (textIn(one, 'objectName') ?? '').toUpperCase(),
		label: textIn(one, 'termLabel') ?? textIn(one, 'objectLabel') ?? textIn(one, 'objectName') ?? '',
		isOwn: isTrue(one, 'userDefinedDimension'),
	}));
}

const formats = new Map<string, Promise<Formats>>();

/** How the web services user's times are written; as usual where it may not be asked. */
export async function formatsOf(intacct: Intacct): Promise<Formats> {
	const name = `${intacct.connection}|${intacct.credentialMark}`;
	const known = formats.get(name) ?? readFormats(intacct);
	formats.set(name, known);
	known.catch(() => formats.delete(name));
	return await known;
}

async function readFormats(intacct: Intacct): Promise<Formats> {
	const answer = await call(intacct, { readUserFormatting: { userId: intacct.userId } }).catch(asBooksError);
	if (answer instanceof Error) {
		if (answer.category === 'outage' || answer.category === 'auth') throw answer;
		return USUAL;
	}
	const [found]: Array<XmlElement | undefined> = elementsWith(answer.data, 'dateformat');
	return found === undefined ? USUAL : formatsFrom(found);
}
