import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';
import { credentialTypes } from './credential-types';

/** Credential data by type name. Written to when a token is fetched or refreshed, as n8n's database would be. */
export type CredentialStore = Record<string, ICredentialDataDecryptedObject>;

/**
 * What n8n does with a stored credential between node and wire: defaults, expressions between fields, sign-in before
 * the first request (`preAuthentication`), signing (`authenticate`) and saving of refreshed tokens.
 */
export class StoredCredentials extends ICredentialsHelper {
	private readonly types = credentialTypes();

	constructor(
		private readonly store: CredentialStore,
		private readonly workflow: () => Workflow,
	) {
		super();
	}

	private type(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`The package has no credential type "${name}"`);
		return type;
	}

	getParentTypes(name: string): string[] {
		const parents = this.type(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const type = this.type(name);
		const combined: INodeProperties[] = [];
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		name: string,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.store[name];
		if (!stored) throw new Error(`The test gave no credential of type "${name}"`);
		const properties = this.getCredentialsProperties(name);
		const full = NodeHelpers.getNodeParameters(properties, { ...stored } as never, true, false, null, null) ?? {};
		const data = { ...full, ...stored } as ICredentialDataDecryptedObject;
		// Fields may be computed from their siblings: ={{$self["apiUrl"]}}/connect/token
		return this.workflow().expression.getComplexParameterValue(
			placeholder, data as never, 'internal', {}, undefined, undefined, data,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(name);
		const options = request as IHttpRequestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		const resolve = (value: unknown) =>
			isExpression(value)
				? workflow.expression.getSimpleParameterValue(node, value, 'internal', { $credentials: credentials }, undefined, '')
				: value;
		for (const [part, values] of Object.entries(authenticate?.properties ?? {})) {
			const resolved = Object.entries(values as object).map(([key, value]) => [resolve(key), resolve(value)]);
			const target = options as unknown as Record<string, object | undefined>;
			target[part] = { ...target[part], ...Object.fromEntries(resolved) };
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication, properties } = this.type(name);
		const session = properties.find(({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true);
		if (!session || !preAuthentication) return undefined;
		if (credentials[session.name] !== '' && !expired) return undefined;
		const output = (await preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
		if (output[session.name] === undefined) return undefined;
		Object.assign(this.store[name] ?? {}, output);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.type(name);
		return (await preAuthentication?.call(helpers, credentials)) as ICredentialDataDecryptedObject | undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Nodes read credentials decrypted; nothing here asks for the stored form');
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store[name] = data;
	}

	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		name: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store[name] = { ...this.store[name], oauthTokenData: oauthTokenData ?? {} };
	}
}

/** Expressions are resolved for a node; a credential has none. */
const placeholder: INode = {
	id: 'credential',
	name: 'Credential',
	type: 'test.credential',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
