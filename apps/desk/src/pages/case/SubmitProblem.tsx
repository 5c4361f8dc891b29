import type { Problem } from '@cebao/server/client';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

/** Right above the button: what became of the last press. Two differing answers are shown at length elsewhere. */
export function SubmitProblem({ problem }: { readonly problem: Problem | undefined }) {
  if (problem === undefined || problem.code === 'previewDiffers') return null;
  return (
    <div style={{ marginTop: 16 }}>
      <ProblemAlert problem={problem} />
    </div>
  );
}
