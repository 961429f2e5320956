import { createServer } from 'node:net';

/** A port of this machine that nobody uses at the moment. @returns {Promise<number>} */
export const freePort = () => listen(0);

/**
 * The wished port or the next free one above it.
 * @param {number} wished
 * @returns {Promise<number>}
 */
export async function freePortFrom(wished) {
	for (let port = wished; port < wished + 100; port++) {
		const got = await listen(port).catch(() => undefined);
		if (got) return got;
	}
	return await freePort();
}

function listen(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const { port: got } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(got));
		});
	});
}
