const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds that slow files took on two cores. Any other counts as OTHER; what is missing here makes the parts uneven, nothing else. */
const SLOW = {
	'triggers-poll': 330,
	'work-to-quickbooks-online': 240,
	'expensein-to-accountsiq': 215,
	start: 210,
	'work-quickbooks': 200,
	wire: 200,
	'work-to-quickbooks-online-scale': 150,
	kill: 140,
	cards: 125,
	'accountsiq-to-expensein-daily': 125,
	'accountsiq-to-expensein': 110,
	'sage-intacct-node': 90,
};
const OTHER = 40;
const secondsOf = ({ path }) => SLOW[basename(path, '.test.ts')] ?? OTHER;

/** Parts of about the same length, where jest's own have about the same number of files. */
module.exports = class PartsSequencer extends Sequencer {
	shard(tests, { shardIndex, shardCount }) {
		const parts = Array.from({ length: shardCount }, () => ({ seconds: 0, tests: [] }));
		const byLength = [...tests].sort((a, b) => secondsOf(b) - secondsOf(a) || (a.path < b.path ? -1 : 1));
		for (const test of byLength) {
			const shortest = parts.reduce((least, part) => (part.seconds < least.seconds ? part : least));
			shortest.tests.push(test);
			shortest.seconds += secondsOf(test);
		}
		return parts[shardIndex - 1].tests;
	}
};
