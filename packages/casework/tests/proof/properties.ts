import type { JsonValue } from '@cebao/engine';
import type { Person, Policy } from '@cebao/pack';
import { type CaseAction, type CaseCommand, type CaseEvent, type CaseState, contentHashOf } from '../../src/index.ts';
import type { Kernel } from './kernel.ts';
import { answerAt, commandOf, drawFrom, findStepOf, hashAt, type Played, stepsOf, type Tried } from './play.ts';
import { dayAfter, flowsOf, type World } from './world.ts';

/** A problem that a property found, or nothing. */
export type Finding = string | undefined;

/** What a property looked at, for the counts that are printed. */
export interface Tally {
  probes: number;
  refusals: number;
  orders: number;
}

export type Property = (kernel: Kernel, played: Played, tally: Tally) => Finding;

const running = (state: CaseState | undefined): state is CaseState =>
  state !== undefined && !state.ended && !state.withdrawn;

/** States to look into more closely: not every one of a long run. */
function looked(played: Played, every: number): Tried[] {
  return played.tried.filter(({ after }, index) => after !== undefined && index % every === 0);
}

/** The policy a state stands under: that of the migration where one was just made. */
function policyOf(world: World, state: CaseState): Policy {
  if (state.revision === world.policy.revision) return world.policy;
  return world.later as Policy;
}

// Nobody acts who may not.

function inPlace(
  world: World,
  place: string,
  body: string,
  actor: CaseEvent['actor'],
  parties: CaseState['parties'],
): Finding {
  const role = world.roles.find(({ id }) => id === actor.role);
  if (!role) return `unknown role ${actor.role}`;
  if (role.actsFor !== actor.body || actor.body !== body) return `${actor.role} does not act for ${actor.body}`;
  if (role.organisation) {
    const party = parties[body];
    return party !== undefined && party !== actor.organisation
      ? `${actor.organisation} is not the party ${party}`
      : undefined;
  }
  if (actor.place === undefined || !(place === actor.place || place.startsWith(`${actor.place}/`)))
    return `${actor.place} is not above ${place}`;
  return role.level !== undefined && role.level !== LEVELS[actor.place.split('/').length - 1]
    ? `${actor.place} is not a ${role.level}`
    : undefined;
}

const LEVELS = ['region', 'league-city', 'banner-county', 'township-street', 'village-community', 'estate'];

/** Who may do what an event says, read from the flow as data. */
function bodiesFor(kernel: Kernel, world: World, tried: Tried, event: CaseEvent): readonly string[] | undefined {
  const { before, policy } = tried;
  const flow = policy.findFlow(world.flow);
  const any = flowsOf({ policy, flow: world.flow }).flatMap(({ steps }) => steps);
  const actorsAt = (path: string): readonly string[] | undefined => {
    const step = before
      ? findStepOf(kernel, world, policy, before, path)
      : [...stepsOf(world, policy)].find(([one]) => one === path)?.[1].step;
    return step?.actors ?? step?.handledBy;
  };
  switch (event.type) {
    case 'opened':
      return flow?.opens?.actors;
    case 'submitted':
    case 'corrected':
      return actorsAt(event.step);
    case 'signed':
      return (before?.steps[event.step]?.required ?? []).filter(
        (body) => !before?.steps[event.step]?.signatures.some(({ actor }) => actor.body === body),
      );
    case 'settled': {
      const terms = before?.steps[event.step]?.terms;
      if (terms?.silence === 'escalates') return [terms.escalatesTo ?? 'nobody'];
      return terms?.leader === undefined ? actorsAt(event.step) : [terms.leader];
    }
    case 'returned': {
      const record = before?.steps[event.from];
      const signing = record?.status === 'signing' && record.terms?.leader === undefined ? record.required : [];
      const actors = actorsAt(event.from);
      return actors && [...actors, ...signing];
    }
    case 'withdrawn':
      return before && [before.openedBy.body];
    case 'migrated':
      return world.roles.filter(({ may }) => may?.includes('oversee')).map(({ actsFor }) => actsFor);
    case 'commented':
      return any.length > 0 ? undefined : [];
  }
}

