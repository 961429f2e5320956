import { isIn, quoted, select } from '../../nodes/QuickBooksOnline/query';
import { keyOfNote, isVoided, numberOfKey } from '../../nodes/QuickBooksOnline/shapes/keys';
import { listName, toInstant, toQueryTime } from '../../nodes/QuickBooksOnline/wire';

describe("QuickBooks' query language", () => {
	it('NODE-REF: quotes every value so that none can end the statement', () => {
		expect(quoted("Bob's \\ Burger")).toBe("'Bob\\'s \\\\ Burger'");
		expect(quoted("x' or Id > '0")).toBe("'x\\' or Id > \\'0'");
		expect(quoted('a\nb\u0000c')).toBe("'a b c'");
	});

	it('NODE-REF: writes clauses in the order of the grammar and leaves out what is not given', () => {
		expect(select({ entity: 'Vendor' })).toBe('select * from Vendor maxresults 1000');
		expect(select({ entity: 'Bill', where: ["TxnDate >= '2026-11-01'", undefined, "DocNumber = 'A'"], orderBy: 'Id', start: 1001, most: 50 }))
			.toBe("select * from Bill where TxnDate >= '2026-11-01' and DocNumber = 'A' orderby Id startposition 1001 maxresults 50");
		expect(select({ entity: 'Bill', start: 1 })).not.toContain('startposition');
	});

	it('NODE-BATCH: a thousand names take ten statements, each name once', () => {
		const names = Array.from({ length: 1000 }, (_, index) => `Supplier ${index}`);
		const statements = isIn('DisplayName', [...names, ...names]);
		expect(statements).toHaveLength(10);
		expect(statements[0]).toMatch(/^DisplayName in \('Supplier 0','Supplier 1',/);
		expect(isIn('Id', [])).toEqual([]);
	});
});

describe("QuickBooks' texts", () => {
	it('NODE-ONCE: a long key gives a number of twenty-one characters, another for another key', () => {
		expect(numberOfKey('EXP-R00X9-B')).toBe('EXP-R00X9-B');
		const [one, other] = [numberOfKey('EXPENSIFY-REPORT-R00X9AB-B'), numberOfKey('EXPENSIFY-REPORT-R00X9AB-C')];
		expect([one.length, other.length]).toEqual([21, 21]);
		expect(one).not.toBe(other);
		expect(numberOfKey('EXPENSIFY-REPORT-R00X9AB-B')).toBe(one);
	});

	it('NODE-ONCE: the key is what ends the memo; a voided document has none', () => {
		expect(keyOfNote('Fuel [2026] [EXP-1-B]')).toBe('EXP-1-B');
		expect(keyOfNote('Fuel [2026] for May')).toBeUndefined();
		expect(isVoided({ PrivateNote: 'Voided', TotalAmt: 0 })).toBe(true);
		expect(isVoided({ PrivateNote: 'Voided the old one', TotalAmt: 12 })).toBe(false);
	});

	it('TRIG-POLL: times with an offset become instants, and go back cut to the second', () => {
		expect(toInstant('2026-05-05T03:19:47.456-07:00')).toBe('2026-05-05T10:19:47.456Z');
		expect(toInstant('soon')).toBeUndefined();
		expect(toQueryTime('2026-05-05T10:19:47.999Z')).toBe('2026-05-05T10:19:47Z');
	});

	it('NODE-UPSERT: a name holds no colon, which would make a parent of its first part', () => {
		expect(listName(' Dock:4\t north ', 100)).toBe('Dock 4 north');
	});
});
