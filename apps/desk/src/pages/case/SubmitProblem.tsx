import { useQueryClient } from '@tanstack/react-query';
import { queries } from '../../app/query.ts';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import type { Commander } from './use-command.ts';

/**
 * Right above the button: what became of the last press. A case that has moved on can be fetched anew; what was typed
 * stays. Two differing answers are shown at length elsewhere.
 */
export function SubmitProblem({ commander, caseId }: { readonly commander: Commander; readonly caseId: string }) {
  const cache = useQueryClient();
  const { problem, forget } = commander;
  if (problem === undefined || problem.code === 'previewDiffers') return null;
  const stale = problem.code === 'staleVersion';
  return (
    <div style={{ marginTop: 16 }}>
      <ProblemAlert
        problem={problem}
        {...(stale
          ? {
              onRetry: () => void cache.invalidateQueries({ queryKey: queries.case(caseId).queryKey }).then(forget),
              retryLabel: messages.problem.refresh,
            }
          : {})}
      />
    </div>
  );
}