const rightPeople: Property = (kernel, { world, tried }) => {
  for (const one of tried) {
    let parties = one.before?.parties ?? {};
    for (const event of one.events) {
      const { actor } = event;
      if (actor.person !== one.person.id) return `${actor.person} is not ${one.person.id}`;
      if (!one.holds(actor.person, actor, actor.for))
        return `${actor.person} did ${event.type} as ${actor.role} at ${actor.place} for ${actor.for ?? 'themselves'} on ${one.day} without holding it`;
      if (event.type !== 'commented') {
        const wrong = inPlace(world, world.place, actor.body, actor, parties);
        if (wrong && event.type !== 'migrated') return `${event.type}: ${wrong}`;
      }
      const bodies = bodiesFor(kernel, world, one, event);
      if (bodies && !bodies.includes(actor.body))
        return `${actor.body} did ${event.type}, which is for ${bodies.join()}`;
      if (event.type === 'signed') {
        const record = one.before?.steps[event.step];
        if (record?.terms?.distinct && record.signatures.some(({ actor: earlier }) => earlier.person === actor.person))
          return `${actor.person} signed ${event.step} twice`;
      }
      if (event.type === 'returned') {
        const step = one.before && findStepOf(kernel, world, one.policy, one.before, event.from);
        const stage = event.from.slice(0, event.from.lastIndexOf('/') + 1);
        const targets = (step?.returnsTo ?? []).map((id) => (id.includes('/') ? id : `${stage}${id}`));
        const doneBy = targets.flatMap((path) => stepsOf(world, one.policy).get(path)?.step.doneBy ?? []);
        if (![...targets, ...doneBy].includes(event.to)) return `${event.from} cannot return to ${event.to}`;
      }
      if ('parties' in event) parties = event.parties;
    }
  }
  return undefined;
};

// No step before those it rests on.

/** Direct prerequisites by the letter of the flow. */
function before(
  steps: readonly { id: string; after?: readonly string[] | undefined; optional?: boolean | undefined }[],
  id: string,
): readonly string[] {
  const index = steps.findIndex((one) => one.id === id);
  const own = steps[index]?.after;
  if (own) return own;
  const previous = steps
    .slice(0, Math.max(index, 0))
    .filter(({ optional }) => !optional)
    .at(-1);
  return previous ? [previous.id] : [];
}

const inOrder: Property = (_kernel, { world, tried }) => {
  for (const { before: was, events, policy, command } of tried) {
    for (const event of events) {
      if (event.type !== 'submitted') continue;
      const done = was?.done ?? [];
      const found = stepsOf(world, policy).get(event.step);
      const jumps =
        found?.flow.steps.some(({ outcomes }) => outcomes?.some(({ next }) => next !== undefined)) ||
        found?.flow.steps.some(({ next, doneBy }) => next !== undefined || doneBy !== undefined);
      if (!found) return `${event.step} is no step`;
      if (!jumps) {
        const stage = event.step.slice(0, event.step.lastIndexOf('/') + 1);
        const missing = before(found.flow.steps, found.step.id).filter((id) => !done.includes(`${stage}${id}`));
        if (missing.length > 0) return `${event.step} was taken before ${missing.join()}`;
      }
      if (done.includes(event.step) && !found.step.repeat) return `${event.step} was taken twice`;
      if (command.type !== 'open' && !running(was)) return `${event.step} was taken after the end`;
    }
  }
  return undefined;
};

// What may happen next is exactly what is accepted.

const keyOf = (action: CaseAction): string =>
  'step' in action ? `${action.type} ${action.step}` : action.type === 'return' ? `return ${action.to}` : action.type;

/** Reasons that say: not you, or not now. An offer is never refused for one of them. */
const NOT_OFFERED = [
  'notYourStep',
  'notYourReturn',
  'notYoursToWithdraw',
  'notYoursToSee',
  'cannotReturnTo',
  'caseEnded',
  'caseWithdrawn',
  'nothingToSign',
  'nothingToCorrect',
  'signedAlready',
  'signedAndUsed',
  'signedWithIt',
  'stillTime',
  'silenceWaits',
  'unknownStep',
  'contentChanged',
];

