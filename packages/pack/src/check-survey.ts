import { type Issue, nearestName } from '@cebao/engine';
import type { Survey } from './format.ts';

type Demand = (kind: 'body' | 'decision' | 'form' | 'param', name: string | undefined, at: string) => void;

/** What a survey refers to: bodies, forms, the param of its smallest count, decisions and its own sides. */
export function checkSurvey(survey: Survey, at: string, demand: Demand, issues: Issue[]): void {
  const { openers, readers = [], sides, fewest, asks = [] } = survey;
  for (const [name, bodies] of Object.entries({ openers, readers }))
    for (const [index, body] of bodies.entries()) demand('body', body, `${at}/${name}/${index}`);
  demand('param', fewest, `${at}/fewest`);
  for (const [index, side] of sides.entries()) {
    demand('form', side.form, `${at}/sides/${index}/form`);
    for (const body of side.bodies ?? []) demand('body', body, `${at}/sides/${index}/bodies`);
  }
  const known = sides.map(({ id }) => id);
  for (const [index, { decision, facts }] of asks.entries()) {
    demand('decision', decision, `${at}/asks/${index}/decision`);
    for (const [fact, side] of Object.entries(facts))
      if (!known.includes(side))
        issues.push({
          code: 'unknownReference',
          path: `${at}/asks/${index}/facts/${fact}`,
          params: { kind: 'side', id: side, suggestion: nearestName(side, known) },
        });
  }
}
