import { withNode } from '../run.mjs';

/** Without these, n8n speaks to its makers at every start; with them it makes no connection out of the machine. */
const keepsToItself = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/**
 * @param {object} options
 * @param {string} options.userFolder n8n keeps everything in its `.n8n`
 * @param {number} options.port
 * @param {number} options.brokerPort of the task runners; two n8n on one machine need two
 * @param {string} options.nodeBin folder of the pinned Node
 * @param {Record<string, string>} [options.extra]
 * @returns {Record<string, string>} n8n's whole environment
 */
export function environment({ userFolder, port, brokerPort, nodeBin, extra = {} }) {
	const inherited = Object.entries(process.env).filter(([name]) => !/^(N8N|npm|NODE|QUEUE|DB|JEST)_/i.test(name));
	return {
		...withNode(nodeBin, Object.fromEntries(inherited)),
		...keepsToItself,
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: 'localhost',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://localhost:${port}`,
		WEBHOOK_URL: `http://localhost:${port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true', // ours is one
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_OUTPUT: 'console',
		GENERIC_TIMEZONE: 'Europe/London',
		TZ: 'UTC',
		...extra,
	};
}
