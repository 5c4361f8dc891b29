import { isWithin } from '@cebao/pack';
import type { DocumentPlace } from '@cebao/store';
import type { CaseList, casesQuery } from './api/cases.ts';
import type { z } from './api/zod.ts';
import { CASES, type CaseIndexRow, caseRowOf, seenRow } from './case-index.ts';
import { caseOrder, viewsOfPerson } from './case-views.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

type Query = z.infer<typeof casesQuery>;

/** How many rows are read at once. */
const PAGE = 100;
/** How far it is counted how many there are. */
const COUNTED = 200;
/** How many rows are looked at for one page: what lies beyond is reached by asking for the next page. */
const LOOKED_AT = 2_000;

/**
 * A page of the cases that a person may see: newest change first, or, of those that contain some words, newest first.
 * Read from the person's own lists from the place to go on from, so that a page costs the same however many there are.
 */
export async function listCases(services: Services, viewer: Viewer, query: Query): Promise<CaseList> {
  const { state, flow, place, after, limit = 50 } = query;
  const rows: CaseIndexRow[] = [];
  let found = 0;
  let looked = 0;
  let last: string | undefined;
  let more = false;
  for await (const { row, cursor } of candidates(services, viewer, query)) {
    more = looked >= LOOKED_AT;
    if (more) break;
    looked += 1;
    if (rows.length < limit) last = cursor;
    const seen = await seenRow(services, viewer.person, row);
    const fits =
      seen !== undefined &&
      (state === undefined || seen.state === state) &&
      (flow === undefined || seen.flow === flow) &&
      (place === undefined || isWithin(seen.place, place));
    if (!fits) continue;
    found += 1;
    if (rows.length < limit) rows.push(seen);
    else {
      // One beyond the page shows that it goes on; the first page counts a little further.
      more = after !== undefined || found > COUNTED;
      if (more) break;
    }
  }
  return {
    rows: rows.map((row) => caseRowOf(services, row)),
    ...(more || after !== undefined ? {} : { total: found }),
    ...((more || found > rows.length) && last !== undefined ? { next: last } : {}),
  };
}

/** Every row in the person's lists from the place to go on from, and the place to go on from after it. */
async function* candidates(
  services: Services,
  viewer: Viewer,
  { state, place, q, after }: Query,
): AsyncGenerator<{ row: CaseIndexRow; cursor: string }> {
  const { store } = services;
  const views = viewsOfPerson(services.policies, viewer.person, { state, place });
  if (q !== undefined && q !== '') {
    let from: DocumentPlace | undefined =
      after !== undefined && /^\d{1,15}$/.test(after) ? { order: '', id: Number(after) } : undefined;
    for (;;) {
      const page = await store.searchDocuments(CASES, q, { views, limit: PAGE, ...(from && { after: from }) });
      for (const { value, place } of page.documents) yield { row: value as never, cursor: String(place.id) };
      if (page.next === undefined) return;
      from = page.next;
    }
  }
  // The order of a case is its own: going on after it needs nothing else.
  let from: DocumentPlace | undefined = after === undefined ? undefined : { order: after, id: 0 };
  for (;;) {
    const page = await store.listView(CASES, views, { backwards: true, limit: PAGE, ...(from && { after: from }) });
    for (const { value } of page.documents) {
      const row = value as unknown as CaseIndexRow;
      yield { row, cursor: caseOrder(row) };
    }
    if (page.next === undefined) return;
    from = page.next;
  }
}
