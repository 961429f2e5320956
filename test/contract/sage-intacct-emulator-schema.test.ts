import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readXml } from '../../sandbox/frame/xml';
import { Emulator, errors } from './sage-intacct-emulator-client';
import { Schema } from './support/xsd';

const PUBLISHED = join(__dirname, '../../../shared/contracts/sage-intacct/query-function.xsd');
/** The published schema, where it lies beside the project; elsewhere the verdicts below stand alone. */
const schema = existsSync(PUBLISHED) ? new Schema(PUBLISHED) : undefined;

const head = '<object>VENDOR</object><select><field>VENDORID</field></select>';
const one = (operator = 'equalto', values = 1) => `<${operator}><field>VENDORID</field>${'<value>V-100</value>'.repeat(values)}</${operator}>`;

/** Bodies of the function `query`, and whether the schema lets them pass. */
const BODIES: ReadonlyArray<readonly [what: string, passes: boolean, body: string]> = [
	['the least', true, head], ['its parts in another order', true, `<pagesize>5</pagesize><select><field>NAME</field></select><object>VENDOR</object>`], ['no select', false, '<object>VENDOR</object>'], ['no object', false, '<select><field>NAME</field></select>'],
	['an empty select', false, '<object>VENDOR</object><select/>'], ['an aggregate', true, '<object>VENDOR</object><select><count>RECORDNO</count><field>STATUS</field></select>'], ['an aggregate that is none', false, '<object>VENDOR</object><select><median>RECORDNO</median></select>'],
	['an object twice', false, `${head}<object>VENDOR</object>`], ['a part that is none', false, `${head}<where/>`], ['a filter', true, `${head}<filter>${one()}</filter>`], ['an empty filter', false, `${head}<filter/>`], ['two conditions side by side', false, `${head}<filter>${one()}${one()}</filter>`],
	['two joined', true, `${head}<filter><and>${one()}${one('like')}</and></filter>`], ['one joined', false, `${head}<filter><and>${one()}</and></filter>`], ['joined within joined', true, `${head}<filter><or><and>${one()}${one()}</and>${one('isnull', 0)}</or></filter>`],
	['an operator that is none', false, `${head}<filter>${one('equals')}</filter>`], ['no value', false, `${head}<filter>${one('equalto', 0)}</filter>`], ['two values', false, `${head}<filter>${one('equalto', 2)}</filter>`], ['a range', true, `${head}<filter>${one('between', 2)}</filter>`],
	['half a range', false, `${head}<filter>${one('between', 1)}</filter>`], ['a value of nothing', false, `${head}<filter>${one('isnull', 1)}</filter>`], ['a thousand values', true, `${head}<filter>${one('in', 1000)}</filter>`], ['more than a thousand', false, `${head}<filter>${one('notin', 1001)}</filter>`],
	['a value before its field', false, `${head}<filter><equalto><value>x</value><field>NAME</field></equalto></filter>`], ['an order', true, `${head}<orderby><order><field>NAME</field><descending/></order><order><field>RECORDNO</field></order></orderby>`],
	['an empty order', false, `${head}<orderby/>`], ['an order both ways', false, `${head}<orderby><order><field>NAME</field><ascending/><descending/></order></orderby>`], ['options in their order', true, `${head}<options><caseinsensitive>true</caseinsensitive><showprivate>0</showprivate></options>`],
	['options out of it', false, `${head}<options><showprivate>true</showprivate><caseinsensitive>true</caseinsensitive></options>`], ['an option that is neither', false, `${head}<options><showprivate>yes</showprivate></options>`],
	['the largest page', true, `${head}<pagesize>2000</pagesize><offset>0</offset>`], ['a larger one', false, `${head}<pagesize>2001</pagesize>`], ['none', false, `${head}<pagesize>0</pagesize>`], ['an offset below zero', false, `${head}<offset>-1</offset>`],
];

describe('emulated Sage Intacct: the schema of a query', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start(true);
	});
	afterAll(async () => await emulator?.close());

	it.each(BODIES)('%s: %s', async (_what, passes, body) => {
		const sent = `<query>${body}</query>`;
		if (schema !== undefined) expect(schema.valid(readXml(sent))).toBe(passes);
		const found = errors(await emulator.send(sent));
		expect(passes ? found : found.map((error) => error.slice(0, 36))).toEqual(passes ? [] : ['XL03000003 XML Parse schema error: E']);
	});
});
