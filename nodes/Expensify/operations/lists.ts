import type { IDataObject } from 'n8n-workflow';
import { attempt } from '../../core/operations/attempt';
import { listed, mostOf } from '../../core/operations/listed';
import type { PolicyField } from '../jobs';
import { apiOf, json, requiredText, type Call, type ItemResult } from '../session';
import { levelsOf } from '../tags';
import type { PolicyInfo } from '../wire';
import { policyInfo } from './policies';

/** Lists of a workspace, in the canonical shape of reference data. */
function reader(kind: string, section: PolicyField, records: (info: PolicyInfo, policyID: string) => IDataObject[]) {
	return async (call: Call): Promise<ItemResult[]> => {
		const { context } = call;
		const cache = new Map<string, PolicyInfo>();
		return await attempt(call, async (index) => {
			const policyID = requiredText(context, 'policy', index, 'Workspace');
			const info = cache.get(policyID) ?? (await policyInfo(apiOf(call), policyID, [section]));
			cache.set(policyID, info);
			const activeOnly = context.getNodeParameter('activeOnly', index, false) === true;
			const whole = context.getNodeParameter('simplify', index, true) !== true;
			const found = records(info, policyID)
				.filter(({ active }) => !activeOnly || active !== false)
				.slice(0, mostOf(context, index))
				.map(({ raw, ...record }) => (whole ? { ...record, raw } : record));
			return listed(context, index, kind, found);
		});
	};
}

export const getCategories = reader('category', 'categories', ({ categories = [] }, policyID) =>
	categories.map((raw) =>
		json({
			kind: 'category',
			id: raw.name,
			name: raw.name,
			code: raw.glCode,
			active: raw.enabled !== false,
			policyID,
			payrollCode: raw.payrollCode,
			raw,
		}),
	),
);

export const getTags = reader('dimensionValue', 'tags', ({ tags }, policyID) =>
	levelsOf(tags, 'Tag').flatMap((level) =>
		level.tags.map((raw) =>
			json({
				kind: 'dimensionValue',
				id: raw.name,
				name: raw.name,
				code: raw.glCode,
				active: raw.enabled !== false,
				dimension: { id: level.name, name: level.name },
				policyID,
				raw,
			}),
		),
	),
);

export const getReportFields = reader('reportField', 'reportFields', ({ reportFields = [] }, policyID) =>
	reportFields.map((raw) =>
		json({
			kind: 'reportField',
			id: raw.name,
			name: raw.name,
			active: true,
			type: raw.type,
			values: raw.values,
			policyID,
			raw,
		}),
	),
);

export const getTaxRates = reader('taxRate', 'tax', ({ tax }, policyID) =>
	(tax?.rates ?? []).map((raw) =>
		json({
			kind: 'taxRate',
			id: raw.rateID,
			code: raw.rateID,
			name: raw.name ?? raw.rateID,
			percent: raw.rate === undefined ? undefined : String(raw.rate),
			active: true,
			isDefault: raw.rateID === tax?.default,
			policyID,
			raw,
		}),
	),
);

export const getEmployees = reader('employee', 'employees', ({ employees = [] }, policyID) =>
	employees.map((raw) =>
		json({
			kind: 'employee',
			id: raw.email,
			name: raw.email,
			email: raw.email,
			code: raw.employeeID === '' ? undefined : raw.employeeID,
			active: true,
			role: raw.role,
			manager: raw.submitsTo,
			policyID,
			raw,
		}),
	),
);
