import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { Authentication, Choice } from './connect';

/** Reads which login and organisation the user chose. Each kind of n8n context asks for parameters in its own way. */
export function choiceOf(context: IExecuteFunctions, index: number): Choice {
	const authentication = context.getNodeParameter('authentication', index, 'oAuth2') as Authentication;
	return {
		authentication,
		organisation: organisationIn(authentication, context.getNodeParameter('organisation', index, '', { extractValue: true })),
	};
}

export function choiceOfList(context: ILoadOptionsFunctions): Choice {
	const authentication = (context.getCurrentNodeParameter('authentication') ?? 'oAuth2') as Authentication;
	return {
		authentication,
		organisation: organisationIn(authentication, context.getCurrentNodeParameter('organisation', { extractValue: true })),
	};
}

export function choiceOfPoll(context: IPollFunctions): Choice {
	const authentication = context.getNodeParameter('authentication', 'oAuth2') as Authentication;
	return {
		authentication,
		organisation: organisationIn(authentication, context.getNodeParameter('organisation', '', { extractValue: true })),
	};
}

function organisationIn(authentication: Authentication, value: unknown): string {
	return authentication === 'oAuth2' && typeof value === 'string' ? value.trim() : '';
}
