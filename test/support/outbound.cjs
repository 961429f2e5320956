// Preloaded into n8n by a test: writes down every connection that would leave the machine.
const { appendFileSync } = require('node:fs');
const { Socket } = require('node:net');
const dns = require('node:dns');

const file = process.env.OUTBOUND_LOG;
const local = (host) => host === undefined || /^(localhost|127\.|::1$|::ffff:127\.|0\.0\.0\.0$)/.test(host);
const note = (what, host) => {
	if (!local(host)) appendFileSync(file, `${what} ${host}\n`);
};

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
	const [first, second] = Array.isArray(args[0]) ? args[0] : args;
	if (typeof first === 'object' && first !== null && !first.path) note('connect', first.host);
	if (typeof first === 'number') note('connect', typeof second === 'string' ? second : undefined);
	return connect.apply(this, args);
};
for (const owner of [dns, dns.promises]) {
	const lookup = owner.lookup;
	owner.lookup = function (host, ...rest) {
		note('lookup', host);
		return lookup.call(this, host, ...rest);
	};
}
