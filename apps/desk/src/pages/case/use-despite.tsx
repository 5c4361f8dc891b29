import type { StepPreview } from '@cebao/casework';
import { type ReactNode, useState } from 'react';
import { DespiteField } from './DespiteField.tsx';
import { isAdvisedAgainst } from './use-step-preview.ts';

/** The reason against a reference opinion while a step is filled in. */
export interface Despite {
  /** Its field, where an opinion speaks against the step; nothing elsewhere. */
  readonly field: ReactNode;
  /** What goes along with the submission; undefined where the reason is still to be given, and the field says so. */
  carry(seen: StepPreview | undefined): { readonly despite?: string } | undefined;
}

export function useDespite(preview: StepPreview | undefined): Despite {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  return {
    field: isAdvisedAgainst(preview) && <DespiteField value={reason} onChange={setReason} missing={missing} />,
    carry: (seen) => {
      const against = isAdvisedAgainst(seen);
      const silent = against && reason.trim() === '';
      setMissing(silent);
      if (silent) return undefined;
      return against ? { despite: reason } : {};
    },
  };
}
