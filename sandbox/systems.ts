import { makeAccountsIq } from './accountsiq';
import { makeExpenseIn } from './expensein';
import { makeExpensify } from './expensify';
import type { MakeSystem } from './frame/types';
import { makeQuickBooksOnline } from './quickbooks-online';
import { makeSageIntacct } from './sage-intacct';
import { makeWork } from './work';
import { makeXero } from './xero';

/** Every emulated system, in the order that the page shows them. */
export const allSystems: readonly MakeSystem[] = [makeXero, makeQuickBooksOnline, makeAccountsIq, makeSageIntacct, makeExpensify, makeExpenseIn, makeWork];
