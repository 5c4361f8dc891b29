import type { JsonValue, Result } from '@cebao/engine';
import { type Amendment, amendPacks, type Basis, type Pack } from '@cebao/pack';
import type { Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';

/** Drafts of rules, and those published: documents by id. */
export const DRAFTS = 'drafts';
/** Stream of what was published, by whom. */
export const POLICY_STREAM = 'policy';

/** A draft as it is kept. */
export interface Draft {
  readonly id: string;
  readonly param: string;
  readonly region: string;
  readonly value: JsonValue;
  readonly from: string;
  readonly basis: Basis;
  readonly note: string;
  readonly author: string;
  readonly createdAt: string;
  /** Order of publication: amendments are laid on in this order. */
  readonly published?: { readonly by: string; readonly at: string; readonly revision: string; readonly number: number };
}

export function amendmentOf(draft: Draft): Amendment {
  const { param, region, value, from, basis, note } = draft;
  return { param, region, value, from, basis, note };
}

export async function listDrafts(store: Store): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for await (const { value } of eachDocument(store, DRAFTS)) drafts.push(value as unknown as Draft);
  return drafts;
}

/** The packs of the files with everything this instance has published laid on. */
export async function withPublishedDrafts(store: Store, packs: readonly Pack[]): Promise<Result<readonly Pack[]>> {
  const published = (await listDrafts(store))
    .filter((draft) => draft.published !== undefined)
    .sort((a, b) => (a.published?.number ?? 0) - (b.published?.number ?? 0));
  return published.length === 0 ? { ok: true, value: packs } : amendPacks(packs, published.map(amendmentOf));
}
