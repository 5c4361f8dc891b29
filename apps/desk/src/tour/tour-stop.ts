import type { JsonValue } from '@cebao/engine';
import type { DraftRequest, TourStop } from '@cebao/server/client';
import { today } from '../app/today.ts';
import { type PolicySearch, readPolicySearch } from '../pages/policy/policy-search.ts';

type Data = Readonly<Record<string, JsonValue>>;

/** Where an act of the tour leads. */
export type Destination =
  | { readonly page: 'tasks' }
  | ({ readonly page: 'policy' } & PolicySearch)
  | { readonly page: 'task'; readonly step: string; readonly dialog?: string }
  | { readonly page: 'phone' }
  | { readonly page: 'print'; readonly print: string }
  | { readonly page: 'draft' | 'publish'; readonly draft: DraftRequest; readonly see: PolicySearch }
  | { readonly page: 'register'; readonly id: string };

/** One thing to see: as whom, what it is about, where it is, and what is filled in for the person. */
export interface Act {
  readonly stop: number;
  readonly title: string;
  readonly person: string;
  readonly text: string;
  readonly go: Destination;
  readonly fill?: { readonly reason?: string; readonly data?: Data };
}

/** The acts of the tour in order; the instance brings them as data, and what cannot be read is left out. */
export function actsOf(stops: readonly TourStop[]): Act[] {
  return stops.flatMap((stop) => {
    const acts = Array.isArray(stop.acts) ? (stop.acts as unknown[]) : [];
    return acts.filter(isRecord).flatMap((act) => {
      const go = destinationOf(withDates(act.go), stop);
      if (go === undefined || typeof act.text !== 'string') return [];
      const fill = withDates(act.fill);
      return [
        {
          stop: stop.stop,
          title: stop.title,
          person: typeof act.person === 'string' ? act.person : stop.person,
          text: act.text,
          go,
          ...(isRecord(fill) ? { fill: fill as NonNullable<Act['fill']> } : {}),
        },
      ];
    });
  });
}

function destinationOf(go: unknown, stop: TourStop): Destination | undefined {
  if (!isRecord(go)) return undefined;
  switch (go.page) {
    case 'tasks':
    case 'phone':
      return { page: go.page };
    case 'policy':
      return { page: 'policy', ...readPolicySearch(go) };
    case 'task':
      return typeof go.step === 'string'
        ? { page: 'task', step: go.step, ...(typeof go.dialog === 'string' ? { dialog: go.dialog } : {}) }
        : undefined;
    case 'print':
      return typeof go.print === 'string' ? { page: 'print', print: go.print } : undefined;
    case 'register':
      return typeof go.id === 'string' ? { page: 'register', id: go.id } : undefined;
    case 'draft':
    case 'publish':
      return isRecord(stop.draft)
        ? { page: go.page, draft: { from: today(), ...stop.draft } as DraftRequest, see: readPolicySearch(go) }
        : undefined;
    default:
      return undefined;
  }
}

/** `$today` and `$yesterday` anywhere in the data become days. */
function withDates(value: unknown): unknown {
  if (value === '$today') return today();
  if (value === '$yesterday')
    return new Date(Date.parse(`${today()}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(withDates);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDates(item)]));
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