/** The reasons of a world that say: not you, or not now. */
function refusalsOf({ flow }: World, policy: Policy): ReadonlySet<string> {
  const own = flowsOf({ policy, flow }).flatMap(({ reasons }) => [reasons.outOfOrder, reasons.wrongActor]);
  return new Set([...NOT_OFFERED, ...own]);
}

/** Everything that could be tried on a case by a person: with the data a person would enter. */
function universe(
  kernel: Kernel,
  world: World,
  policy: Policy,
  state: CaseState,
  person: Person,
  seed: number,
): [string, CaseCommand][] {
  const draw = drawFrom(seed);
  const all: [string, CaseCommand][] = [];
  for (const path of new Set([...stepsOf(world, policy).keys(), ...Object.keys(state.steps)])) {
    const contentHash = hashAt(state, path);
    const actions: CaseAction[] = [
      { type: 'submit', step: path, title: '' },
      { type: 'sign', step: path, title: '', contentHash },
      { type: 'return', from: '', to: path, title: '' },
      { type: 'correct', step: path, title: '' },
    ];
    for (const action of actions) {
      const command = commandOf(kernel, world, policy, state, action, draw, true, person);
      all.push([
        keyOf(action),
        command.type === 'submit' ? { type: 'submit', step: path, data: command.data, despite: 'so decided' } : command,
      ]);
    }
    all.push([`settle ${path}`, { type: 'settle', step: path, contentHash, result: 'agreed', reason: 'because' }]);
  }
  all.push(['withdraw', { type: 'withdraw', reason: 'over' }], ['comment', { type: 'comment', text: 'noted' }]);
  return all;
}

const offered: Property = (kernel, played, tally) => {
  const { world } = played;
  for (const { after, day, person, seed } of looked(played, 2)) {
    const state = after as CaseState;
    const policy = policyOf(world, state);
    const view = kernel.viewCase(policy, state, person, { today: day });
    if (!view.ok) return JSON.stringify(view.issues);
    const offers = new Set(view.value.mine.map(keyOf));
    const refusing = refusalsOf(world, policy);
    for (const [key, command] of universe(kernel, world, policy, state, person, seed)) {
      tally.probes += 1;
      const decided = trial(kernel, policy, state, command, person, day);
      const codes = decided.ok ? [] : decided.issues.map(({ code }) => code);
      if (decided.ok && !offers.has(key)) return `${key} is taken from ${person.id} and was not offered`;
      const settled = codes.includes('resultFollows');
      if (!decided.ok && !settled && offers.has(key)) {
        if (world.sure) return `${key} is offered to ${person.id} and refused: ${codes.join()}`;
        const wrong = codes.filter((code) => refusing.has(code));
        if (wrong.length > 0 && command.type !== 'correct')
          return `${key} is offered to ${person.id} and refused: ${codes.join()}`;
      }
    }
  }
  return undefined;
};

function trial(kernel: Kernel, policy: Policy, state: CaseState, command: CaseCommand, actor: Person, day: string) {
  let ids = 0;
  return kernel.decideCommand(policy, state, command, {
    now: `${day}T23:00:00+08:00`,
    actor,
    newId: () => `probe-${(ids += 1)}`,
  });
}

// Nothing acknowledged is lost.

