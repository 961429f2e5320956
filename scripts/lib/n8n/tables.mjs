/** @typedef {import('./session.mjs').Session} Session */
/** @typedef {{ name: string, type: 'string' | 'number' | 'boolean' | 'date' }} Column */

/**
 * Makes a data table, or adds the columns that an existing one of that name lacks.
 * @param {Session} session
 * @param {string} name
 * @param {Column[]} columns
 * @returns {Promise<{ id: string, isNew: boolean }>}
 */
export async function createTable(session, name, columns) {
	const existing = await findTable(session, name);
	if (!existing) {
		const { id } = await session.api('POST', '/data-tables', { name, columns });
		return { id, isNew: true };
	}
	const known = new Set(existing.columns.map((column) => column.name));
	for (const column of columns.filter((entry) => !known.has(entry.name))) {
		await session.api('POST', `/data-tables/${existing.id}/columns`, column);
	}
	return { id: existing.id, isNew: false };
}

/** @param {Session} session @returns {Promise<Array<{ id: string, name: string, columns: Column[] }>>} */
export async function listTables(session) {
	const { data } = await session.api('GET', '/data-tables?limit=100');
	return data;
}

export const findTable = async (session, name) => (await listTables(session)).find((table) => table.name === name);

async function tableId(session, name) {
	const table = await findTable(session, name);
	if (!table) throw new Error(`n8n has no data table "${name}"`);
	return table.id;
}

/** All rows. @param {Session} session @param {string} name @returns {Promise<any[]>} */
export async function listRows(session, name) {
	const id = await tableId(session, name);
	const rows = [];
	for (let cursor = ''; ; ) {
		const page = await session.api('GET', `/data-tables/${id}/rows?limit=100${cursor && `&cursor=${cursor}`}`);
		rows.push(...page.data);
		if (!page.nextCursor) return rows;
		cursor = encodeURIComponent(page.nextCursor);
	}
}

/** @param {Session} session @param {string} name @param {object[]} rows */
export async function insertRows(session, name, rows) {
	const id = await tableId(session, name);
	for (let start = 0; start < rows.length; start += 100) {
		await session.api('POST', `/data-tables/${id}/rows`, { data: rows.slice(start, start + 100), returnType: 'count' });
	}
}

/**
 * Changes the row whose `keys` columns are the same, or inserts it.
 * @param {Session} session
 * @param {string} name
 * @param {Record<string, unknown>} row
 * @param {string[]} keys
 */
export async function upsertRow(session, name, row, keys) {
	const filters = keys.map((columnName) => ({ columnName, condition: 'eq', value: row[columnName] }));
	await session.api('POST', `/data-tables/${await tableId(session, name)}/rows/upsert`, {
		filter: { type: 'and', filters },
		data: row,
	});
}
