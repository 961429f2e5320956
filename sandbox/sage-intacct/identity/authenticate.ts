import { randomBytes } from 'node:crypto';
import type { Company, User } from '../state/companies';
import type { Desk } from '../state/desk';
import { readSettings } from '../state/settings';
import { AuthenticationFailure, ControlFailure } from '../wire/errors';
import type { Login, Request } from '../wire/request';

export interface SignedIn {
	company: Company;
	user: User;
	entity: string;
	/** Milliseconds; every request pushes it on. */
	expires: number;
	/** The session that was used, if one was. */
	sessionId?: string;
}

/** The sender, which is known before any company is looked at. @throws ControlFailure */
export function checkSender(desk: Desk, { echo, password, policyId }: Request): void {
	const { senders, policies, newGateway } = readSettings(desk.sql);
	if (senders[echo.senderid] === undefined || senders[echo.senderid] !== password) {
		if (newGateway) throw new ControlFailure({ errorno: 'XMLGW_JPP0002', description: 'Sign-in information is incorrect. Please check your request.', description2: '' }, 401, true);
		throw new ControlFailure({ errorno: 'XL03000006', description2: 'Incorrect Intacct XML Partner ID or password.' });
	}
	if (policyId !== '' && !policies.includes(policyId)) throw new ControlFailure({ errorno: 'XL03000006', description2: `${policyId} is not a valid transport policy.` });
}

/** @throws AuthenticationFailure, or ControlFailure for a company that is shut */
export function authenticate(desk: Desk, request: Request, fault: (kind: string) => boolean): SignedIn {
	const signedIn = request.login === undefined ? bySession(desk, request.sessionId ?? '', fault) : byLogin(desk, request.login);
	const { company, user } = signedIn;
	const refuse = (problem: ConstructorParameters<typeof AuthenticationFailure>[0]) => new AuthenticationFailure(problem, user.id, company.id);
	if (company.expired) throw new ControlFailure({ errorno: 'PL04000055', description2: 'This company is a demo company and has expired.' });
	if (!company.webServices) throw refuse({ errorno: 'XL03000006', description2: 'This company is not authorized for XML transactions' });
	if (!company.senders.includes(request.echo.senderid)) {
		throw refuse({
			errorno: 'XL03000006', description: 'Invalid Web Services Authorization', description2: `The sender ID '${request.echo.senderid}' is not authorized to make Web Services requests to company ID '${company.id}'.`,
			correction: 'Contact the company administrator to grant Web Services authorization to this sender ID.',
		});
	}
	return signedIn;
}

function byLogin(desk: Desk, { userId, companyId, password, locationId = '' }: Login): SignedIn {
	const { companies } = desk;
	const failed = (text: string) => new AuthenticationFailure({ errorno: 'XL03000006', description2: text }, userId, companyId);
	const incorrect = 'Sign-in information is incorrect. Please check your request.';
	const company = companies.get(companyId);
	const user = company === undefined ? undefined : companies.user(company.id, userId);
	if (company === undefined || user === undefined || user.inactive) throw failed(incorrect);
	if (user.locked) throw failed('Your account has been locked. Contact the company administrator to unlock it.');
	if (user.password !== password) {
		const wrong = user.wrong + 1;
		companies.putUser({ ...user, wrong, locked: wrong >= readSettings(desk.sql).wrongPasswords });
		throw failed(incorrect);
	}
	if (user.wrong > 0) companies.putUser({ ...user, wrong: 0 });
	const entity = entityFor(desk, company, user, locationId);
	if (entity === undefined) throw failed(`You do not have access to the entity '${locationId}', or it does not exist.`);
	return { company, user, entity, expires: desk.now() + company.idleMinutes * 60_000 };
}

/** The id of the entity by its id or name; "" for the top level; undefined where the user may not stand there. */
export function entityFor(desk: Desk, company: Company, user: User, named: string): string | undefined {
	if (named === '') return user.topLevel ? '' : user.entities[0];
	const { records } = desk;
	const found = records.byId(company.id, 'LOCATIONENTITY', named) ?? records.list(company.id, 'LOCATIONENTITY').find(({ body }) => body.NAME === named);
	if (found === undefined || found.body.STATUS === 'inactive') return undefined;
	return user.entities.length === 0 || user.entities.includes(found.id) ? found.id : undefined;
}

function bySession(desk: Desk, id: string, fault: (kind: string) => boolean): SignedIn {
	const now = desk.now();
	const row = desk.sql.one('SELECT * FROM sin_sessions WHERE id = ?', id);
	const company = row === undefined ? undefined : desk.companies.get(String(row.company));
	const user = row === undefined ? undefined : desk.companies.user(String(row.company), String(row.user));
	const isOver = row === undefined || Number(row.expires) <= now || fault('sessionExpired');
	if (isOver || company === undefined || user === undefined || user.inactive || user.locked) {
		if (row !== undefined) desk.sql.run('DELETE FROM sin_sessions WHERE id = ?', id);
		const { sessionErrorNo } = readSettings(desk.sql);
		if (sessionErrorNo === 'invalidRequest') throw new ControlFailure({ errorno: sessionErrorNo, description2: 'The session is no longer valid. Sign in again.' }, 400);
		throw new AuthenticationFailure({ errorno: sessionErrorNo, description2: 'The session is no longer valid. Sign in again.' }, user?.id ?? '', company?.id ?? '');
	}
	const expires = now + company.idleMinutes * 60_000;
	desk.sql.run('UPDATE sin_sessions SET expires = ? WHERE id = ?', expires, id);
	return { company, user, entity: String(row.entity), expires, sessionId: id };
}

/** A session of the user in an entity. */
export function newSession(desk: Desk, company: Company, user: User, entity: string): string {
	const id = randomBytes(32).toString('base64url');
	desk.sql.insert('sin_sessions', { id, company: company.id, user: user.id, entity, expires: desk.now() + company.idleMinutes * 60_000 });
	return id;
}
