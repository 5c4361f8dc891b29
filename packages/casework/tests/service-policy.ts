import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import { demoFiles, demoPolicy } from './demo-policy.ts';

type Json = Record<string, JsonValue>;

/** Applied for, looked at by two bodies side by side, decided together, carried out in rounds until it is evaluated as over. */
export const serviceFlow: Json = {
  kind: 'flow',
  id: 'demo.service',
  title: 'Service',
  basis: 'outside',
  sources: [],
  reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
  completed: 'finished',
  opens: {
    actors: ['committee'],
    level: 'village-community',
    title: { var: 'title' },
    overseers: ['bureau'],
    facts: {
      rounds: { count: { if: [{ isPresent: '$submissions.evaluate' }, { var: '$submissions.evaluate' }, []] } },
    },
  },
  steps: [
    {
      id: 'ask',
      title: 'Ask',
      actors: ['committee'],
      form: 'demo.form.need',
      resubmits: { most: 1, reason: 'askedTooOften', basis: 'outside', key: 'mostAsks' },
    },
    {
      id: 'look',
      title: 'Look',
      actors: ['partyOrg'],
      after: ['ask'],
      form: 'demo.form.assessment',
      returnsTo: ['ask'],
      due: {
        days: 5,
        calendar: 'working',
        basis: 'assumption',
        key: 'lookDue',
        remind: 2,
        escalate: { to: 'bureau', days: 1 },
      },
    },
    {
      id: 'price',
      title: 'Price',
      actors: ['community'],
      after: ['ask'],
      form: 'demo.form.application',
      due: { days: 10, calendar: 'calendar', basis: 'outside', key: 'priceDue' },
    },
    {
      id: 'settle',
      title: 'Settle',
      actors: ['town'],
      after: ['look', 'price'],
      form: 'demo.form.decision',
      signatures: ['committee', 'partyOrg'],
    },
    { id: 'serve', title: 'Serve', actors: ['worker'], after: ['settle'], form: 'demo.form.log' },
    {
      id: 'evaluate',
      title: 'Evaluate',
      actors: ['partyOrg'],
      after: ['serve'],
      form: 'demo.form.review',
      needs: ['reviewResult'],
      returnsTo: ['serve'],
      outcomes: [
        { when: { '==': [{ var: 'reviewResult' }, 'goOn'] }, again: 'serve', reason: 'goesOn' },
        { when: { '==': [{ var: 'reviewResult' }, 'stop'] }, ends: 'stopped' },
      ],
    },
    { id: 'close', title: 'Close', actors: ['town'], after: ['evaluate'] },
  ],
};

/** Working days of 2026 as far as the tests need them. */
const year2026: Json = {
  kind: 'calendar',
  id: 'workdays.2026',
  title: '2026',
  year: 2026,
  basis: 'outside',
  notice: { title: 'Notice', number: '7', issuer: 'Office', published: '2025-11-04' },
  holidays: [{ title: 'National Day', from: '2026-10-01', to: '2026-10-07' }],
  workdays: ['2026-09-20', '2026-10-10'],
};

/** The demo policy with the service flow; `change` edits the flow. */
export function servicePolicy(change: (flow: Json & { steps: Json[] }) => void = () => undefined): Policy {
  const flow = structuredClone(serviceFlow) as Json & { steps: Json[] };
  change(flow);
  return demoPolicy({ ...demoFiles, 'flows/service.json': flow, 'calendars/2026.json': year2026 });
}
