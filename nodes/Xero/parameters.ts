import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Authentication, Choice } from './connect';

/**
 * Reads which login and organisation the user chose. Each kind of n8n context asks for parameters in its own way, and
 * none of them can read one that the editor does not show: a custom connection has no choice of organisation.
 */
export function choiceOf(context: IExecuteFunctions, index: number): Choice {
	const authentication = context.getNodeParameter('authentication', index, 'oAuth2') as Authentication;
	return choice(authentication, () => context.getNodeParameter('organisation', index, '', { extractValue: true }));
}

export function choiceOfList(context: ILoadOptionsFunctions): Choice {
	const authentication = (context.getCurrentNodeParameter('authentication') ?? 'oAuth2') as Authentication;
	return choice(authentication, () => context.getCurrentNodeParameter('organisation', { extractValue: true }));
}

export function choiceOfTrigger(context: IPollFunctions | IWebhookFunctions): Choice {
	const authentication = context.getNodeParameter('authentication', 'oAuth2') as Authentication;
	return choice(authentication, () => context.getNodeParameter('organisation', '', { extractValue: true }));
}

function choice(authentication: Authentication, organisation: () => unknown): Choice {
	const value = authentication === 'oAuth2' ? organisation() : '';
	return { authentication, organisation: typeof value === 'string' ? value.trim() : '' };
}
