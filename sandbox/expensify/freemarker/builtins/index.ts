import { general } from './general';
import { lists } from './lists';
import { numeric } from './numeric';
import { strings } from './strings';
import type { BuiltIn } from './types';

/** What may follow a `?`. Source: FreeMarker manual, "Built-in reference". Dates are left out: Expensify gives texts. */
export const builtins: Readonly<Record<string, BuiltIn>> = { ...general, ...numeric, ...strings, ...lists };
