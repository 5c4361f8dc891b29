import type { CaseEvent, CaseState, Resubmits } from '../../src/index.ts';
import type { Break } from './kernel.ts';
import type { PropertyName } from './properties.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of the kernel, whatever they take.
type Any = any;

/** For each property one function of the kernel, broken in the way the property is there to see. */
export const brokenBuilds: Record<PropertyName, { readonly what: string } & Break> = {
  'nobody acts who may not': {
    what: 'a role acts wherever it is held',
    file: '../../../pack/src/flow/may-act.ts',
    by: (right) => ({
      mayAct: (offices: Any, bodies: Any, venue: Any, person: Any) => {
        const near = person.assignments.map((held: Any) => ({ ...held, at: held.place }));
        for (const held of near) {
          const found = right.mayAct(
            offices,
            bodies,
            { ...venue, place: held.place },
            { ...person, assignments: [held] },
          );
          if (found.ok) return found;
        }
        return right.mayAct(offices, bodies, venue, person);
      },
    }),
  },
  'no step is taken before those it rests on': {
    what: 'only the first of several steps is waited for',
    file: '../../../pack/src/flow/prerequisites.ts',
    by: (right) => ({ prerequisitesOf: (flow: Any, id: string) => right.prerequisitesOf(flow, id).slice(0, 1) }),
  },
  'what may happen next is exactly what is accepted': {
    what: 'steps that are optional are not offered',
    file: '../../src/open-steps.ts',
    by: (right) => ({
      openStepsOf: (...given: Any[]) => {
        const found = right.openStepsOf(...given);
        return found.ok
          ? { ok: true, value: { ...found.value, open: found.value.open.filter(({ optional }: Any) => !optional) } }
          : found;
      },
    }),
  },
  'nothing acknowledged is lost': {
    what: 'what is submitted again replaces what was there',
    file: '../../src/fold.ts',
    by: (right) => ({
      applyEvent: (state: CaseState | undefined, event: CaseEvent) => {
        const after = right.applyEvent(state, event) as CaseState | undefined;
        if (!after || event.type !== 'submitted') return after;
        const record = after.steps[event.step] as CaseState['steps'][string];
        const submissions = record.submissions.filter(({ superseded }) => !superseded);
        return { ...after, steps: { ...after.steps, [event.step]: { ...record, submissions } } };
      },
    }),
  },
  'a case is never stuck without somebody named who can move it': {
    what: 'a vote with an abstention is never settled',
    file: '../../src/tally.ts',
    by: (right) => ({
      settledResult: (terms: Any, tally: Any) =>
        tally.abstains.length > 0 ? undefined : right.settledResult(terms, tally),
    }),
  },
  'every refusal names who can, and they can': {
    what: 'the place of the case is named instead of where the body sits',
    file: '../../src/refusals.ts',
    by: (right) => ({
      notYours: (step: Any, who: readonly Any[]) =>
        right.notYours(
          step,
          who.map((one) => ({ ...one, place: `${one.place}/below` })),
        ),
    }),
  },
  'the outcome of a co-signature does not depend on the order of signatures': {
    what: 'after an objection nobody is counted as agreeing',
    file: '../../src/tally.ts',
    by: (right) => ({
      tallyOf: (terms: Any, bodies: Any, answers: readonly Any[]) => {
        const counts = (one: Any) => terms?.opinions.find(({ id }: Any) => id === one.opinion)?.counts ?? 'agrees';
        const first = answers.findIndex((one) => counts(one) === 'objects');
        const heard = first < 0 ? answers : answers.filter((one, index) => index <= first || counts(one) !== 'agrees');
        const tally = right.tallyOf(terms, bodies, heard);
        const dropped = answers.filter((one) => !heard.includes(one)).map(({ body }) => body);
        return {
          ...tally,
          silent: tally.silent.filter((body: string) => !dropped.includes(body)),
          abstains: [...tally.abstains, ...dropped],
        };
      },
    }),
  },
  'signatures are bound to content': {
    what: 'signatures stay when the content is submitted anew',
    file: '../../src/fold.ts',
    by: (right) => ({
      applyEvent: (state: CaseState | undefined, event: CaseEvent) => {
        const after = right.applyEvent(state, event) as CaseState | undefined;
        if (!after || event.type !== 'submitted') return after;
        const { signatures = [] } = state?.steps[event.step] ?? {};
        const record = after.steps[event.step] as CaseState['steps'][string];
        return { ...after, steps: { ...after.steps, [event.step]: { ...record, signatures } } };
      },
    }),
  },
  'silence counts as declared': {
    what: 'whoever is silent agrees',
    file: '../../src/tally.ts',
    by: (right) => ({ countSilence: (tally: Any) => right.countSilence(tally, 'agrees') }),
  },
  'a limit of resubmissions is kept': {
    what: 'a limit begins anew with each submission',
    file: '../../src/resubmits.ts',
    by: (right) => ({
      resubmitsOf: (...given: Any[]): Resubmits | undefined => {
        const found = right.resubmitsOf(...given);
        return found && { ...found, used: 0, spent: false };
      },
    }),
  },
  'deadlines do not move by themselves': {
    what: 'a deadline is counted from the day on which it is looked at',
    file: '../../src/deadline.ts',
    by: (right) => ({
      deadlineOf: (calendars: Any, due: Any, _since: string, today: string) =>
        right.deadlineOf(calendars, due, today, today),
    }),
  },
  'revision and governing date change by a declared migration alone': {
    what: 'a case that is returned goes on under the rules of that day',
    file: '../../src/fold.ts',
    by: (right) => ({
      applyEvent: (state: CaseState | undefined, event: CaseEvent) => {
        const after = right.applyEvent(state, event) as CaseState | undefined;
        return after && event.type === 'returned' ? { ...after, governedOn: event.at.slice(0, 10) } : after;
      },
    }),
  },
  'rebuilt equals live': {
    what: 'rebuilding passes over what does not move a case',
    file: '../../src/fold.ts',
    by: (right) => ({
      foldCase: (events: readonly CaseEvent[]) => right.foldCase(events.filter(({ type }) => type !== 'commented')),
    }),
  },
};
