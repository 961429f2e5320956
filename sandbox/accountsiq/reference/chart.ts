import { checkCode, checkText, LONGEST_DESCRIPTION, momentText } from '../books/checks';
import { departmentOf } from '../books/lookup';
import type { Call } from '../state/call';
import { entities } from '../state/entities';
import { type Stored, rowVersion } from '../state/records';
import { Refused } from '../wire/faults';
import { type Operation, reads, writes } from '../wire/operation';
import { type Data, part, parts, text, textOrNull, texts } from '../wire/shapes';
import { changedSince } from './watermark';

const body = ({ body: fields }: Stored): Data => fields;
const PLACES = [1, 2, 3, 4, 5, 6];

/** The chart of accounts, the dimensions, and the BI codes that carry one option of each. */
export const chartOperations: Operation[] = [
	reads('GetChartOfAccounts', '', 'WSChartOfAccountLine[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'account').map(body) })),
	reads('GetGLAccountList', '', 'ArrayOfString[]', ({ records, entity }) => ({
		Result: records.list(entity.id, 'account').map(({ body: { Code, Description } }) => [Code, Description]),
	})),
	reads('GetChartOfAccountsByConsolidationGroup', '', 'WSConsolidatedGroupChartOfAccountLine[]', ({ store, records, entity, reachable }) => {
		// Only a company that consolidates has companies below it.
		const below = entity.company.IsConsolidationCompany === true ? entities(store).filter(({ id }) => id !== entity.id && reachable.includes(id)) : [];
		return {
			Result: below.flatMap((company) =>
				records.list(company.id, 'account').map((account): Data => ({
					TopCo: entity.id, SubCo: company.id, Subsidiary: text(company.company, 'CompanyName'), ChartOfAccountLine: account.body,
				})),
			),
		};
	}),
	reads('GetAnalysisDimensionSetup', '', 'WSAnalysisDimension[]', ({ records, entity }) => ({ Result: records.inOrder(entity.id, 'dimension').map(body) })),
	writes('AddAnalysisCode', 'groupID analysisCode:WSAnalysisDimensionCode create:b', '', '', (call) => {
		addOption(call, textOrNull(call.parameters, 'groupID'), part(call.parameters, 'analysisCode') ?? {}, call.parameters.create === true);
		return {};
	}),
	reads('GetDepartmentList', '', 'Department[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'department').map(body) })),
	reads('GetDepartmentById', 'departmentId', 'Department', (call) => ({ Result: known(call, 'departmentId').body })),
	reads('GetDepartmentsBy', 'query:WSGetDepartmentsByQuery', 'Department[]', (call) => ({
		Result: changedSince(call, 'department', part(call.parameters, 'query') ?? {}).map(body),
	})),
	reads('GetDepartmentsByAnalysisCode', 'query:WSGetDepartmentByAnalysisCodeQuery', 'Department[]', ({ records, entity, parameters }) => {
		const query = part(parameters, 'query') ?? {};
		const matches = ({ body: department }: Stored) =>
			PLACES.every((place) => {
				const wanted = texts(query, `a${place}Filter`);
				return wanted.length === 0 || wanted.includes(text(department, `AnalysisCode${place}`));
			});
		return { Result: records.list(entity.id, 'department').filter(matches).map(body) };
	}),
	writes('CreateDepartment', `id description ${PLACES.map((place) => `analysisCode${place}`).join(' ')}`, '', '', (call) => {
		const { records, entity, parameters } = call;
		const DepartmentID = checkCode(textOrNull(parameters, 'id'), 'DEPARTMENT_ID');
		const Description = checkText(textOrNull(parameters, 'description'), 'DEPARTMENT_DESCRIPTION', LONGEST_DESCRIPTION);
		if (records.get(entity.id, 'department', DepartmentID)) throw new Refused('DEPARTMENT_ID_ALREADY_EXISTS', `BI code ${DepartmentID} exists.`);
		records.put(entity.id, 'department', DepartmentID, { DepartmentID, Description, ...options(call, 'analysisCode'), IsActive: true });
		return {};
	}),
	writes('UpdateDepartment', 'departmentID newDescription active:b', '', '', (call) => {
		const department = known(call, 'departmentID');
		const Description = checkText(textOrNull(call.parameters, 'newDescription'), 'DEPARTMENT_DESCRIPTION', LONGEST_DESCRIPTION);
		call.records.put(call.entity.id, 'department', department.code, { ...department.body, Description, IsActive: call.parameters.active });
		return {};
	}),
	writes('UpdateDepartmentDimensionSetup', `departmentID ${PLACES.map((place) => `a${place}`).join(' ')}`, '', '', (call) => {
		const department = known(call, 'departmentID');
		call.records.put(call.entity.id, 'department', department.code, { ...department.body, ...options(call, 'a') });
		return {};
	}),
	reads('GetInterCompanyConnectionList', '', 'WSInterCompanyConnection[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'connection').map(body) })),
	...[['CreateProject', ''], ['UpdateProject', 'existingProjectCode ']].map(([name = '', first = '']) =>
		writes(name, `${first}project:Project`, '', '', (call) => {
			saveProject(call, first === '' ? null : text(call.parameters, 'existingProjectCode'), part(call.parameters, 'project') ?? {});
			return {};
		}),
	),
];

function known(call: Call, parameter: string): Stored {
	const department = departmentOf(call, textOrNull(call.parameters, parameter));
	if (department === undefined) throw new Refused('DEPARTMENT_ID_IS_NULL', 'The BI code is missing.');
	return department;
}

/** The options of a BI code, each checked against the dimension in its place. */
function options({ records, entity, parameters }: Call, prefix: string): Data {
	const dimensions = records.inOrder(entity.id, 'dimension');
	const chosen: Data = {};
	for (const place of PLACES) {
		const code = text(parameters, `${prefix}${place}`);
		chosen[`AnalysisCode${place}`] = code === '' ? null : code;
		if (code === '') continue;
		const exists = parts(dimensions[place - 1]?.body ?? {}, 'DimensionCodes').some(({ Code }) => Code === code);
		if (!exists) throw new Refused('ANALYSIS_CODE_DOES_NOT_EXIST', `Dimension ${place} has no option ${code}.`);
	}
	return chosen;
}

function addOption({ records, entity }: Call, group: string | null, sent: Data, create: boolean): void {
	const dimension = records.get(entity.id, 'dimension', checkCode(group, 'ANALYSIS_GROUP_ID'));
	if (dimension === undefined) throw new Refused('ANALYSIS_GROUP_DOES_NOT_EXIST', `There is no dimension ${group ?? ''}.`);
	const Code = checkCode(textOrNull(sent, 'Code'), 'ANALYSIS_CODE');
	const Description = checkText(textOrNull(sent, 'Description'), 'ANALYSIS_CODE_DESCRIPTION', LONGEST_DESCRIPTION);
	const before = parts(dimension.body, 'DimensionCodes');
	const exists = before.some((option) => option.Code === Code);
	if (create && exists) throw new Refused('ANALYSIS_GROUP_NEW_CODE_ALREADY_EXISTS', `Option ${Code} exists.`);
	if (!create && !exists) throw new Refused('ANALYSIS_CODE_DOES_NOT_EXIST', `There is no option ${Code}.`);
	const after = exists ? before.map((option) => (option.Code === Code ? { Code, Description } : option)) : [...before, { Code, Description }];
	records.put(entity.id, 'dimension', dimension.code, { ...dimension.body, DimensionCodes: after });
}

function saveProject(call: Call, existing: string | null, project: Data): void {
	const { records, entity } = call;
	const code = checkCode(textOrNull(project, 'ProjectCode'), 'PROJECT_CODE');
	checkText(textOrNull(project, 'Name'), 'PROJECT_NAME', LONGEST_DESCRIPTION);
	departmentOf(call, text(project, 'AIQBICodeID') === '' ? null : text(project, 'AIQBICodeID'));
	if (existing !== null && records.get(entity.id, 'project', existing) === undefined) throw new Refused('NOT_FOUND', `There is no project ${existing}.`);
	const clash = code !== existing && records.get(entity.id, 'project', code) !== undefined;
	if (clash) throw new Refused('PROJECT_CODE_ALREADY_EXISTS', `Project ${code} exists.`);
	if (existing !== null && existing !== code) records.rename(entity.id, 'project', existing, code);
	records.put(entity.id, 'project', code, project);
}

/** Moments and row versions belong to the row, not to the body. */
export function withVersion({ body: fields, version }: Stored): Data {
	return { ...fields, RowVersionNumber: rowVersion(version) };
}
export function withMoment(name: string, { body: fields, modified }: Stored): Data {
	return { ...fields, [name]: momentText(modified) };
}
