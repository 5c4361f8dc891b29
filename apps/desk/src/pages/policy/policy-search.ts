import type { JsonValue } from '@cebao/engine';
import type { FormValue } from '@cebao/react';

/** One column of a comparison: where, when, and facts that differ from the shared ones. */
export interface Column {
  readonly region?: string | undefined;
  readonly at?: string | undefined;
  readonly facts?: FormValue | undefined;
}

/** What the policy page shows; it stands in the address, so that a comparison can be handed on. */
export interface PolicySearch {
  readonly decisions?: readonly string[];
  readonly facts?: FormValue;
  readonly columns?: readonly Column[];
}

/** Reads the address; what does not fit is left out. */
export function readPolicySearch(search: Record<string, unknown>): PolicySearch {
  const decisions = list(search.decisions).filter((one): one is string => typeof one === 'string');
  const columns = list(search.columns).filter(isRecord).map(readColumn);
  return {
    ...(decisions.length > 0 ? { decisions } : {}),
    ...(isRecord(search.facts) ? { facts: search.facts as FormValue } : {}),
    ...(columns.length > 0 ? { columns: columns.slice(0, 6) } : {}),
  };
}

function readColumn(column: Record<string, unknown>): Column {
  return {
    ...(typeof column.region === 'string' ? { region: column.region } : {}),
    ...(typeof column.at === 'string' ? { at: column.at } : {}),
    ...(isRecord(column.facts) ? { facts: column.facts as Record<string, JsonValue> } : {}),
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
