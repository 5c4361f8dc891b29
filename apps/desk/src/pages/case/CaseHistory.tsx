import type { TimelineEntry } from '@cebao/casework';
import { CaseTimeline, type TimelineEntry as Entry } from '@cebao/react';
import type { CaseReply } from '@cebao/server/client';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';

const TONES = {
  opened: 'normal',
  submitted: 'good',
  signed: 'good',
  settled: 'warning',
  returned: 'warning',
  withdrawn: 'bad',
  corrected: 'warning',
  commented: 'normal',
  migrated: 'warning',
} as const;

/** What happened, newest first. */
export function CaseHistory({ reply, words }: { readonly reply: CaseReply; readonly words: CaseWords }) {
  return <CaseTimeline entries={[...reply.state.timeline].reverse().map((entry) => entryOf(entry, words))} />;
}

function entryOf(entry: TimelineEntry, words: CaseWords): Entry {
  const { actor } = entry;
  const where =
    actor.organisation !== undefined
      ? words.organisation(actor.organisation)
      : actor.place !== undefined
        ? words.place(actor.place)
        : '';
  const notes = [
    entry.on !== undefined && entry.on !== entry.at.slice(0, 10)
      ? fill(messages.timeline.trueDay, { on: entry.on })
      : undefined,
    entry.text,
    entry.type !== 'returned' && entry.to !== undefined
      ? fill(messages.timeline.round, { step: words.step(entry.to) })
      : undefined,
    ...(entry.judged?.warnings ?? []).map((code) => fill(messages.timeline.warned, { what: words.code(code) })),
    ...(entry.judged?.advice ?? []).map(({ reason }) => fill(messages.timeline.advised, { what: words.code(reason) })),
    entry.despite === undefined ? undefined : fill(messages.timeline.despite, { reason: entry.despite }),
    entry.judged?.reason === undefined ? undefined : words.code(entry.judged.reason),
    entry.changes === undefined ? undefined : fill(messages.timeline.changed, { n: entry.changes.length }),
  ].filter((note) => note !== undefined && note !== '');
  return {
    id: entry.id,
    at: entry.at,
    tone: TONES[entry.type],
    title: fill(messages.timeline[entry.type], {
      step: entry.step === undefined ? '' : words.step(entry.step),
      to: entry.to === undefined ? '' : words.step(entry.to),
    }),
    who: fill(messages.timeline.who, {
      person: actingPerson(actor, words),
      body: words.body(actor.body),
      where,
    }),
    ...(notes.length === 0 ? {} : { note: notes.map((note) => <div key={note}>{note}</div>) }),
  };
}

/** Who acted; a deputy with the person they stood in for. */
function actingPerson(actor: TimelineEntry['actor'], words: CaseWords): string {
  const name = words.person(actor.person);
  return actor.for === undefined ? name : `${name} ${fill(messages.timeline.deputy, { who: words.person(actor.for) })}`;
}
