import { documentKey, KEY_LIMIT } from '../../nodes/core/keys';

const SAFE = /^[A-Za-z0-9._-]+$/;

describe('NODE-ONCE: document keys', () => {
	it('are readable and come from the source alone', () => {
		expect(documentKey('EXP', 'R00X9', 'B')).toBe('EXP-R00X9-B');
		expect(documentKey('EXP', 'R00X9', 'CE', '7213371000000000001')).toBe('EXP-R00X9-CE-7213371000000000001');
		expect(documentKey('EXP', 'R00X9', 'B')).toBe(documentKey('EXP', 'R00X9', 'B'));
	});

	it('hold the ids of a report and of an expense whole', () => {
		expect(documentKey('EXP', 'R0049xpb', 'CE', '4056300356355005085')).toMatch(/^EXP-R0049xpb\.[0-9a-f]{4}-CE-4056300356355005085$/);
	});

	it('differ where source ids differ in case alone, also in books that compare without case', () => {
		const ids = ['R00aB', 'R00Ab', 'R00ab', 'R00AB'];
		expect(new Set(ids.map((id) => documentKey('EXP', id, 'B').toLowerCase())).size).toBe(ids.length);
	});

	it('differ where a separator or a sign was replaced', () => {
		const keys = [
			documentKey('EXP', 'A-B', 'C'), documentKey('EXP', 'A', 'B-C'), documentKey('EXP', 'A.B', 'C'),
			documentKey('EXP', 'A B', 'C'), documentKey('EXP', 'A&B', 'C'), documentKey('EXP', 'Ä', 'C'), documentKey('EXP', 'A', 'C'),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it.each(['a"b', 'x,y', "o'neil@x.test", '100% = 50 + 50', 'naïve/café', '(a) AND 1==1', '日本', '#?&', ' '])(
		'hold nothing that a query string or a filter must escape: %s',
		(part) => {
			const key = documentKey('EXP', part, 'B');
			expect(key).toMatch(SAFE);
			expect(encodeURIComponent(key)).toBe(key);
		},
	);

	it('stay within the limit, and long ones stay different', () => {
		const long = Array.from({ length: 500 }, (_, n) => documentKey('EXP', 'WORKSPACE0123456789ABCDEF', '202605', `PERSON${n}`, 'B'));
		expect(Math.max(...long.map((key) => key.length))).toBeLessThanOrEqual(KEY_LIMIT);
		expect(new Set(long).size).toBe(long.length);
		expect(long[0]).toMatch(/^EXP-WORKSPACE/);
	});

	it('keep a GUID as it is', () => {
		const id = '7e000000-0000-4000-8000-000000000001';
		expect(documentKey('X', id, 'B')).toBe('X-7e000000-0000-4000-8000-000000000001-B');
	});
});
