import type { FastifyInstance } from 'fastify';

/** Bodies as vendors take them: JSON and forms parsed, everything else as bytes, and always the raw bytes beside. */
export function parseBodies(app: FastifyInstance): void {
	app.decorateRequest('rawBody', undefined);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(/^application\/([\w.-]+\+)?json/i, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		if (body.length === 0) return done(null, undefined);
		try {
			done(null, JSON.parse(body.toString('utf8')));
		} catch {
			done(Object.assign(new Error('The body is no valid JSON'), { statusCode: 400, code: 'INVALID_JSON' }), undefined);
		}
	});
	app.addContentTypeParser(/^application\/x-www-form-urlencoded/i, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		done(null, Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
	});
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		done(null, body);
	});
}
