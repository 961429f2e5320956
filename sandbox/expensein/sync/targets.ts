import type { Kind } from '../state/kinds';
import type { Body } from '../state/validate';
import type { Target } from './rows';
import type { Wish } from './sources';

export interface TargetSpec {
	kind: Kind;
	/** A new record's fields besides name and reference. */
	fresh: (wish: Wish) => Body;
	/** The fields that differ from what the source says; fields outside of the sync are never among them. */
	stale: (record: Body, wish: Wish) => Body;
}

/** Name and reference are the synced fields of all. */
function staleTexts(record: Body, { name, reference }: Wish): Body {
	return { ...(record.name !== name && { name }), ...(record.reference !== reference && { reference }) };
}

export const SPECS: Readonly<Record<Target, TargetSpec>> = {
	Categories: {
		kind: 'category', stale: staleTexts,
		// New ones are for purchases alone.
		fresh: () => ({ description: null, defaultTaxRateId: null, fixedAmount: null, reportable: false, appliesTo: ['Purchase'], isActive: true }),
	},
	Projects: {
		kind: 'project', stale: staleTexts,
		fresh: () => ({ description: null, billable: false, clientName: null, appliesTo: ['Purchase', 'Mileage', 'Time', 'Invoice'], isActive: true }),
	},
	Departments: { kind: 'department', stale: staleTexts, fresh: () => ({ description: null, isActive: true }) },
	// The percent is taken when the rate is made, and never looked at again.
	'Tax Rates': { kind: 'taxrate', stale: staleTexts, fresh: ({ percent }) => ({ percent, isActive: true }) },
	Suppliers: {
		kind: 'supplier',
		fresh: () => ({ email: null, currency: null, isInactive: false }),
		stale: (record, wish) => ({ ...staleTexts(record, wish), ...(record.isInactive === true && wish.isActive && { isInactive: false }) }),
	},
};
