import { crc32, inflateSync } from 'node:zlib';
import { type Data, ExpenseIn, KEY } from './expensein-emulator-client';

describe('emulated ExpenseIn: receipts', () => {
	let client: ExpenseIn;
	beforeEach(async () => {
		client = await ExpenseIn.start();
	});
	afterEach(async () => await client.close());

	const fetched = async (path: string) => {
		const answer = await fetch(`${client.sandbox.origin}/expensein/1.0${path}`, { headers: { authorization: `ApiKey ${KEY}` } });
		return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
	};

	it('NODE-ATTACH: every receipt of expenses and invoices is a real file of its type, size and name', async () => {
		const types: string[] = [];
		for (const path of ['/expenses', '/invoices']) {
			for (const { id } of (await client.get(`${path}?pageSize=500`)).list) {
				const { list } = await client.get(`${path}/${String(id)}/receipts`);
				expect((await client.get(`${path}/${String(id)}`)).json.receipts).toEqual(list);
				for (const receipt of list) {
					const { status, headers, bytes } = await fetched(`${path}/${String(id)}/receipts/${String(receipt.id)}`);
					expect([status, headers.get('content-type'), bytes.length]).toEqual([200, receipt.contentType, receipt.size]);
					expect(headers.get('content-disposition')).toContain(encodeURIComponent(String(receipt.fileName)));
					CHECKS[String(receipt.contentType)]?.(bytes);
					types.push(`${path} ${String(receipt.contentType)}`);
				}
			}
		}
		expect(new Set(types)).toEqual(new Set(['/expenses image/jpeg', '/expenses application/pdf', '/expenses image/png', '/invoices application/pdf', '/invoices image/png']));
	});

	it('NODE-ATTACH: a receipt belongs to its document alone', async () => {
		const list = (await client.get('/expenses?status=Approved')).list;
		const [first = {}, second = {}] = list.filter(({ receipts }) => (receipts as Data[]).length > 0);
		const [receipt = {}] = second.receipts as Data[];
		expect((await client.get(`/expenses/${String(first.id)}/receipts/${String(receipt.id)}`)).json.code).toBe('NotFound');
		expect((await client.get(`/invoices/${String(second.id)}/receipts/${String(receipt.id)}`)).json.code).toBe('NotFound');
		expect((await client.get('/expenses/nope/receipts')).json.code).toBe('NotFound');
		const without = list.find(({ receipts }) => (receipts as Data[]).length === 0);
		expect((await client.get(`/expenses/${String(without?.id)}/receipts`)).list).toEqual([]);
	});
});

const CHECKS: Readonly<Record<string, (bytes: Buffer) => void>> = { 'image/png': checkPng, 'application/pdf': checkPdf, 'image/jpeg': checkJpeg };

/** Every chunk's sum fits, and the picture has as many bytes as its header says. */
function checkPng(bytes: Buffer): void {
	expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
	const chunks: Record<string, Buffer> = {};
	for (let at = 8; at < bytes.length; ) {
		const length = bytes.readUInt32BE(at);
		const type = bytes.toString('latin1', at + 4, at + 8);
		expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
		chunks[type] = bytes.subarray(at + 8, at + 8 + length);
		at += 12 + length;
	}
	expect(Object.keys(chunks)).toEqual(['IHDR', 'IDAT', 'IEND']);
	const [width, height] = [chunks.IHDR?.readUInt32BE(0) ?? 0, chunks.IHDR?.readUInt32BE(4) ?? 0];
	expect(inflateSync(chunks.IDAT ?? Buffer.alloc(0))).toHaveLength((width + 1) * height);
}

/** The table of offsets is where the end says, and each offset leads to its object. */
function checkPdf(bytes: Buffer): void {
	const text = bytes.toString('latin1');
	expect(text).toMatch(/^%PDF-1\.\d\n[^]*%%EOF\s*$/);
	const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
	expect(text.slice(start, start + 4)).toBe('xref');
	const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
	expect(offsets.length).toBeGreaterThan(3);
	for (const [index, offset] of offsets.entries()) expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`));
}

/** Reads the picture to its end: as many blocks as its size needs, by the file's own tables, all of them visible shades. */
function checkJpeg(bytes: Buffer): void {
	expect(bytes.readUInt16BE(0)).toBe(0xffd8);
	expect(bytes.readUInt16BE(bytes.length - 2)).toBe(0xffd9);
	const tables: Array<Map<string, number>> = [];
	let blocks = 0;
	let step = 0;
	let at = 2;
	for (let marker = 0; marker !== 0xda; ) {
		marker = bytes[at + 1] ?? 0;
		const length = bytes.readUInt16BE(at + 2);
		const content = bytes.subarray(at + 4, at + 2 + length);
		if (marker === 0xc0) blocks = Math.ceil(content.readUInt16BE(1) / 8) * Math.ceil(content.readUInt16BE(3) / 8);
		if (marker === 0xc4) tables.push(huffman(content));
		if (marker === 0xdb) step = content[1] ?? 0;
		at += 2 + length;
	}
	const coded = bytes.subarray(at, bytes.length - 2).toString('latin1').replaceAll('\xff\0', '\xff');
	const bits = [...coded].map((char) => char.charCodeAt(0).toString(2).padStart(8, '0')).join('');
	let place = 0;
	const next = (table: Map<string, number> | undefined) => {
		for (let size = 1; size <= 16; size++) {
			const value = table?.get(bits.slice(place, place + size));
			if (value === undefined) continue;
			place += size;
			return value;
		}
		throw new Error('A code that the tables do not have');
	};
	let level = 0;
	const shades = new Set<number>();
	for (let block = 0; block < blocks; block++) {
		const size = next(tables[0]);
		const raw = bits.slice(place, place + size);
		place += size;
		if (size > 0) level += raw.startsWith('1') ? parseInt(raw, 2) : parseInt(raw, 2) - 2 ** size + 1;
		shades.add(128 + (level * step) / 8);
		expect(next(tables[1])).toBe(0); // nothing else in this block
	}
	expect(blocks).toBe(600);
	expect(bits.slice(place)).toMatch(/^1{0,7}$/);
	expect([...shades].sort()).toEqual([250, 60]);
}

function huffman(content: Buffer): Map<string, number> {
	const table = new Map<string, number>();
	let code = 0;
	let entry = 17;
	for (let size = 1; size <= 16; size++) {
		for (let count = content[size] ?? 0; count > 0; count--) table.set((code++).toString(2).padStart(size, '0'), content[entry++] ?? 0);
		code *= 2;
	}
	return table;
}
