import { exact, times, toNumber } from '../../frame/money';
import { DIMENSION, type Target } from './rows';

/** A record of AccountsIQ under its own field names; numbers may come as texts. */
export type SourceRecord = Record<string, string | number | boolean | null | undefined>;

/** What AccountsIQ holds, given by whoever runs the twin. A list that is left out stands for a read that failed. */
export interface Sources {
	accounts?: SourceRecord[];
	biCodes?: SourceRecord[];
	dimensions?: Array<{ Code: string; DimensionCodes: SourceRecord[] }>;
	taxCodes?: SourceRecord[];
	suppliers?: SourceRecord[];
}

/** What a source record says about the target's. */
export interface Wish {
	name: string;
	reference: string;
	/** In hundred; tax rates only. */
	percent?: number;
	/** What is not active makes nothing new. */
	isActive: boolean;
}

/** The records of a row's source. Throws where they could not be read. */
export function sourceRecords(sources: Sources, source: string): SourceRecord[] {
	const dimension = DIMENSION.exec(source)?.[1];
	if (dimension !== undefined) {
		const found = sources.dimensions?.find(({ Code }) => Code === dimension);
		if (found === undefined) throw new RangeError(`AccountsIQ gave no dimension ${dimension}`);
		return found.DimensionCodes;
	}
	const lists: Readonly<Record<string, SourceRecord[] | undefined>> = {
		'GL Accounts': sources.accounts, 'BI Codes': sources.biCodes, 'Tax Codes': sources.taxCodes, Suppliers: sources.suppliers,
	};
	const list = lists[source];
	if (list === undefined) throw new RangeError(`AccountsIQ gave no list of ${source}`);
	return list;
}

export function wishOf(target: Target, record: SourceRecord): Wish {
	const text = (field: string) => String(record[field] ?? '').trim();
	const reference = text(record.DepartmentID === undefined ? 'Code' : 'DepartmentID');
	const name = text(target === 'Suppliers' ? 'Name' : 'Description');
	const isActive = String(record.IsActive ?? true) !== 'false';
	return { name, reference, isActive, ...(target === 'Tax Rates' && { percent: percentOf(text('Rate')) }) };
}

/** AccountsIQ gives 0.2 for twenty in a hundred; some lists give 20. */
function percentOf(rate: string): number {
	const given = exact(rate === '' ? 0 : rate);
	return toNumber(given <= exact(1) ? times(given, exact(100)) : given);
}
