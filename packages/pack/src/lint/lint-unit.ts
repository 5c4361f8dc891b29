import { nearestName } from '@cebao/engine';
import type { Findings } from './finding.ts';
import { isTenThousands, KNOWN_UNITS } from './units.ts';

/** A unit is one the product knows; money is in yuan and never in ten-thousands. */
export function lintUnit(unit: string, at: string, findings: Findings): void {
  if (KNOWN_UNITS.includes(unit)) return;
  if (isTenThousands(unit)) findings.problem('moneyInTenThousands', at, { unit });
  else {
    const suggestion = nearestName(unit, KNOWN_UNITS);
    if (suggestion === null) findings.advice('unknownUnit', at, { unit, suggestion });
    else findings.problem('unknownUnit', at, { unit, suggestion });
  }
}
