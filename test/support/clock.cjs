// Preloaded into n8n by a test: n8n believes that it was started at the instant CLOCK_STARTS_AT. Time runs on from there,
// and as many milliseconds further as CLOCK_FILE says, where a test moves the clock while n8n runs.
const { readFileSync } = require('node:fs');
const RealDate = Date;
const realNow = RealDate.now; // kept, since libraries put wrappers of their own in its place
const shift = RealDate.parse(process.env.CLOCK_STARTS_AT) - realNow();
const file = process.env.CLOCK_FILE;
const EVERY = 100; // milliseconds between two looks into the file
let [moved, looked] = [0, 0];
const now = () => {
	const real = realNow();
	if (file !== undefined && real - looked > EVERY) {
		looked = real;
		moved = Number(readFileSync(file, 'utf8')) || 0;
	}
	return real + shift + moved;
};

globalThis.Date = new Proxy(RealDate, {
	construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
	apply: () => new RealDate(now()).toString(),
	get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
