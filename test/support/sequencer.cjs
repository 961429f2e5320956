const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds that slow files took on two cores. What is missing here begins late and may keep one worker busy alone at the end, nothing else. */
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

/** The slow files first, so that all workers end at about the same time. */
module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		return [...tests].sort((a, b) => secondsOf(b) - secondsOf(a) || (a.path < b.path ? -1 : 1));
	}
};
