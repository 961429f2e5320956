/** Blocks of 8 by 8 pixels. */
const WIDE = 20;
const HIGH = 30;
const PAPER = 250;
const INK = 60;
/** Levels of the only coefficient that a plain block has, one level being one shade of grey. */
const STEP = 8;

/** Code lengths and values of the luminance DC table that the standard proposes (ITU T.81, table K.3). */
const DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_CODES = ['00', '010', '011', '100', '101', '110', '1110', '11110', '111110', '1111110', '11111110', '111111110'];
/** An AC table of one code: "nothing follows in this block". */
const END_OF_BLOCK = '0';

/** A small grey photograph of a receipt: a baseline JPEG whose blocks each have one shade. */
export function receiptJpeg(seed: string): Buffer {
	let bits = '';
	let before = 0;
	for (let row = 0; row < HIGH; row++) {
		const letter = seed.charCodeAt(row % Math.max(1, seed.length)) || 1;
		const ends = row > 1 && row < HIGH - 2 && row % 2 === 0 ? 2 + ((letter * 7 + row * 13) % (WIDE - 4)) : 0;
		for (let column = 0; column < WIDE; column++) {
			// Shades are told as differences from middle grey, and each block as a difference from the one before.
			const shade = (column > 0 && column < ends ? INK : PAPER) - 128;
			bits += dc(shade - before) + END_OF_BLOCK;
			before = shade;
		}
	}
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe0, [...Buffer.from('JFIF\0', 'latin1'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		segment(0xdb, [0, ...Array<number>(64).fill(STEP)]),
		segment(0xc0, [8, ...word(HIGH * 8), ...word(WIDE * 8), 1, 1, 0x11, 0]),
		segment(0xc4, [0x00, ...DC_LENGTHS, ...DC_CODES.keys()]),
		segment(0xc4, [0x10, 1, ...Array<number>(15).fill(0), 0]),
		segment(0xda, [1, 1, 0x00, 0, 63, 0]),
		packed(bits),
		Buffer.from([0xff, 0xd9]),
	]);
}

/** The difference's size in bits by its code, then its bits; a negative one with all bits turned over. */
function dc(difference: number): string {
	if (difference === 0) return DC_CODES[0] ?? '';
	const bits = Math.abs(difference).toString(2);
	const value = difference > 0 ? bits : bits.replace(/[01]/g, (bit) => (bit === '1' ? '0' : '1'));
	return (DC_CODES[bits.length] ?? '') + value;
}

/** Bits to bytes, filled up with ones. A byte FF would begin a marker, so a zero follows it. */
function packed(bits: string): Buffer {
	const bytes: number[] = [];
	for (let at = 0; at < bits.length; at += 8) {
		const byte = parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
		bytes.push(byte);
		if (byte === 0xff) bytes.push(0);
	}
	return Buffer.from(bytes);
}

function segment(marker: number, content: number[]): Buffer {
	return Buffer.from([0xff, marker, ...word(content.length + 2), ...content]);
}

function word(value: number): [number, number] {
	return [value >> 8, value & 0xff];
}
