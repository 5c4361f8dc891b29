import { createContext, useContext } from 'react';

/** Text fields of a form that hold letters the model does not have yet. */
export interface PendingTexts {
  add(flush: () => void): () => void;
  /** Brings every pending text into the model; called before a submit. */
  flush(): void;
}

export function createPendingTexts(): PendingTexts {
  const waiting = new Set<() => void>();
  return {
    add: (flush) => {
      waiting.add(flush);
      return () => waiting.delete(flush);
    },
    flush: () => {
      for (const flush of [...waiting]) flush();
    },
  };
}

export const PendingTextsContext = createContext<PendingTexts | undefined>(undefined);

export const usePendingTexts = (): PendingTexts | undefined => useContext(PendingTextsContext);
