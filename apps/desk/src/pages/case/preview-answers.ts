import type { StepPreview } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Preview } from '@cebao/server/client';

/** What the screen showed, as the service wants to compare it: status, value and reason per decision. */
export function previewAnswers(revision: string, preview: StepPreview | undefined): Preview {
  const answers: Record<string, JsonValue> = {};
  for (const { decision, answer } of preview?.decisions ?? []) {
    const { status, value, reason } = answer;
    answers[decision] = {
      status,
      ...(value === undefined ? {} : { value }),
      ...(reason === undefined ? {} : { reason }),
    };
  }
  return { revision, answers };
}
