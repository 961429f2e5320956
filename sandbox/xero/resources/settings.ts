import {
	CATEGORY,
	createCategory,
	createOption,
	deleteCategory,
	deleteOption,
	OPTION,
	updateCategory,
	updateOption,
} from '../reference/tracking';
import { createTaxRate, TAX_RATE, updateTaxRate } from '../reference/taxrates';
import type { Currency, TrackingCategory } from '../records';
import { showCategory, showOption, showTaxRate } from '../show/reference';
import { attempt, writeBatch, writeOne, type Wire } from '../wire/batch';
import { isTrue, type Call, type Route } from '../wire/call';
import { notFound, refuse } from '../wire/errors';
import { answerList } from '../wire/list';
import { object, text } from '../wire/read';
import { named, SETTINGS } from './common';

const TAX = { collection: 'TaxRates', id: 'TaxType' };
const CATEGORIES = { collection: 'TrackingCategories', id: 'TrackingCategoryID' };
const OPTIONS = { collection: 'Options', id: 'TrackingOptionID' };
const CURRENCY = object({ Code: text, Description: text });

const shown = (call: Call, category: TrackingCategory): Wire =>
	showCategory(call.books, category, isTrue(call.query('includeArchived')));
const showCurrency = ({ Code, Description }: Currency): Wire => ({ Code, Description });

function option(call: Call) {
	const found = named(call, 'TrackingOptions', 'option');
	if (found.TrackingCategoryID !== call.params.id) throw notFound();
	return found;
}

const taxRoutes: Route[] = [
	{
		method: 'GET',
		path: '/TaxRates',
		scopes: SETTINGS,
		handle: (call) =>
			answerList(call, { kind: 'TaxRates', collection: 'TaxRates', paged: false, delta: false, show: showTaxRate }),
	},
	{
		method: 'GET',
		path: '/TaxRates/:id',
		scopes: SETTINGS,
		handle: (call) => {
			const found = call.books.get('TaxRates', (call.params.id ?? '').toUpperCase());
			if (found === undefined) throw notFound();
			return { json: { TaxRates: [showTaxRate(found)] } };
		},
	},
	{
		method: 'PUT',
		path: '/TaxRates',
		scopes: SETTINGS,
		handle: (call) => writeBatch(call, TAX, (element) => showTaxRate(createTaxRate(call.books, TAX_RATE(element)))),
	},
	{
		method: 'POST',
		path: '/TaxRates',
		scopes: SETTINGS,
		handle: (call) => writeBatch(call, TAX, (element) => showTaxRate(updateTaxRate(call.books, TAX_RATE(element)))),
	},
];

const trackingRoutes: Route[] = [
	{
		method: 'GET',
		path: '/TrackingCategories',
		scopes: SETTINGS,
		handle: (call) => {
			const archived = isTrue(call.query('includeArchived'));
			return answerList(call, {
				kind: 'TrackingCategories',
				collection: 'TrackingCategories',
				paged: false,
				delta: false,
				keep: ({ Status }) => Status === 'ACTIVE' || (archived && Status === 'ARCHIVED'),
				show: (category) => shown(call, category),
			});
		},
	},
	{
		method: 'GET',
		path: '/TrackingCategories/:id',
		scopes: SETTINGS,
		handle: (call) => ({
			json: { TrackingCategories: [showCategory(call.books, named(call, 'TrackingCategories'), true)] },
		}),
	},
	{
		method: 'PUT',
		path: '/TrackingCategories',
		scopes: SETTINGS,
		handle: (call) =>
			writeOne(call, CATEGORIES, (element) => shown(call, createCategory(call.books, CATEGORY(element)))),
	},
	{
		method: 'POST',
		path: '/TrackingCategories/:id',
		scopes: SETTINGS,
		handle: (call) => {
			const before = named(call, 'TrackingCategories');
			return writeOne(call, CATEGORIES, (element) =>
				shown(call, updateCategory(call.books, before, CATEGORY(element))),
			);
		},
	},
	{
		method: 'DELETE',
		path: '/TrackingCategories/:id',
		scopes: SETTINGS,
		handle: (call) => {
			const found = named(call, 'TrackingCategories');
			return attempt(CATEGORIES, {}, () => ({
				json: { TrackingCategories: [shown(call, deleteCategory(call.books, found))] },
			}));
		},
	},
	{
		method: 'PUT',
		path: '/TrackingCategories/:id/Options',
		scopes: SETTINGS,
		handle: (call) => {
			const category = named(call, 'TrackingCategories');
			return writeBatch(call, OPTIONS, (element) => showOption(createOption(call.books, category, OPTION(element))));
		},
	},
	{
		method: 'POST',
		path: '/TrackingCategories/:id/Options/:option',
		scopes: SETTINGS,
		handle: (call) => {
			const before = option(call);
			return writeOne(call, OPTIONS, (element) => showOption(updateOption(call.books, before, OPTION(element))));
		},
	},
	{
		method: 'DELETE',
		path: '/TrackingCategories/:id/Options/:option',
		scopes: SETTINGS,
		handle: (call) => {
			const found = option(call);
			return attempt(OPTIONS, {}, () => ({ json: { Options: [showOption(deleteOption(call.books, found))] } }));
		},
	},
];

const currencyRoutes: Route[] = [
	{
		method: 'GET',
		path: '/Currencies',
		scopes: SETTINGS,
		handle: (call) =>
			answerList(call, {
				kind: 'Currencies',
				collection: 'Currencies',
				paged: false,
				delta: false,
				show: showCurrency,
			}),
	},
	{
		method: 'PUT',
		path: '/Currencies',
		scopes: SETTINGS,
		handle: (call) =>
			writeOne(call, { collection: 'Currencies', id: 'Code' }, (element) => {
				const { Code = '', Description } = CURRENCY(element);
				if (!/^[A-Z]{3}$/.test(Code)) refuse('The currency code is not valid');
				if (!call.books.organisation.Multicurrency) refuse(`Organisation is not subscribed to currency ${Code}`);
				return showCurrency(
					call.books.get('Currencies', Code) ??
						call.books.put('Currencies', { Code, Description: Description ?? Code }),
				);
			}),
	},
];

export const settingsRoutes: Route[] = [...taxRoutes, ...trackingRoutes, ...currencyRoutes];
