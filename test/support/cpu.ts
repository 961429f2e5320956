/** Milliseconds that the processors have worked for this process: a busy machine around it makes them no more. */
export function cpuTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
