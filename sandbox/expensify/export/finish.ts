import { isObject, malformed, missing, object, type Params, text } from '../jobs/params';
import type { Store } from '../state/store';

/** What an export does when its file is made: a label, an e-mail, an upload. */
export type FinishAction =
	| { kind: 'label'; label: string }
	| { kind: 'email'; recipients: string; message: string }
	| { kind: 'sftp'; host: string };

export function readFinish(description: Params, only?: 'email'): FinishAction[] {
	const { onFinish } = description;
	if (onFinish === undefined) return [];
	if (!Array.isArray(onFinish) || !onFinish.every(isObject)) throw malformed('onFinish');
	return onFinish.map((entry) => readAction(entry, only));
}

function readAction(entry: Params, only: 'email' | undefined): FinishAction {
	const name = text(entry, 'actionName');
	if (name === 'email') return { kind: 'email', recipients: text(entry, 'recipients'), message: String(entry.message ?? '') };
	if (only === undefined && name === 'markAsExported') return { kind: 'label', label: text(entry, 'label') };
	if (only === undefined && name === 'sftpUpload') {
		const data = object(entry, 'sftpData');
		for (const part of ['host', 'login', 'password', 'port']) if (data[part] === undefined) throw missing(part);
		return { kind: 'sftp', host: String(data.host) };
	}
	throw malformed('actionName');
}

/** The actions take effect at `readyAt`, with the file. A label stays for ever. */
export function finish(store: Store, actions: FinishAction[], reportIDs: string[], readyAt: number): void {
	for (const action of actions) {
		if (action.kind === 'label') {
			for (const id of reportIDs) {
				store.run('INSERT OR IGNORE INTO exp_labels (report_id, label, ready_at) VALUES (?, ?, ?)', id, action.label, readyAt);
			}
			continue;
		}
		const recipients = action.kind === 'email' ? action.recipients : action.host;
		const message = action.kind === 'email' ? action.message : 'upload';
		store.insert('exp_outbox', { ready_at: readyAt, kind: action.kind, recipients, message });
	}
}
