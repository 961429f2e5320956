const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds that slow files took on two busy cores. What is missing here begins late and may keep one worker busy alone at the end, nothing else. */
const SLOW = {
	'expense-settings': 380,
	'work-to-quickbooks-online-scale': 275,
	'triggers-poll': 255,
	cards: 235,
	'expensein-to-accountsiq': 210,
	'expensify-to-sage-intacct-settings': 205,
	'work-quickbooks': 200,
	start: 185,
	'expensify-to-quickbooks-online-settings': 180,
	wire: 175,
	'work-to-quickbooks-online': 170,
	editor: 170,
	'expensein-trigger': 150,
	'accountsiq-node': 145,
	'operations-week': 140,
	'accountsiq-to-expensein-daily': 125,
	'accountsiq-to-expensein': 120,
	'accountsiq-expensein': 115,
	'quickbooks-online-trigger': 115,
	kill: 100,
	'sage-intacct-node': 95,
	approval: 80,
};
const OTHER = 40;
const secondsOf = ({ path }) => SLOW[basename(path, '.test.ts')] ?? OTHER;

/** The slow files first, so that all workers end at about the same time. */
module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		return [...tests].sort((a, b) => secondsOf(b) - secondsOf(a) || (a.path < b.path ? -1 : 1));
	}
};
