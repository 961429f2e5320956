import { withState } from '../../nodes/Work/state-rule';

const defaults = { region: 'NY', country: 'US' };
const words = (country: string) =>
	`The Client record has an unknown State of Country <${country}>. Please add a State to the QuickBooks record or enable the 'Use default State' in the Work Sync settings and synchronize again.`;

describe('SYNC-WORK-2: the state rule', () => {
	it('fills in what is missing of state and country, and nothing else', () => {
		const rule = { useDefault: true, defaults };
		expect(withState({ name: 'A' }, rule)).toEqual({ name: 'A', address: { region: 'NY', country: 'US' } });
		expect(withState({ name: 'A', address: { city: 'Troy', region: ' ', country: 'United States' } }, rule)).toEqual({ name: 'A', address: { city: 'Troy', region: 'NY', country: 'United States' } });
		expect(withState({ address: { region: 'TX' } }, rule)).toEqual({ address: { region: 'TX', country: 'US' } });
		const whole = { address: { region: 'TX', country: 'US' } };
		expect(withState(whole, rule)).toBe(whole);
	});

	it('switched off, a record without state fails in the documented words, one with a state passes as it is', () => {
		const rule = { useDefault: false, defaults };
		expect(() => withState({ address: { country: 'United States' } }, rule)).toThrow(words('United States'));
		expect(() => withState({ address: { country: 'CA' } }, rule)).toThrow(words('Canada'));
		expect(() => withState({}, rule)).toThrow(words('United States'));
		expect(withState({ address: { region: 'TX' } }, rule)).toEqual({ address: { region: 'TX' } });
	});

	it('switched on without a default to take, it fails too, and says where to set one', () => {
		expect(() => withState({ address: { country: 'US' } }, { useDefault: true, defaults: {} })).toThrow(
			expect.objectContaining({ message: words('United States'), facts: expect.objectContaining({ hint: expect.stringContaining('Company Details') as unknown }) as unknown }),
		);
	});
});
