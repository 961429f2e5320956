/**
 * Who takes what, so that the sum of all scores is greatest, and how certain each choice is. Rows and columns come
 * sorted by the caller: that alone decides between equals, never the order of arrival.
 */
export interface Assignment {
	/** Per row the column it takes, or -1. */
	column: number[];
	/** Per row how much worse the best arrangement is in which this row takes none of that column's equals. */
	margin: number[];
}

/** Beyond this many rows tied together the exact answer takes too long, and the careful greedy one is given. */
const EXACT_LIMIT = 100;

/**
 * @param scores per row its columns with their scores: whole numbers above zero
 * @param columns number of columns
 * @param sameAs per column the number of its class: columns of a class are interchangeable
 */
export function assign(scores: Array<Map<number, number>>, columns: number, sameAs: number[]): Assignment {
	return scores.length <= EXACT_LIMIT ? exact(scores, columns, sameAs) : greedy(scores, columns, sameAs);
}

/** The assignment problem by shortest augmenting paths (Kuhn, Munkres; in Jonker's and Volgenant's form). */
function exact(scores: Array<Map<number, number>>, columns: number, sameAs: number[]): Assignment {
	const rows = scores.length;
	// One column more per row stands for "takes nothing": free, while a pair that may not be costs 1, so it never wins.
	const width = columns + rows;
	const cost = (row: number, col: number): number => {
		if (col >= columns) return col - columns === row ? 0 : 1;
		const score = scores[row]?.get(col);
		return score === undefined ? 1 : -score;
	};
	const holder = solve(rows, width, cost);
	const taken = new Array<number>(rows).fill(-1);
	holder.forEach((row, col) => {
		if (row >= 0) taken[row] = col;
	});
	const margin = margins(rows, cost, taken, holder, sameAs);
	return { column: taken.map((col) => (col < columns ? col : -1)), margin };
}

/** Least total cost. Answers the row that holds each column, or -1. */
function solve(rows: number, width: number, cost: (row: number, col: number) => number): number[] {
	const rowPrice = new Float64Array(rows + 1);
	const colPrice = new Float64Array(width + 1);
	const holder = new Int32Array(width + 1); // 1-based; 0 is nobody
	const way = new Int32Array(width + 1);
	for (let start = 1; start <= rows; start++) {
		holder[0] = start;
		let col = 0;
		const least = new Float64Array(width + 1).fill(Infinity);
		const used = new Uint8Array(width + 1);
		do {
			used[col] = 1;
			const row = holder[col] as number;
			let step = Infinity;
			let next = 0;
			for (let other = 1; other <= width; other++) {
				if (used[other]) continue;
				const reduced = cost(row - 1, other - 1) - (rowPrice[row] as number) - (colPrice[other] as number);
				if (reduced < (least[other] as number)) {
					least[other] = reduced;
					way[other] = col;
				}
				if ((least[other] as number) < step) {
					step = least[other] as number;
					next = other;
				}
			}
			for (let other = 0; other <= width; other++) {
				if (used[other]) {
					const held = holder[other] as number;
					rowPrice[held] = (rowPrice[held] as number) + step;
					colPrice[other] = (colPrice[other] as number) - step;
				} else least[other] = (least[other] as number) - step;
			}
			col = next;
		} while (holder[col] !== 0);
		while (col !== 0) {
			const before = way[col] as number;
			holder[col] = holder[before] as number;
			col = before;
		}
	}
	return Array.from(holder.subarray(1), (row) => row - 1);
}

/**
 * Any other arrangement is this one plus exchanges in a ring: a row takes the next one's column, and so on, until the
 * first one's column is taken or somebody takes a free one. The cheapest such ring through a row is its margin.
 */
function margins(
	rows: number,
	cost: (row: number, col: number) => number,
	taken: number[],
	holder: number[],
	sameAs: number[],
): number[] {
	const free = holder.flatMap((row, col) => (row < 0 ? [col] : []));
	const step = (row: number, col: number): number => cost(row, col) - cost(row, taken[row] as number);
	const far = Array.from({ length: rows + 1 }, (_, row) =>
		Array.from({ length: rows + 1 }, (_none, next) => {
			if (row === rows || row === next) return 0; // whoever holds a free column gives it up for nothing
			if (next < rows) return step(row, taken[next] as number);
			return Math.min(Infinity, ...free.map((col) => step(row, col)));
		}),
	);
	for (let via = 0; via <= rows; via++) {
		const from = far[via] as number[];
		for (const line of far) {
			const first = line[via] as number;
			for (let to = 0; to <= rows; to++) {
				const length = first + (from[to] as number);
				if (length < (line[to] as number)) line[to] = length;
			}
		}
	}
	return taken.map((own, row) => {
		const isOther = (col: number): boolean => col !== own && (sameAs[col] === undefined || sameAs[col] !== sameAs[own]);
		let margin = Infinity;
		for (let next = 0; next < rows; next++) {
			const col = taken[next] as number;
			if (next !== row && isOther(col)) margin = Math.min(margin, step(row, col) + ((far[next] as number[])[row] as number));
		}
		const given = (far[rows] as number[])[row] as number; // what the others make of the column that is given up
		for (const col of free) if (isOther(col)) margin = Math.min(margin, step(row, col) + given);
		return margin;
	});
}

/** Best pairs first. Its margin looks at each row's and column's nearest rival only, so it is never too sure. */
function greedy(scores: Array<Map<number, number>>, columns: number, sameAs: number[]): Assignment {
	const pairs = scores.flatMap((row, index) => Array.from(row, ([col, score]) => ({ row: index, col, score })));
	pairs.sort((a, b) => b.score - a.score || a.row - b.row || a.col - b.col);
	const column = new Array<number>(scores.length).fill(-1);
	const own = new Array<number>(scores.length).fill(0);
	const holder = new Array<number>(columns).fill(-1);
	for (const { row, col, score } of pairs) {
		if (column[row] !== -1 || holder[col] !== -1) continue;
		column[row] = col;
		own[row] = score;
		holder[col] = row;
	}
	const margin = own.slice();
	for (const { row, col, score } of pairs) {
		const mine = column[row] as number;
		if (mine >= 0 && sameAs[mine] !== sameAs[col]) lower(margin, row, (own[row] as number) - score);
		const rival = holder[col] as number;
		if (rival >= 0 && rival !== row && (mine < 0 || sameAs[mine] !== sameAs[col])) {
			lower(margin, rival, (own[rival] as number) - score);
		}
	}
	return { column, margin };
}

function lower(margin: number[], row: number, value: number): void {
	margin[row] = Math.min(margin[row] as number, value);
}
