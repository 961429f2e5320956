import { parseArgs } from 'node:util';
import { createSandbox } from './app';

/** Starts the sandbox: `server --port 8090 --host localhost --data sandbox.sqlite --scale 60`. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8090' },
			host: { type: 'string', default: 'localhost' },
			data: { type: 'string', default: ':memory:' },
			scale: { type: 'string' },
		},
	});
	const sandbox = await createSandbox({ file: values.data, port: Number(values.port), host: values.host });
	if (values.scale !== undefined) sandbox.frame.clock.setScale(Number(values.scale));
	const origin = await sandbox.listen();
	// One line for whoever started this and waits for it.
	process.stdout.write(`${JSON.stringify({ ready: true, origin })}\n`);
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		void sandbox.close().then(() => process.exit(0));
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
