import type { FormValue } from '@cebao/react';
import { useCallback, useState } from 'react';

const PREFIX = 'cebao.draft:';

/** What was typed and not yet sent, on this computer: kept per person, case and step until the service has taken it. */
export interface Draft {
  readonly value: FormValue;
  /** When it was typed, if it comes from an earlier visit. */
  readonly restored: string | undefined;
  readonly change: (value: FormValue) => void;
  readonly clear: () => void;
}

interface Kept {
  readonly at: string;
  readonly value: FormValue;
}

/**
 * A form's value that survives a lost connection, a closed window and a crash.
 *
 * @example
 * const draft = useDraft(`${person}:${caseId}:${step}`, openStep.prefill);
 */
export function useDraft(name: string, start: FormValue): Draft {
  const key = PREFIX + name;
  const [state, setState] = useState(() => load(key, start));
  const change = useCallback(
    (value: FormValue) => {
      setState((before) => ({ ...before, value }));
      write(key, { at: new Date().toISOString(), value });
    },
    [key],
  );
  const clear = useCallback(() => {
    setState({ value: start, restored: undefined });
    remove(key);
  }, [key, start]);
  return { ...state, change, clear };
}

/** What was typed under names that begin so, by the rest of the name. */
export function draftsOf(start: string): { readonly name: string; readonly rest: string; readonly value: FormValue }[] {
  const found: { name: string; rest: string; value: FormValue }[] = [];
  try {
    for (const key of Object.keys(localStorage).sort()) {
      if (!key.startsWith(PREFIX + start)) continue;
      const name = key.slice(PREFIX.length);
      const { value } = load(key, {});
      if (Object.keys(value).length > 0) found.push({ name, rest: name.slice(start.length), value });
    }
  } catch {
    // Nothing was kept.
  }
  return found;
}

/** Drops the drafts whose name holds a text, such as a case's id; all of them with an empty text. */
export function forgetDrafts(text: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX) && key.includes(text)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function load(key: string, start: FormValue): { value: FormValue; restored: string | undefined } {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
    if (kept && typeof kept.value === 'object') return { value: kept.value, restored: kept.at };
  } catch {
    // A store that cannot be read holds no draft.
  }
  return { value: start, restored: undefined };
}

function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the value lives on in the page.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
