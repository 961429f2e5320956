import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 160;
const HEIGHT = 240;
const PAPER = 250;
const INK = 60;

/** A small grey picture that looks like a receipt from afar: dark bars of the lengths that the seed gives. */
export function receiptPng(seed: string): Buffer {
	const rows: Buffer[] = [];
	for (let y = 0; y < HEIGHT; y += 1) {
		// Each row starts with its filter, 0 for none.
		const row = Buffer.alloc(WIDTH + 1, PAPER);
		row[0] = 0;
		const line = Math.floor(y / 12);
		const letter = seed.charCodeAt(line % Math.max(1, seed.length)) || 1;
		if (y % 12 < 5 && line > 0 && line < HEIGHT / 12 - 1) row.fill(INK, 12, 12 + ((letter * 7 + line * 13) % (WIDTH - 30)));
		rows.push(row);
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(WIDTH, 0);
	header.writeUInt32BE(HEIGHT, 4);
	header[8] = 8; // bits per pixel; colour type 0 (grey) and the rest are 0
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