const kept: Property = (_kernel, { tried, events, state }) => {
  if (!state) return events.length > 0 ? 'events and no case' : undefined;
  if (state.version !== events.length) return `version ${state.version} after ${events.length} events`;
  if (state.timeline.map(({ id }) => id).join() !== events.map(({ id }) => id).join())
    return 'the timeline is not what happened';
  const renames = new Map<string, string>();
  for (const event of events)
    if (event.type === 'migrated') for (const [from, to] of Object.entries(event.renames)) renames.set(from, to);
  const named = (path: string) => renames.get(path) ?? path;
  for (const event of events) {
    const line = state.timeline.find(({ id }) => id === event.id);
    if (line?.actor.person !== event.actor.person || line.at !== event.at) return `${event.id} is told otherwise`;
    if (event.type === 'commented' && line.text !== event.text) return 'a comment was lost';
    if ((event.type === 'returned' || event.type === 'withdrawn') && line.text !== event.reason)
      return 'a reason was lost';
    if (event.type !== 'submitted') continue;
    const submission = state.steps[named(event.step)]?.submissions.find((one) => one.event === event.id);
    if (!submission) return `what was submitted at ${event.step} is gone`;
    const written: Record<string, JsonValue> = { ...submission.data };
    for (const { changes } of [...submission.corrections].reverse())
      for (const { field, from } of changes)
        if (from === null) delete written[field];
        else written[field] = from;
    if (sorted(written) !== sorted(event.data)) return `what was written at ${event.step} cannot be read any more`;
    if (
      JSON.stringify(submission.attachments) !== JSON.stringify(event.attachments) ||
      submission.on !== (event.paper?.on ?? event.at.slice(0, 10))
    )
      return `attachments or the true day of ${event.step} were lost`;
  }
  // The data of the case is what valid submissions say, the last one first heard.
  for (const { after } of tried) {
    if (!after) continue;
    const valid = Object.values(after.steps).flatMap(({ submissions, repeat }) =>
      submissions.filter(({ superseded }) => !superseded).slice(repeat ? 0 : -1),
    );
    for (const { data, event } of valid)
      for (const [name, value] of Object.entries(data)) {
        const others = valid.filter((one) => one.event !== event && Object.hasOwn(one.data, name));
        const told = after.data[name];
        if (!Object.hasOwn(after.data, name)) return `${name} was submitted and is not in the case`;
        if (
          others.length === 0 &&
          JSON.stringify(told) !== JSON.stringify(value) &&
          !after.contributions.some(({ kept: answers }) => Object.hasOwn(answers, name))
        )
          return `${name} is ${JSON.stringify(told)}, submitted was ${JSON.stringify(value)}`;
      }
  }
  return undefined;
};

const sorted = (data: Readonly<Record<string, JsonValue>>) =>
  JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));

// A running case is never stuck without somebody who is named and can move it.

/** A person who holds what is named: the body, at the place, for the organisation. */
function named(
  world: World,
  { body, place, organisation }: { body: string; place: string; organisation?: string | null | undefined },
): Person[] {
  return world.roles
    .filter(({ actsFor }) => actsFor === body)
    .map((role) => ({
      id: `named-${role.id}`,
      name: body,
      assignments: [{ role: role.id, place, ...(role.organisation ? { organisation: organisation ?? 'org-1' } : {}) }],
    }));
}

const movable: Property = (kernel, played, tally) => {
  const { world } = played;
  for (const { after, day, seed } of looked(played, 2)) {
    if (!running(after)) continue;
    const policy = policyOf(world, after);
    const next = kernel.whatNext(policy, after, day);
    if (!next.ok) return JSON.stringify(next.issues);
    const { open, later } = next.value;
    const waiting = open.filter(({ waits }) => waits);
    if (waiting.length === 0)
      return `nothing is open; later: ${later.map(({ path, whyNot }) => `${path} ${whyNot.code}`).join()}`;
    for (const step of [...open, ...later]) {
      if (step.who.length === 0 || step.who.some(({ title, place }) => title === '' || place === ''))
        return `nobody is named for ${step.path}`;
    }
    for (const { path, whyNot } of later)
      if (
        whyNot.code === 'waitsForSteps' &&
        ((whyNot.params['waitsFor'] as string[]) ?? []).filter((one) => one !== '').length === 0
      )
        return `${path} waits, and it is not said for what`;
    for (const step of open) {
      if (step.due && !step.deadline) return `${step.path} has a time limit and no day`;
      if (step.signing && after.steps[step.path]?.terms?.days !== undefined && !step.signing.until)
        return `${step.path} asks for answers and does not say until when`;
    }
    const refusing = refusalsOf(world, policy);
    const moves = waiting.some((step) =>
      step.who.some((who) =>
        named(world, who).some((person) => {
          const draw = drawFrom(seed);
          return [0, 1, 2, 3, 4, 5, 6, 7].some(() => {
            tally.probes += 1;
            const action: CaseAction =
              step.kind === 'sign'
                ? { type: 'sign', step: step.path, title: '', contentHash: step.contentHash ?? '' }
                : { type: 'submit', step: step.path, title: '' };
            const command = commandOf(kernel, world, policy, after, action, draw, true, person);
            const decided = trial(kernel, policy, after, command, person, day);
            // Where the world does not know what a form may say, a refusal for what it says is none for the person.
            return decided.ok || (!world.sure && !decided.issues.some(({ code }) => refusing.has(code)));
          });
        }),
      ),
    );
    if (!moves) {
      const told = waiting
        .map(({ path, resubmits, whyNot }) => `${path} ${resubmits?.spent ? 'limit spent' : ''} ${whyNot?.code ?? ''}`)
        .join('; ');
      return `nobody who is named can move the case: ${told}`;
    }
  }
  return undefined;
};

