// Preloaded into n8n by a test: n8n believes that it was started at the instant CLOCK_STARTS_AT. Time runs on from there.
const RealDate = Date;
const realNow = RealDate.now; // kept, since libraries put wrappers of their own in its place
const shift = RealDate.parse(process.env.CLOCK_STARTS_AT) - realNow();
const now = () => realNow() + shift;

globalThis.Date = new Proxy(RealDate, {
	construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
	apply: () => new RealDate(now()).toString(),
	get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
