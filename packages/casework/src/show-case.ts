import type { JsonValue } from '@cebao/engine';
import type { Person, StageView } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import { type FillOptions, fillRows } from './fill-print.ts';
import type { OpenStep } from './open-steps.ts';
import { type Sight, sightOf } from './sight.ts';
import { type CaseState, type Signature, type StepRecord, statusOf, type TimelineEntry } from './state.ts';
import type { CaseView } from './view-case.ts';

/**
 * A case as a person may see it: without what its flow keeps from them (`visibility`), and without the answers of others
 * that are blind until they are settled. Deciding and judging go on over the whole case; this is what leaves the service.
 *
 * @example
 * showCase(policy, state, view, clerkOfOneDepartment, { today }); // their own answer, not those of the others
 */
export function showCase(
  policy: CasePolicy,
  state: CaseState,
  view: CaseView,
  person: Person,
  options: FillOptions,
): { readonly whole: boolean; readonly state: CaseState; readonly view: CaseView } {
  const sight = sightOf(policy, state, person);
  const shown = showState(state, sight);
  const flow = policy.findFlow(state.flow);
  if (!flow) return { whole: sight.whole, state: shown, view };
  const { whyNot, ...rest } = view;
  return {
    whole: sight.whole,
    state: shown,
    view: {
      ...rest,
      ...(whyNot && sight.whole ? { whyNot } : {}),
      openSteps: view.openSteps
        .filter((step) => sight.whole || step.mine || visibleStep(step.path, state, sight))
        .map((step) => showOpenStep(step, state, sight)),
      ...(sight.whole
        ? {}
        : {
            later: [],
            outline: showOutline(view.outline, state, view.openSteps, sight),
            summary: fillRows(policy, flow, shown, flow.opens?.summary ?? [], options).filter(
              ({ text }) => text !== '',
            ),
            prints: [],
            status: statusOf(shown),
          }),
    },
  };
}

/** The state of a case as a person with this sight may see it. */
export function showState(state: CaseState, sight: Sight): CaseState {
  const steps: Record<string, StepRecord> = {};
  const visible = new Set<string>();
  for (const [path, record] of Object.entries(state.steps)) {
    const shown = showRecord(path, record, sight);
    if (!sight.whole && shown.submissions.length + shown.signatures.length + shown.required.length === 0) continue;
    steps[path] = shown;
    for (const { event } of shown.submissions) visible.add(event);
  }
  const contributions = state.contributions
    .filter(({ event }) => visible.has(event))
    .map((one) => {
      const result = state.steps[one.step]?.terms?.as;
      if (result === undefined || sight.sees(one.step) || !Object.hasOwn(one.kept, result)) return one;
      const { [result]: _hidden, ...kept } = one.kept;
      return { ...one, kept };
    });
  const opening = sight.whole || sight.owns(state.openedBy) ? state.opening : {};
  const data: Record<string, JsonValue> = { ...opening };
  for (const one of contributions) Object.assign(data, one.data, one.kept);
  const { returned, ended, ...rest } = state;
  const back = returned && (sight.whole || sight.owns(returned.by) || visibleStep(returned.to, state, sight));
  return {
    ...rest,
    ...(returned && back ? { returned } : {}),
    ...(ended && sight.whole ? { ended } : {}),
    steps,
    done: sight.whole ? state.done : state.done.filter((step) => Object.hasOwn(steps, step)),
    opening,
    contributions,
    data,
    decisions: state.decisions.filter(({ event, step }) => visible.has(event) || sight.sees(step)),
    attachments: state.attachments.filter(({ event, by }) => visible.has(event) || sight.owns(by)),
    timeline: state.timeline.filter((entry) => sight.whole || seesEntry(entry, state, sight)),
  };
}

function showRecord(path: string, record: StepRecord, sight: Sight): StepRecord {
  const sees = sight.sees(path);
  const blind = record.terms?.blind === true && record.status === 'signing';
  const signatures = record.signatures
    .filter(({ actor }) => sees || sight.owns(actor))
    .map((signature) => (blind && !sight.owns(signature.actor) ? withoutAnswer(signature) : signature));
  if (sees) return { ...record, signatures };
  const { settled: _settled, lapsed: _lapsed, ...rest } = record;
  const own = (body: string) => sight.owns({ person: '', role: '', body });
  const lapsed = (record.lapsed ?? []).filter(own);
  return {
    ...rest,
    submissions: sight.signs(path) ? record.submissions : record.submissions.filter(({ actor }) => sight.owns(actor)),
    required: record.required.filter(own),
    signatures,
    ...(lapsed.length > 0 ? { lapsed } : {}),
  };
}

function withoutAnswer({ opinion: _opinion, comment: _comment, ...signature }: Signature): Signature {
  return signature;
}

function visibleStep(path: string, state: CaseState, sight: Sight): boolean {
  return (
    sight.sees(path) ||
    sight.signs(path) ||
    (state.steps[path]?.submissions.some(({ actor }) => sight.owns(actor)) ?? false)
  );
}

function seesEntry(entry: TimelineEntry, state: CaseState, sight: Sight): boolean {
  if (sight.owns(entry.actor)) return true;
  if (entry.step === undefined) return entry.type === 'withdrawn';
  return (
    sight.sees(entry.step) ||
    (entry.type === 'returned' && entry.to !== undefined && visibleStep(entry.to, state, sight)) ||
    ((entry.type === 'submitted' || entry.type === 'corrected') && sight.signs(entry.step))
  );
}

function showOpenStep(step: OpenStep, state: CaseState, sight: Sight): OpenStep {
  if (sight.sees(step.path)) return step;
  const own = (body: string) => sight.owns({ person: '', role: '', body });
  const seen = visibleStep(step.path, state, sight);
  return {
    ...step,
    prefill: seen ? step.prefill : {},
    who: step.who.filter(({ body }) => own(body)),
    signed: step.signed.filter(own),
    ...(step.signing
      ? { signing: { ...step.signing, answered: 0, asked: 0, again: step.signing.again.filter(own) } }
      : {}),
  };
}

/** The steps a person has to do with: theirs, and those that wait for them. */
function showOutline(
  outline: readonly StageView[],
  state: CaseState,
  open: readonly OpenStep[],
  sight: Sight,
): StageView[] {
  const mine = new Set(open.filter((step) => step.mine).map(({ path }) => path));
  return outline
    .map(({ reason: _reason, ...stage }) => ({
      ...stage,
      steps: stage.steps.filter(({ path }) => mine.has(path) || visibleStep(path, state, sight)),
    }))
    .filter(({ steps }) => steps.length > 0);
}