/** Every refusal for the sake of the person names who can, and they can. */
const namesWho: Property = (kernel, { world, tried }, tally) => {
  for (const { before: state, command, issues, day, person } of tried) {
    if (!state || command.type === 'open' || command.type === 'migrate') continue;
    const policy = policyOf(world, state);
    for (const { code, params } of issues) {
      if (!['notYourStep', 'notYourReturn', 'notYoursToWithdraw', 'otherParty'].includes(code)) continue;
      tally.refusals += 1;
      const who = (params['who'] as string[] | undefined) ?? [];
      if (who.length === 0 || who.includes(''))
        return `${command.type} is refused to ${person.id} for ${code}, and nobody is named`;
      const bodies =
        (params['bodies'] as { body: string; place: string; organisation: string | null }[] | undefined) ?? [];
      for (const one of bodies) {
        const allowed = named(world, one).some((other) => {
          const decided = trial(kernel, policy, state, command, other, day);
          return decided.ok || !decided.issues.some((issue) => issue.code === code);
        });
        if (!allowed) return `${one.body} at ${one.place} is named for ${command.type} and is refused for ${code}`;
      }
    }
  }
  return undefined;
};

// The outcome of a co-signature does not depend on the order of the signatures.

const anyOrder: Property = (kernel, played, tally) => {
  const { world } = played;
  for (const { after, day, seed } of looked(played, 2)) {
    if (!running(after)) continue;
    const policy = policyOf(world, after);
    for (const [path, record] of Object.entries(after.steps)) {
      if (record.status !== 'signing') continue;
      const draw = drawFrom(seed);
      const missing = record.required.filter((body) => !record.signatures.some(({ actor }) => actor.body === body));
      const answers = missing.map((body) => ({ body, choice: draw(3) }));
      const outcomes = [answers, [...answers].reverse(), [...answers.slice(1), ...answers.slice(0, 1)]].map((order) => {
        let state = after;
        for (const { body, choice } of order) {
          const next = kernel.whatNext(policy, state, day);
          const who = next.ok
            ? next.value.open
                .find((step) => step.path === path && step.kind === 'sign')
                ?.who.find((one) => one.body === body)
            : undefined;
          const [person] = who ? named(world, who) : [];
          if (!person) break;
          const command: CaseCommand = {
            type: 'sign',
            step: path,
            contentHash: hashAt(state, path),
            ...answerAt(state, path, choice),
          };
          const decided = trial(kernel, policy, state, command, person, day);
          if (!decided.ok) return `refused: ${decided.issues.map(({ code }) => code).join()}`;
          for (const event of decided.events)
            state = kernel.applyEvent(state, { ...event, id: `${event.id}-${body}` }) as CaseState;
        }
        const { status, settled } = state.steps[path] ?? {};
        const told =
          record.terms?.as === undefined || record.terms.early ? null : (state.data[record.terms.as] ?? null);
        return JSON.stringify([
          status,
          settled?.result ?? null,
          state.ended?.end ?? null,
          [...state.done].sort(),
          told,
        ]);
      });
      tally.orders += outcomes.length;
      if (new Set(outcomes).size > 1) return `${path}: ${[...new Set(outcomes)].join(' or ')}`;
    }
  }
  return undefined;
};

// Signatures are bound to the content they signed.

