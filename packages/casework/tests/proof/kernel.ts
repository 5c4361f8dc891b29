import { vi } from 'vitest';

/** The doors of the kernel under test. */
export type Kernel = typeof import('../../src/index.ts');

/** A function of the kernel, replaced: which file, which exports, and how they are broken, given the right ones. */
export interface Break {
  /** From this folder: `../../src/tally.ts`. */
  readonly file: string;
  // biome-ignore lint/suspicious/noExplicitAny: one function stands in for any other.
  readonly by: (right: any) => Record<string, unknown>;
}

/** The kernel as it is; with `broken` a fresh one in which one file exports something else, for whoever imports it. */
export async function loadKernel(broken?: Break): Promise<Kernel> {
  if (!broken) return import('../../src/index.ts');
  vi.resetModules();
  vi.doMock(broken.file, async (importOriginal) => {
    const right = (await importOriginal()) as Record<string, unknown>;
    return { ...right, ...broken.by(right) };
  });
  try {
    return await import('../../src/index.ts');
  } finally {
    vi.doUnmock(broken.file);
    vi.resetModules();
  }
}
