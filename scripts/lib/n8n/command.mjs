import { run } from '../run.mjs';
import { freePort } from '../ports.mjs';
import { environment } from './environment.mjs';

/**
 * One of n8n's own commands, on a user folder whose n8n is not running.
 * @param {{ n8n: string, node: { node: string, bin: string } }} host
 * @param {string} userFolder
 * @param {string[]} args e.g. ['import:workflow', '--input=file.json']
 */
export async function command(host, userFolder, args) {
	const [port, brokerPort] = [await freePort(), await freePort()];
	const env = environment({ userFolder, port, brokerPort, nodeBin: host.node.bin });
	return await run(host.node.node, [host.n8n, ...args], { env, cwd: userFolder });
}
