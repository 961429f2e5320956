import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Mail {
	to: string[];
	/** Headers and body as they came. */
	raw: string;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** A mail server that takes everything and hands on nothing. */
export class MailCatcher {
	readonly mails: Mail[] = [];
	/** Turns down each mail, as a server does whose disk is full. */
	refuses = false;
	private readonly sockets = new Set<Socket>();
	private readonly server = createTcp((socket) => this.serve(socket));

	async open(): Promise<number> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return portOf(this.server);
	}

	close(): void {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
	}

	private serve(socket: Socket): void {
		this.sockets.add(socket);
		socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
		let [buffer, inData] = ['', false];
		let mail: Mail = { to: [], raw: '' };
		const say = (line: string) => socket.write(`${line}\r\n`);
		say('220 catcher');
		socket.on('data', (data) => {
			buffer += data.toString('utf8');
			for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
				const line = buffer.slice(0, end);
				buffer = buffer.slice(end + 2);
				if (inData && line === '.') {
					inData = false;
					if (this.refuses) say('452 no room');
					else {
						this.mails.push(mail);
						say('250 taken');
					}
					mail = { to: [], raw: '' };
				} else if (inData) mail.raw += `${line}\n`;
				else if (/^RCPT TO:/i.test(line)) {
					mail.to.push(line.slice(8).replace(/[<>]/g, ''));
					say('250 ok');
				}
				else if (/^DATA/i.test(line)) {
					inData = true;
					say('354 go on');
				} else if (/^QUIT/i.test(line)) {
					say('221 bye');
					socket.end();
				} else say('250 ok');
			}
		});
	}
}

/** Takes whatever is posted to it. */
export class HttpCatcher {
	readonly requests: Array<{ path: string; headers: Record<string, unknown>; body: Record<string, unknown> }> = [];
	/** What it answers. */
	answer: { status: number; body: unknown } = { status: 200, body: { ok: true } };
	private readonly server = createHttp((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
			this.requests.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Record<string, unknown> });
			response.writeHead(this.answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(this.answer.body));
		});
	});

	async open(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${portOf(this.server)}`;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}