const boundToContent: Property = (_kernel, { tried }) => {
  for (const { after, before: was, events } of tried) {
    for (const event of events)
      if (event.type === 'signed' && was) {
        const record = was.steps[event.step];
        const current = record?.submissions.filter(({ superseded }) => !superseded).at(-1);
        if (current?.contentHash !== event.contentHash) return `${event.step} was signed under other content`;
      }
    for (const [step, record] of Object.entries(after?.steps ?? {})) {
      const current = record.submissions.filter(({ superseded }) => !superseded).at(-1);
      if (!after || !current || record.required.length === 0 || record.status === 'reopened') continue;
      const { data, attachments, paper } = current;
      const hash = contentHashOf({ caseId: after.id, step, data, attachments, paper });
      if (current.contentHash !== hash && !after.timeline.some(({ type }) => type === 'migrated'))
        return `the hash of ${step} is not of its content`;
      if (record.signatures.some((one) => one.contentHash !== current.contentHash))
        return `${step} counts a signature under other content`;
      const bodies = record.signatures.map(({ actor }) => actor.body);
      if (new Set(bodies).size < bodies.length) return `a body signed ${step} twice`;
      if (record.status === 'done' && !record.settled && record.required.some((body) => !bodies.includes(body)))
        return `${step} is done without all signatures`;
    }
  }
  return undefined;
};

// Silence is what was declared, by an explicit act after the day.

