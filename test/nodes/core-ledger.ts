import { NodeConnectionTypes, type IExecuteFunctions, type ILoadOptionsFunctions, type INodeType } from 'n8n-workflow';
import { BooksError, failed, ok } from '../../nodes/core/errors';
import type { CanonicalRecord, Ledger, Posted, ReadQuery, Target, Writer } from '../../nodes/core/ledger';
import type { AnyDocument, DocumentKind } from '../../nodes/core/model/documents';
import { DOCUMENT_SCHEMAS } from '../../nodes/core/model/documents';
import { add } from '../../nodes/core/money';
import { ledgerOperations } from '../../nodes/core/operations';
import { ledgerProperties } from '../../nodes/core/properties/ledger';
import { listsOf } from '../../nodes/core/properties/lists';
import { locator } from '../../nodes/core/properties/locator';
import type { ResourceSpec } from '../../nodes/core/properties/resources';
import { run } from '../../nodes/core/run';

/** A system in memory, and a node over it as thin as a real one: the shared loops are what is tested. */
export class Books {
	readonly posted = new Map<string, Array<Posted & { company: string }>>();
	readonly asked: unknown[] = [];
	records: CanonicalRecord[] = [];
	readonly waits = new Map<string, number>();
	/** Runs that are making suppliers right now, and the most there were at once. */
	making = 0;
	mostMaking = 0;
	/** Kinds whose books can't be asked. */
	readonly down = new Set<DocumentKind>();

	keys(): string[] {
		return [...this.posted.keys()].sort();
	}

	ledger(company: string): Ledger {
		if (company === 'closed') {
			throw new BooksError({ message: 'The company is not connected', category: 'permission', hint: 'Connect it.' });
		}
		const { asked } = this;
		const records = () => this.records;
		const kinds = Object.keys(DOCUMENT_SCHEMAS) as DocumentKind[];
		return {
			connection: `fake ${company}`,
			waits: this.waits,
			readers: Object.fromEntries(
				[...RESOURCES.map(({ value }) => value)].map((kind) => [kind, {
					pages: async function* (query: ReadQuery) {
						asked.push({ kind, company, ...query });
						for (let at = 0; at < records().length; at += 2) yield records().slice(at, at + 2);
					},
					one: async (target: Target) => {
						asked.push({ kind, company, target });
						return { id: '1', name: 'One', raw: { secret: 'vendor' } };
					},
				}]),
			),
			writers: Object.fromEntries(kinds.map((kind) => [kind, this.writer(kind, company)])),
			upserts: {
				supplier: {
					upsert: async (requests, { dryRun }) => {
						await this.makeParties();
						return requests.map(({ record, matchBy }) =>
							record.name === 'Bad'
								? failed(new BooksError({ message: 'Two suppliers have this name', category: 'duplicate' }))
								: ok({ action: dryRun ? 'would create' : 'created', record: { ...record, id: `by ${matchBy}`, raw: {} } }),
						);
					},
				},
			},
			records: {
				project: {
					create: async (records, { dryRun }) => {
						asked.push({ create: records, dryRun });
						return records.map((record) => record.name === 'Bad'
							? failed(new BooksError({ message: 'The name is too long', category: 'validation', field: 'name' }))
							: ok({ action: dryRun ? 'would create' : 'created', record: { ...record, id: `p-${String(record.code)}`, raw: {} } }));
					},
					update: async (changes, { dryRun }) => {
						asked.push({ update: changes, dryRun });
						return changes.map(({ target, changes: { name } }) =>
							ok({ action: 'updated', record: { id: `${target.id}`, name }, changes: { name: { from: 'Old', to: name } } }));
					},
				},
			},
			update: async (kind, target, changes) => ({ id: JSON.stringify([kind, target, changes]), kind }),
			remove: async (kind, target) => ({ id: `${target.id ?? target.key}`, kind, status: 'VOIDED' }),
			attach: async (_kind, _target, file) => ({ id: '1', fileName: file.fileName, action: 'attached' }),
			note: async (kind, target, text) => void asked.push({ note: text, kind, target }),
			raw: async (request) => (request.path === '/list' ? [1, 2] : { ...request }),
		};
	}

	private async makeParties(): Promise<void> {
		this.mostMaking = Math.max(this.mostMaking, ++this.making);
		await new Promise((resolve) => setTimeout(resolve, 20));
		this.making -= 1;
	}

	private writer(kind: DocumentKind, company: string): Writer<AnyDocument, AnyDocument> {
		const find = async (documents: AnyDocument[]) => {
			if (this.down.has(kind)) throw new BooksError({ message: 'No answer', category: 'outage' });
			return new Map(documents.flatMap(({ key }) => this.posted.get(key)?.map((one) => [key, one] as const) ?? []));
		};
		return {
			batchSize: 50,
			find,
			prepare: async (documents, { createParties }) => {
				if (createParties) await this.makeParties();
				return documents.map((document) => {
					const lines = 'lines' in document ? document.lines : [];
					const bad = lines.findIndex(({ account }) => account?.code === '999');
					if (bad < 0) return ok(document);
					return failed(new BooksError({ message: 'Account 999 is archived', category: 'mapping', line: bad + 1, hint: 'Map it.' }));
				});
			},
			send: async (batch) =>
				batch.map((document) => {
					const posted = { id: `id-${document.key}`, kind, key: document.key, company };
					this.posted.set(document.key, [...(this.posted.get(document.key) ?? []), posted]);
					return ok(posted);
				}),
			total: (document) => ({ total: 'lines' in document ? add(...document.lines.map(({ amount }) => amount)) : document.amount }),
		};
	}
}

export const RESOURCES: ResourceSpec[] = [
	...['account', 'taxRate', 'dimension', 'dimensionValue', 'bankTransaction', 'company'].map(
		(value): ResourceSpec => ({ value, name: value, operations: ['get', 'getMany'] }),
	),
	...['supplier', 'customer', 'item'].map(
		(value): ResourceSpec => ({ value, name: value, operations: ['get', 'getMany', 'upsert'] }),
	),
	...Object.keys(DOCUMENT_SCHEMAS).map(
		(value): ResourceSpec => ({
			value, name: value, operations: ['attach', 'create', 'delete', 'get', 'getMany', 'note', 'update'],
		}),
	),
	{ value: 'document', name: 'Document', operations: ['attach', 'create', 'note'] },
	{ value: 'project', name: 'Project', operations: ['get', 'getMany', 'create', 'update'] },
	{ value: 'record', name: 'Record', operations: ['create', 'get', 'getMany', 'update'] },
	{ value: 'api', name: 'API', operations: ['request'] },
];

export function nodeOver(books: Books): new () => INodeType {
	const open = async (context: ILoadOptionsFunctions) => books.ledger(String(context.getNodeParameter('company', '')));
	return class FakeLedger implements INodeType {
		description: INodeType['description'] = {
			displayName: 'Fake Ledger', name: 'fakeLedger', group: ['output'], version: 1, description: 'Fake',
			defaults: { name: 'Fake Ledger' }, inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main],
			properties: [
				locator({ displayName: 'Company', name: 'company', modes: ['list', 'id'], search: 'searchCompanies' }),
				...ledgerProperties(RESOURCES),
			],
		};
		methods = { listSearch: listsOf(open) };
		async execute(this: IExecuteFunctions) {
			const company = (index: number) => {
				const { value } = this.getNodeParameter('company', index) as { value: string };
				return String(value);
			};
			return await run(this, {
				name: 'Fake', companyOf: (_, index) => company(index), open: async (_, index) => books.ledger(company(index)),
				operations: ledgerOperations,
			});
		}
	};
}
