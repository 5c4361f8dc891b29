import type { Issue, JsonValue } from '@cebao/engine';

/** How much a finding weighs: a `problem` is to be mended, an `advice` is to be looked at. */
export type Severity = 'problem' | 'advice';

/** What the linter found: an issue with its weight. `path` is `folder/file#/pointer`. */
export interface Finding extends Issue {
  readonly severity: Severity;
}

/** Findings under way; the same thing at the same place is said once. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  problem(code: string, path: string, params: Readonly<Record<string, JsonValue>> = {}): void {
    this.add({ code, path, params, severity: 'problem' });
  }

  advice(code: string, path: string, params: Readonly<Record<string, JsonValue>> = {}): void {
    this.add({ code, path, params, severity: 'advice' });
  }

  add(finding: Finding): void {
    const key = `${finding.code} ${finding.path} ${String(finding.params.id ?? '')} ${String(finding.params.name ?? '')}`;
    if (!this.#found.has(key)) this.#found.set(key, finding);
  }

  /** Problems first, then by place. */
  list(): Finding[] {
    return [...this.#found.values()].sort((a, b) =>
      a.severity === b.severity ? order(a.path, b.path) || order(a.code, b.code) : a.severity === 'problem' ? -1 : 1,
    );
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
