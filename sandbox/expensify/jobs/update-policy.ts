import {
	type Category, keepCategories, keepReportFields, saveCategory, saveReportField, setTagLists, type Tag, tagLists,
} from '../state/policies';
import { cents, flagOr, ids, isObject, malformed, missing, object, objects, type Params, text, textOr } from './params';
import { administeredPolicy } from './rights';
import { readTagFile } from './tag-file';
import { AS_JSON, type Job, type JobHandler } from './types';

/** Categories, tags and report fields of one or several workspaces. */
export const updatePolicy: JobHandler = (job) => {
	const { input, description, store } = job;
	if (input.policyID === undefined && input.policyIDList === undefined) throw missing('policyID');
	const policyIDs = input.policyID === undefined ? ids(input, 'policyIDList') : [text(input, 'policyID')];
	const parts = (['categories', 'tags', 'reportFields'] as const).filter((part) => description[part] !== undefined);
	if (parts.length === 0) throw missing('categories');
	store.atomically(() => {
		for (const policyID of policyIDs) {
			administeredPolicy(job, policyID);
			for (const part of parts) UPDATES[part](job, policyID, object(description, part));
		}
	});
	return { contentType: AS_JSON, body: {} };
};

const UPDATES: Readonly<Record<'categories' | 'tags' | 'reportFields', (job: Job, policyID: string, part: Params) => void>> = {
	categories: ({ store }, policyID, part) => {
		const action = actionOf(part);
		const wanted = objects(part, 'data').map(readCategory);
		for (const category of wanted) saveCategory(store, policyID, category);
		if (action === 'replace') keepCategories(store, policyID, wanted.map(({ name }) => name));
	},
	reportFields: ({ store }, policyID, part) => {
		const action = actionOf(part);
		const wanted = objects(part, 'data').map((field) => ({ name: text(field, 'name'), type: typeOf(field), values: valuesOf(field) }));
		for (const field of wanted) saveReportField(store, policyID, field);
		if (action === 'replace') keepReportFields(store, policyID, wanted.map(({ name }) => name));
	},
	// Whatever the action says, tags that are not listed go: "merge" does so on the live server too, and answers 200.
	tags: ({ store, file }, policyID, part) => {
		const source = textOr(part, 'source', 'inline');
		if (source === 'file') {
			setTagLists(store, policyID, readTagFile(file, object(part, 'config')));
			return;
		}
		if (source !== 'inline') throw malformed('source');
		actionOf(part);
		const data = objects(part, 'data');
		if (data.length > 0 && data.every((entry) => entry.tags === undefined)) {
			const [list] = tagLists(store, policyID);
			setTagLists(store, policyID, [{ name: list?.name ?? 'Tag', required: list?.required ?? false, tags: data.map(readTag) }]);
			return;
		}
		setTagLists(store, policyID, data.map((list) => ({
			name: text(list, 'name'), required: flagOr(list, 'setRequired', false), tags: objects(list, 'tags').map(readTag),
		})));
	},
};

function actionOf(part: Params): 'merge' | 'replace' {
	const action = text(part, 'action');
	if (action !== 'merge' && action !== 'replace') throw malformed('action');
	return action;
}

function readCategory(entry: Params): Partial<Category> & { name: string } {
	const category: Partial<Category> & { name: string } = { name: text(entry, 'name') };
	if (entry.enabled !== undefined) category.enabled = flagOr(entry, 'enabled', true);
	if (entry.glCode !== undefined) category.glCode = textOr(entry, 'glCode', '');
	if (entry.payrollCode !== undefined) category.payrollCode = textOr(entry, 'payrollCode', '');
	if (entry.areCommentsRequired !== undefined) category.areCommentsRequired = flagOr(entry, 'areCommentsRequired', false);
	if (entry.commentHint !== undefined) category.commentHint = textOr(entry, 'commentHint', '');
	if (entry.maxExpenseAmount !== undefined) category.maxExpenseAmount = cents(entry, 'maxExpenseAmount');
	return category;
}

function readTag(entry: Params): Tag {
	return { name: text(entry, 'name'), enabled: flagOr(entry, 'enabled', true), glCode: textOr(entry, 'glCode', '') };
}

function typeOf(field: Params): string {
	const type = text(field, 'type');
	if (type !== 'text' && type !== 'dropdown' && type !== 'date') throw malformed('type');
	return type;
}

/** A choice is `{name, enabled, externalID}`; those switched off are not offered. */
function valuesOf(field: Params): string[] {
	if (field.values === undefined) return [];
	if (!Array.isArray(field.values)) throw malformed('values');
	return field.values.flatMap((value: unknown) => {
		if (typeof value === 'string') return [value];
		if (!isObject(value)) throw malformed('values');
		return value.enabled === false ? [] : [text(value, 'name')];
	});
}
