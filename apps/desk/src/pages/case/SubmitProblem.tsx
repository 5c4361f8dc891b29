import type { Problem } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { queries } from '../../app/query.ts';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

/**
 * Right above the button: what became of the last press. A case that has moved on can be fetched anew; what was typed
 * stays. Two differing answers are shown at length elsewhere.
 */
export function SubmitProblem({ problem, caseId }: { readonly problem: Problem | undefined; readonly caseId: string }) {
  const cache = useQueryClient();
  if (problem === undefined || problem.code === 'previewDiffers') return null;
  const stale = problem.code === 'staleVersion';
  return (
    <div style={{ marginTop: 16 }}>
      <ProblemAlert
        problem={problem}
        {...(stale
          ? {
              onRetry: () => void cache.invalidateQueries({ queryKey: queries.case(caseId).queryKey }),
              retryLabel: messages.problem.refresh,
            }
          : {})}
      />
    </div>
  );
}
