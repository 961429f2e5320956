import { mergeCategories, mergeReportField } from '../../nodes/Expensify/categories';
import { isFlat, levelsOf, mergeTags } from '../../nodes/Expensify/tags';

const levels = () => [
	{
		name: 'Region',
		tags: [
			{ name: 'North', enabled: true, glCode: 'N' },
			{ name: 'South', enabled: true, glCode: 'S' },
		],
	},
	{ name: 'Project', tags: [{ name: 'Roof', enabled: false, glCode: '' }] },
];

describe('tags, merged on our side', () => {
	it('SYNC-IMPORT: keeps every tag that the input does not name', () => {
		const {
			levels: merged,
			results,
			changed,
		} = mergeTags(levels(), [{ level: 'Region', name: 'West', glCode: 'W' }], 'keep', 'name');
		expect(merged[0]?.tags.map(({ name }) => name)).toEqual(['North', 'South', 'West']);
		expect(merged[1]).toEqual(levels()[1]);
		expect(results).toMatchObject([{ ok: true, value: { action: 'created' } }]);
		expect(changed).toBe(true);
	});

	it('says unchanged, and that nothing is to be sent', () => {
		const { changed, results } = mergeTags(
			levels(),
			[{ level: 'Region', name: 'North', glCode: 'N' }],
			'keep',
			'name',
		);
		expect([changed, results]).toMatchObject([false, [{ ok: true, value: { action: 'unchanged' } }]]);
	});

	it('SYNC-IMPORT: follows a rename by its code', () => {
		const { levels: merged, results } = mergeTags(
			levels(),
			[{ level: 'Region', name: 'North & East', glCode: 'N' }],
			'keep',
			'glCode',
		);
		expect(merged[0]?.tags.map(({ name }) => name)).toEqual(['North & East', 'South']);
		expect(results).toMatchObject([{ ok: true, value: { action: 'renamed', was: 'North' } }]);
	});

	it('refuses a rename onto a name that is taken', () => {
		const { results } = mergeTags(levels(), [{ level: 'Region', name: 'South', glCode: 'N' }], 'keep', 'glCode');
		expect(results).toMatchObject([{ ok: false, error: { category: 'duplicate' } }]);
	});

	it('drops the unlisted only when asked, and only in levels that the input names', () => {
		const wanted = [{ level: 'Region', name: 'North' }];
		expect(mergeTags(levels(), wanted, 'disable', 'name')).toMatchObject({
			dropped: ['South'],
			levels: [{ tags: [{ enabled: true }, { enabled: false }] }, levels()[1]],
		});
		expect(mergeTags(levels(), wanted, 'remove', 'name').levels.map(({ tags }) => tags.length)).toEqual([1, 1]);
	});

	it('asks for the level where there are several, and tells flat lists from levels', () => {
		expect(mergeTags(levels(), [{ name: 'X' }], 'keep', 'name').results).toMatchObject([
			{ ok: false, error: { facts: { field: 'level' } } },
		]);
		expect([isFlat([{ name: 'A' }]), isFlat(levels()), isFlat([])]).toEqual([true, false, false]);
		expect(levelsOf([{ name: 'A' }], 'Cost Centre')).toEqual([{ name: 'Cost Centre', tags: [{ name: 'A' }] }]);
	});
});

describe('categories', () => {
	const have = () => [
		{ name: 'Travel', enabled: true, glCode: '493', payrollCode: '' },
		{ name: 'Old', enabled: false, glCode: '1' },
		{ name: 'Own', enabled: true, glCode: '' },
	];

	it('sends only what differs', () => {
		const merged = mergeCategories(
			have(),
			[
				{ name: 'Travel', glCode: '493' },
				{ name: 'Own', glCode: '429' },
			],
			'keep',
			'name',
		);
		expect(merged).toMatchObject({
			action: 'merge',
			data: [{ name: 'Own', glCode: '429', enabled: true }],
			dropped: [],
		});
		expect(merged.results.map((each) => each.ok && each.value.action)).toEqual(['unchanged', 'updated']);
	});

	it('SYNC-IMPORT: a rename adds the new name and switches the old one off', () => {
		const { data } = mergeCategories(have(), [{ name: 'Travel - National', glCode: '493' }], 'keep', 'glCode');
		expect(data).toMatchObject([
			{ name: 'Travel - National', glCode: '493' },
			{ name: 'Travel', enabled: false },
		]);
	});

	it('removes the unlisted by replacing, and disables only what is on', () => {
		expect(mergeCategories(have(), [{ name: 'Travel' }], 'remove', 'name')).toMatchObject({
			action: 'replace',
			data: [{ name: 'Travel', glCode: '493' }],
			dropped: ['Old', 'Own'],
		});
		expect(mergeCategories(have(), [{ name: 'Travel' }], 'disable', 'name')).toMatchObject({
			action: 'merge',
			data: [{ name: 'Own', enabled: false }],
			dropped: ['Own'],
		});
	});
});

describe('report fields', () => {
	it('adds a value and keeps the others', () => {
		const { field, result } = mergeReportField([{ name: 'Region', type: 'dropdown', values: ['North'] }], {
			name: 'Region',
			type: 'dropdown',
			values: [{ name: 'South', externalID: 'S' }],
		});
		expect(field?.values).toEqual([
			{ name: 'North', enabled: true },
			{ name: 'South', enabled: true, externalID: 'S' },
		]);
		expect(result.action).toBe('updated');
	});

	it('sends nothing for a value that is there', () => {
		const have = [{ name: 'Region', type: 'dropdown', values: ['North'] }];
		expect(
			mergeReportField(have, { name: 'Region', type: 'dropdown', values: [{ name: 'North' }] }).field,
		).toBeUndefined();
	});
});
