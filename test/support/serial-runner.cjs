// One test file after the other, within jest's own process: the files share one n8n, and the machine has its limits.
const { default: TestRunner } = require('jest-runner');

module.exports = class SerialRunner extends TestRunner {
	isSerial = true;
};
