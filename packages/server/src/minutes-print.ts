import { followUpOf, presentIn, valueText } from '@cebao/casework';
import { fill } from '@cebao/pack';
import type { PrintReply } from './api/prints.ts';
import { minutesOf } from './meeting-desk.ts';
import { messages } from './messages/zh-CN.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** The minutes of a meeting as a paper: who was there, what was said and resolved, boxes to sign. */
export async function minutesPrint(
  services: Services,
  viewer: Viewer,
  id: string,
  meeting: string,
): Promise<PrintReply> {
  const { held, policy, kind, placeTitle } = await minutesOf(services, viewer, id, meeting);
  const words = messages.meeting;
  const day = (value: string) => valueText(value, 'date', { words: policy.words });
  const { attendance = [], discussion = {}, resolutions = [] } = held.minutes ?? {};
  const named = (how: string) =>
    attendance
      .filter((one) => one.how === how)
      .map(({ name, deputy, reason }) =>
        deputy !== undefined
          ? fill(words.byDeputy, { name, deputy })
          : reason === undefined
            ? name
            : fill(words.withReason, { name, reason }),
      )
      .join(messages.listSeparator);
  const rows = [
    { label: words.labels.on, text: [day(held.on), held.time].filter(Boolean).join(' ') },
    { label: words.labels.where, text: held.where },
    {
      label: words.labels.chair,
      text:
        held.chair.reason === undefined
          ? held.chair.name
          : fill(words.withReason, { name: held.chair.name, reason: held.chair.reason }),
    },
    {
      label: words.labels.present,
      text: [named('present'), named('deputy')].filter(Boolean).join(messages.listSeparator),
    },
    { label: words.labels.attended, text: String(presentIn(held.minutes).length) },
    {
      label: words.labels.absent,
      text: [named('leave'), named('absent')].filter(Boolean).join(messages.listSeparator),
    },
    ...held.agenda.map((item, index) => {
      const resolved = resolutions
        .filter((one) => one.item === item.id)
        .map((one) =>
          [
            fill(words.resolved, { no: one.no, text: one.text, result: words.results[one.result] }),
            one.votes ? fill(words.votes, { ...one.votes }) : '',
            one.body !== undefined || one.responsible !== undefined
              ? fill(words.charged, {
                  who: [policy.bodies.find(({ id: body }) => body === one.body)?.title, one.responsible]
                    .filter(Boolean)
                    .join(' '),
                })
              : '',
            one.until === undefined ? '' : fill(words.until, { day: day(one.until) }),
            followUpOf(held, one.id) ? fill(words.followed, { text: followUpOf(held, one.id)?.text ?? '' }) : '',
          ]
            .filter((part) => part !== '')
            .map((part) => (part.endsWith(words.stop) ? part.slice(0, -words.stop.length) : part))
            .join(words.stop),
        );
      return {
        label: fill(words.item, { n: index + 1, title: item.title }),
        text: [discussion[item.id] ?? '', ...resolved].filter((part) => part !== '').join('\n'),
      };
    }),
    ...held.history
      .filter(({ type }) => type === 'minutesCorrected')
      .map(({ at, reason = '' }) => ({ label: words.labels.corrected, text: `${day(at.slice(0, 10))} ${reason}` })),
  ];
  return {
    id: 'minutes',
    title: kind.print.title,
    place: placeTitle,
    caseTitle: fill(words.numbered, { title: kind.title, n: held.number, day: day(held.on) }),
    rows,
    signatures: kind.print.signatures.map(({ label, stamp = false }) => ({ label, stamp })),
    ...(held.status === 'closed'
      ? kind.print.note === undefined
        ? {}
        : { note: kind.print.note }
      : { note: words.notFinal }),
    printedOn: services.today(),
    demo: services.store.settings.demo,
  };
}
