import { post } from '../frame/post';
import { fieldOf, objectOf } from './objects/catalogue';
import { valueOf } from './objects/show';
import type { Company } from './state/companies';
import type { Change, Desk } from './state/desk';

const PATIENCE = 5000;

/** Sends the Smart Events that the changes set off: once each, whatever the answer, and written down. */
export function deliver(desk: Desk, company: Company, changes: readonly Change[]): void {
	for (const { event, record } of changes) {
		for (const smart of company.smartEvents) {
			if (smart.object !== record.object || !smart.events.includes(event)) continue;
			const body = filled(desk, company, smart.body, record);
			const at = desk.now();
			const id = desk.sql.next('event', 1);
			desk.sql.insert('sin_events', { id, company: company.id, event: smart.name, object: record.object, recordno: record.recordNo, at, url: smart.url, body, status: null });
			const type = body.trimStart().startsWith('{') ? 'application/json' : body.trimStart().startsWith('<') ? 'application/xml' : 'application/x-www-form-urlencoded';
			void post(smart.url, body, { 'content-type': type }, PATIENCE).then(({ status }) => {
				if (desk.frame.db.isOpen) desk.sql.run('UPDATE sin_events SET status = ? WHERE id = ?', status, id);
			});
		}
	}
}

/** {!APBILL.RECORDNO!} becomes the value of the record. */
function filled(desk: Desk, company: Company, template: string, record: Change['record']): string {
	const type = objectOf(company, record.object);
	const call = desk.byHand(company);
	return template.replace(/\{!(\w+)\.([\w.]+)!\}/g, (_all, _object: string, name: string) => {
		const field = type === undefined ? undefined : fieldOf(type, name);
		return type === undefined || field === undefined ? '' : valueOf(call, type, record, field);
	});
}
