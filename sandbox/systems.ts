import { makeAccountsIq } from './accountsiq';
import { makeExpenseIn } from './expensein';
import { makeExpensify } from './expensify';
import type { MakeSystem } from './frame/types';
import { makeWork } from './work';
import { makeXero } from './xero';

/** Every emulated system, in the order that the page shows them. */
export const allSystems: readonly MakeSystem[] = [makeXero, makeAccountsIq, makeExpensify, makeExpenseIn, makeWork];
