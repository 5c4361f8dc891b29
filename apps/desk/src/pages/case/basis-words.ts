import { packMessages } from '@cebao/pack';

/** How the origin of a value is called. */
export function basisWords(basis: string): string {
  return packMessages[`basis.${basis}`] ?? basis;
}