function lastDay(since: string, days: number, calendar: 'calendar' | 'working'): string {
  let day = since;
  for (let left = days; left > 0; ) {
    day = dayAfter(day, 1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (calendar === 'calendar' || (weekday !== 0 && weekday !== 6)) left -= 1;
  }
  return day;
}

/** The result of answers, counted anew. */
function resultOf(
  rule: string,
  count: number | undefined,
  agrees: number,
  objects: number,
  abstains: number,
): 'agreed' | 'refused' {
  if (rule === 'all') return objects + abstains === 0 ? 'agreed' : 'refused';
  if (rule === 'quorum') return agrees >= (count ?? agrees + objects + abstains) ? 'agreed' : 'refused';
  return objects === 0 && agrees >= (count ?? 1) ? 'agreed' : 'refused';
}

const silence: Property = (_kernel, { tried, world }) => {
  for (const { before: was, events, day, after } of tried) {
    for (const event of events) {
      if (event.type !== 'settled') continue;
      const record = was?.steps[event.step];
      const { terms } = record ?? {};
      const current = record?.submissions.filter(({ superseded }) => !superseded).at(-1);
      if (!record || !terms || !current || terms.days === undefined)
        return `${event.step} was settled and nobody was asked`;
      if (terms.silence === 'waits') return `${event.step} was settled though silence waits`;
      const since = (current.corrections.at(-1)?.at ?? current.at).slice(0, 10);
      const until = world.sure ? lastDay(since, terms.days, terms.calendar) : event.until;
      if (event.until !== until) return `${event.step} had time until ${until}, not ${event.until}`;
      if (day <= until) return `${event.step} was settled on ${day}, there was time until ${until}`;
      const counts = (body: string) => {
        const signature = record.signatures.find(({ actor }) => actor.body === body);
        if (!signature) return terms.silence;
        return terms.opinions.find(({ id }) => id === signature.opinion)?.counts ?? 'agrees';
      };
      const silent = record.required.filter((body) => !record.signatures.some(({ actor }) => actor.body === body));
      if (event.silent.join() !== silent.join())
        return `${event.step}: silent were ${silent.join()}, told are ${event.silent.join()}`;
      if (event.counted !== terms.silence) return `${event.step}: silence was counted as ${event.counted}`;
      const all = record.required.map(counts);
      const times = (what: string) => all.filter((one) => one === what).length;
      const result = resultOf(terms.rule, terms.count, times('agrees'), times('objects'), times('abstains'));
      if (terms.silence !== 'escalates' && event.result !== result && !(terms.basis === 'assumption' && event.reason))
        return `${event.step} came out ${event.result}, its rule says ${result}`;
      if (terms.silence === 'escalates' && !event.reason) return `${event.step} was settled above without a reason`;
      if (!after?.steps[event.step]) return `${event.step} is gone`;
    }
    for (const event of events) {
      if (event.type !== 'signed' || !event.completes) continue;
      const record = was?.steps[event.step];
      const { terms } = record ?? {};
      if (!record || !terms) continue;
      const given = [...record.signatures, { actor: event.actor, opinion: event.opinion }];
      const open = record.required.filter((body) => !given.some(({ actor }) => actor.body === body));
      const counts = given.map(({ opinion }) => terms.opinions.find(({ id }) => id === opinion)?.counts ?? 'agrees');
      const times = (what: string) => counts.filter((one) => one === what).length;
      if (open.length > 0 && !terms.early) return `${event.step} was done without ${open.join()}`;
      const ways =
        open.length === 0
          ? [[0, 0, 0]]
          : [
              [open.length, 0, 0],
              [0, open.length, 0],
              [0, 0, open.length],
            ];
      const results = new Set(
        ways.map(([a = 0, o = 0, n = 0]) =>
          resultOf(terms.rule, terms.count, times('agrees') + a, times('objects') + o, times('abstains') + n),
        ),
      );
      if (results.size > 1 || !results.has(event.result as 'agreed'))
        return `${event.step} came out ${event.result}, its rule says ${[...results].join(' or ')}`;
    }
  }
  return undefined;
};

// A limit of resubmissions is kept; one that is an assumption is told.

const limits: Property = (kernel, { world, tried }) => {
  const returns = new Map<string, number>();
  for (const { events, policy, before: was } of tried)
    for (const event of events) {
      const path = event.type === 'returned' ? event.to : event.type === 'submitted' ? event.step : undefined;
      const limit = path === undefined || !was ? undefined : findStepOf(kernel, world, policy, was, path);
      if (path !== undefined && limit?.resubmits && !limit.repeat) {
        const { most, basis, reason } = limit.resubmits;
        if (event.type === 'returned') returns.set(path, (returns.get(path) ?? 0) + 1);
        const times = returns.get(path) ?? 0;
        const over = times > most;
        if (over && basis !== 'assumption' && event.type === 'returned')
          return `the case was returned to ${path} ${times} times, ${most} are allowed`;
        const told = event.type === 'submitted' && event.judged.advice.some((one) => one.reason === reason);
        if (over && basis === 'assumption' && event.type === 'submitted' && was?.returned?.to === path && !told)
          return `nobody is told that ${path} was returned ${times} times`;
      }
      if ('round' in event && event.round) for (const one of event.round.reopens) returns.delete(one);
    }
  return undefined;
};

// Deadlines do not move by themselves, and time does not go back.

const deadlines: Property = (kernel, played, tally) => {
  const { world, tried, events } = played;
  for (const [index, event] of events.entries())
    if (index > 0 && event.at < (events[index - 1]?.at ?? '')) return `${event.id} happened before what was before it`;
  const order = ['ahead', 'soon', 'overdue'];
  let last: { state: CaseState; since: Map<string, string> } | undefined;
  for (const one of tried) {
    const { after, day } = one;
    if (!running(after)) continue;
    const policy = policyOf(world, after);
    const days = [0, 1, 2, 5].map((more) => kernel.whatNext(policy, after, dayAfter(day, more)));
    const [today] = days;
    if (!today?.ok) return 'nothing is known';
    tally.probes += days.length;
    const since = new Map(today.value.open.map((step) => [step.path, step.since]));
    for (const step of today.value.open) {
      if (step.since > after.changedOn)
        return `the case came to ${step.path} at ${step.since}, after all that happened`;
      const { deadline } = step;
      if (deadline && world.sure) {
        const right = lastDay(step.since.slice(0, 10), deadline.days, deadline.calendar);
        if (deadline.on !== right)
          return `${step.path} is due on ${deadline.on}, ${deadline.days} days after ${step.since} is ${right}`;
      }
      let before = deadline;
      let until = step.signing?.until?.on;
      for (const then of days.slice(1)) {
        const later = then.ok ? then.value.open.find(({ path }) => path === step.path) : undefined;
        if (!later) return `${step.path} is not open any more, and nothing happened`;
        if (later.since !== step.since) return `${step.path} began anew, and nothing happened`;
        if (later.signing?.until?.on !== until) return `the time for answers to ${step.path} moved`;
        until = later.signing?.until?.on;
        const due = later.deadline;
        if (due?.on !== before?.on)
          return `the deadline of ${step.path} moved from ${before?.on} to ${due?.on}, and nothing happened`;
        if (due && before && (due.left > before.left || order.indexOf(due.state) < order.indexOf(before.state)))
          return `${step.path} had ${before.left} days left, later ${due.left}`;
        before = due;
      }
    }
    if (last)
      for (const [path, began] of since) {
        const earlier = last.since.get(path);
        if (earlier !== undefined && began < earlier) {
          const same =
            after.steps[path] === last.state.steps[path] &&
            after.revision === last.state.revision &&
            after.done.length >= last.state.done.length;
          if (same) return `the case came to ${path} at ${began}, before it was ${earlier}`;
        }
        const untouched =
          after.done.join() === last.state.done.join() &&
          after.steps[path] === last.state.steps[path] &&
          after.revision === last.state.revision;
        if (earlier !== undefined && untouched && began !== earlier && !stirred(last.state, after))
          return `${path} began at ${earlier}, now at ${began}, and nobody touched it`;
      }
    last = { state: after, since };
  }
  return undefined;
};

/** Whether a done step was submitted or signed again in between. */
function stirred(before: CaseState, after: CaseState): boolean {
  return after.done.some((path) => after.steps[path] !== before.steps[path]);
}

// The law of a case changes by a declared migration alone.

const ownLaw: Property = (_kernel, { world, tried }) => {
  for (const { before: was, after, events, day } of tried) {
    if (!after) continue;
    const moved = events.filter((event) => event.type === 'migrated');
    if (!was) {
      if (after.governedOn !== day || after.revision !== world.policy.revision) return 'opened under another law';
      continue;
    }
    if (moved.length === 0 && (was.revision !== after.revision || was.governedOn !== after.governedOn))
      return `${events.map(({ type }) => type).join()} changed the law of the case`;
    for (const event of moved)
      if (
        event.type === 'migrated' &&
        (event.from !== was.revision || event.revision !== after.revision || event.reason.trim() === '')
      )
        return 'a migration that says something else than it did';
    if (moved.length > 0 && was.openedOn !== after.openedOn) return 'the day it was opened changed';
    for (const event of events)
      for (const taken of 'decisions' in event ? event.decisions : [])
        if (taken.at !== after.governedOn || taken.revision !== after.revision)
          return `${taken.decision} was asked under another law`;
  }
  return undefined;
};

// Rebuilt from its events a case is what it was, byte by byte.

const rebuilt: Property = (kernel, { tried, events, state }) => {
  const stored = events.map((event) => JSON.stringify(event));
  const read = (from = 0, to = stored.length) => stored.slice(from, to).map((text) => JSON.parse(text) as CaseEvent);
  if (JSON.stringify(kernel.foldCase(read())) !== JSON.stringify(state)) return 'folding gives another case';
  let count = 0;
  for (const { events: more, after } of tried) {
    count += more.length;
    if (more.length === 0 || count % 3 !== 0) continue;
    if (JSON.stringify(kernel.foldCase(read(0, count))) !== JSON.stringify(after))
      return `folding ${count} events gives another case`;
    const rest = read(count).reduce<CaseState | undefined>(
      kernel.applyEvent,
      JSON.parse(JSON.stringify(after)) as CaseState,
    );
    if (JSON.stringify(rest) !== JSON.stringify(state))
      return `going on from a kept state at ${count} gives another case`;
  }
  return undefined;
};

/** Every property by the sentence it stands for. */
export const properties = {
  'nobody acts who may not': rightPeople,
  'no step is taken before those it rests on': inOrder,
  'what may happen next is exactly what is accepted': offered,
  'nothing acknowledged is lost': kept,
  'a case is never stuck without somebody named who can move it': movable,
  'every refusal names who can, and they can': namesWho,
  'the outcome of a co-signature does not depend on the order of signatures': anyOrder,
  'signatures are bound to content': boundToContent,
  'silence counts as declared': silence,
  'a limit of resubmissions is kept': limits,
  'deadlines do not move by themselves': deadlines,
  'revision and governing date change by a declared migration alone': ownLaw,
  'rebuilt equals live': rebuilt,
} satisfies Record<string, Property>;

export type PropertyName = keyof typeof properties;
