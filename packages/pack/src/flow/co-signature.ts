import type { CoSignature, Step } from '../format.ts';

/**
 * The co-signature of a step in one shape; undefined where nobody signs. A plain list of bodies is `all` of them, by signing.
 *
 * @example
 * coSignatureOf({ id: 'plan', title: 'Plan', signatures: ['committee'] }); // { bodies: ['committee'], rule: 'all', … }
 */
export function coSignatureOf(step: Pick<Step, 'signatures'>): CoSignature | undefined {
  const { signatures } = step;
  if (signatures === undefined) return undefined;
  if (!Array.isArray(signatures)) return signatures;
  return signatures.length === 0 ? undefined : { bodies: signatures, rule: 'all', basis: 'inference' };
}

/** Every body that a co-signature names itself: those that answer (not of a panel), the leader, and who steps in. */
export function bodiesInSignature(step: Pick<Step, 'signatures'>): readonly string[] {
  const found = coSignatureOf(step);
  return [...(found?.bodies ?? []), ...[found?.leader, found?.escalatesTo].filter((body) => body !== undefined)];
}
