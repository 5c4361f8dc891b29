import didYouMean from 'didyoumean2';

/** The nearest of the known names, or null when none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  return (didYouMean(name, known as string[], { threshold: 0.5 }) as string | null) ?? null;
}
