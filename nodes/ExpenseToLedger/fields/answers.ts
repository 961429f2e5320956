import type { INodeProperties } from 'n8n-workflow';

const both = { show: { operation: ['offerApprovals', 'takeAnswers'] } };
const answers = { show: { operation: ['takeAnswers'] } };

/** Offer Approvals and Take Answers: the two sides of a form that approvers fill in. */
export const answerFields: INodeProperties[] = [
	{
		displayName: 'Approvals',
		name: 'approvals',
		type: 'json',
		default: '[]',
		description: 'Rows of the table of approvals as they are now',
		displayOptions: both,
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. name@example.com',
		description: 'Email address of who is signed in. Only questions to this approver are shown, and only their answers are taken.',
		displayOptions: both,
	},
	{
		displayName: 'May Decide for Others',
		name: 'decideForOthers',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Email addresses of users who may answer what others were asked, one a line. Empty for nobody.',
		displayOptions: both,
	},
	{
		displayName: 'Offers',
		name: 'offers',
		type: 'json',
		default: '[]',
		description: 'What Offer Approvals gave out for the page that was filled in',
		displayOptions: answers,
	},
	{
		displayName: 'Chosen',
		name: 'chosen',
		type: 'json',
		default: '[]',
		description: 'Labels of the reports that were chosen, as a list',
		displayOptions: answers,
	},
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'string',
		default: '',
		description: 'Approve or Reject',
		displayOptions: answers,
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		description: 'Why; a rejection needs it',
		displayOptions: answers,
	},
];
