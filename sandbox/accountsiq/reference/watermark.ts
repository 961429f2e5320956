import { instant } from '../ledger/query';
import type { Call } from '../state/call';
import type { Kind, Stored } from '../state/records';
import { type Data, textOrNull } from '../wire/shapes';

/** Records changed since the query's watermark; all of them where it has none. */
export function changedSince({ records, entity, settings }: Call, kind: Kind, query: Data): Stored[] {
	const watermark = textOrNull(query, 'FromLastModifiedDateInUTC');
	if (watermark === null) return records.list(entity.id, kind);
	return records.list(entity.id, kind, instant(watermark) + (settings.inclusiveWatermarks ? 0 : 1));
}
