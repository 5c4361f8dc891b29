import { drawSample } from '@cebao/casework';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castOf, repositoryPacks } from '../tests/repository.ts';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import type { Client, OpenSurveyReply } from './client/index.ts';
import type { Cast } from './demo/cast-documents.ts';
import { eachDocument } from './each-document.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { SURVEY_BAGS, SURVEY_TOKENS, SURVEYS } from './survey-book.ts';

const PLACE = 'nm/ordos/ejin-horo/demo-town-01/demo-community-01';
const KIND = 'ejinhoro.service.four-izations.survey';

const packs = repositoryPacks();
const own = castOf('nm-ordos-ejin-horo');
// Places of this scene come from its profile; the test names the one it uses.
const cast = { ...own, places: [{ path: PLACE, title: '演示社区01' }] } as Cast;

/** Everything a store keeps of a survey while it runs and after it, as text. */
async function keptOf(service: TestService): Promise<{ events: string[]; documents: string[] }> {
  const events = (await service.store.readAll({ after: 0, limit: 1000 })).map(({ text, at }) => `${at} ${text}`);
  const documents: string[] = [];
  for (const collection of [SURVEYS, SURVEY_TOKENS, SURVEY_BAGS])
    for await (const { key, value } of eachDocument(service.store, collection))
      documents.push(`${collection} ${key} ${JSON.stringify(value)}`);
  return { events, documents };
}

describe.each(ENGINES)('surveys, kept in %s', (engine) => {
  let service: TestService;
  const as = new Map<string, Client>();
  const client = async (person: string): Promise<Client> => {
    const known = as.get(person) ?? (await service.as(person));
    as.set(person, known);
    return known;
  };
  beforeAll(async () => {
    as.clear();
    service = await startTestService({ engine, demo: true, packs, cast });
  });
  afterAll(() => service.close());

  const rule = { mode: 'random' as const, n: 12, seed: 7 };
  const open = async (): Promise<OpenSurveyReply> =>
    unwrap(
      await (await client('demo-committee-01')).openSurvey({
        kind: KIND,
        place: PLACE,
        subject: '演示项目',
        until: '2026-12-31',
        populations: [{ place: PLACE, size: 300 }],
        rule,
      }),
    );
  const tokenOf = (path: string) => path.split('#t=')[1] ?? '';
  const say = (path: string, satisfaction: string) => service.client.answerByLink(tokenOf(path), { satisfaction });

  test('the sample can be drawn again by its seed', async () => {
    const { links } = await open();
    const again = drawSample([{ place: PLACE, size: 300 }], rule);
    expect(links.map(({ number }) => number)).toEqual(again.map(({ number }) => number));
    expect(new Set(again.map(({ number }) => number)).size).toBe(12);
  });

  test('a link works once, without an account, and tells nothing about who holds it', async () => {
    const { links, survey } = await open();
    const path = links[0]?.path ?? '';
    const form = unwrap(await service.client.surveyForm(tokenOf(path)));
    expect(form.subject).toBe('演示项目');
    expect(JSON.stringify(form)).not.toContain(`${links[0]?.number}号`);
    expect((await say(path, 'nonsense')).ok).toBe(false);
    expect((await say(path, 'satisfied')).ok).toBe(true);
    const again = await say(path, 'notSatisfied');
    expect(!again.ok && again.problem.code).toBe('surveyLinkNotValid');
    const shown = unwrap(await (await client('demo-committee-01')).survey(survey.id));
    expect(shown.sides[0]).toMatchObject({ invited: 12, counts: [] });
    expect(shown.sides[0]?.answered).toBeUndefined();
  });

  test('who answered what leaves no trace: the same answers by other people, in another order, leave the same', async () => {
    const runs: { events: string[]; documents: string[]; bag: string[] }[] = [];
    for (const order of [
      [0, 1, 2, 3, 4, 5],
      [5, 3, 1, 0, 2, 4],
    ]) {
      const { links, survey } = await open();
      const eventsBefore = (await keptOf(service)).events.length;
      const words = ['satisfied', 'satisfied', 'soSo', 'verySatisfied', 'notSatisfied', 'satisfied'];
      for (const [turn, position] of order.entries()) {
        // The people are the links: in the second run other people say the same words at other times.
        unwrap(await say(links[position]?.path ?? '', words[turn] as string));
        service.now += 61_000;
      }
      const { events, documents } = await keptOf(service);
      // No event comes with an answer.
      expect(events.length).toBe(eventsBefore);
      const secrets = links.map(({ path }) => tokenOf(path));
      for (const secret of secrets) expect([...events, ...documents].join('\n')).not.toContain(secret);
      const bag = documents
        .filter((one) => one.startsWith(`${SURVEY_BAGS} ${survey.id}`))
        .map((one) => one.slice(one.indexOf('[')));
      runs.push({ events, documents, bag });
    }
    const [one, other] = runs as [(typeof runs)[0], (typeof runs)[0]];
    expect(one.bag).toEqual(other.bag);
  });

  test('both sides are shown side by side once it is closed; the pack’s decision answers from them', async () => {
    const { links, survey } = await open();
    for (const [index, { path }] of links.entries())
      unwrap(await say(path, index < 6 ? 'verySatisfied' : index < 11 ? 'satisfied' : 'soSo'));
    for (const person of ['demo-town-clerk-01', 'demo-civil-affairs-01'])
      unwrap(
        await (await client(person)).answerSurvey(survey.id, {
          side: 'government',
          data: { satisfaction: 'satisfied' },
        }),
      );
    const twice = await (await client('demo-town-clerk-01')).answerSurvey(survey.id, {
      side: 'government',
      data: { satisfaction: 'soSo' },
    });
    expect(!twice.ok && twice.problem.issues[0]?.code).toBe('answeredAlready');
    const foreign = await (await client('demo-civil-affairs-01')).closeSurvey(survey.id);
    expect(!foreign.ok && foreign.problem.status).toBe(403);
    const closed = unwrap(await (await client('demo-committee-01')).closeSurvey(survey.id));
    expect(closed.sides[0]).toMatchObject({ invited: 12, answered: 12, satisfied: 91.7 });
    expect(closed.sides[1]).toMatchObject({ invited: 2, answered: 2, satisfied: 100 });
    // One choice of one answer is withheld, and the next one with it.
    const shown = Object.fromEntries((closed.sides[0]?.counts ?? []).map(({ choice, n }) => [choice, n]));
    expect(shown).toEqual({ verySatisfied: 6, satisfied: undefined, soSo: undefined, notSatisfied: 0 });
    expect(closed.asked[0]?.answer).toMatchObject({ status: 'decided', value: true });
    const { documents, events } = await keptOf(service);
    expect(documents.filter((one) => one.startsWith(SURVEY_TOKENS) && one.includes(survey.id))).toEqual([]);
    // The answers come into the chain all at once, in the order of their texts, with the closer and nobody else.
    const end = events.filter((one) => one.includes('surveyClosed') && one.includes(survey.id));
    expect(end).toHaveLength(1);
    expect(end[0]?.match(/"data":/g)).toHaveLength(12);
  });

  test('too few answers are not shown, and nothing is decided from them', async () => {
    const { links, survey } = await open();
    for (const { path } of links.slice(0, 4)) unwrap(await say(path, 'satisfied'));
    const closed = unwrap(await (await client('demo-committee-01')).closeSurvey(survey.id));
    expect(closed.sides[0]).toMatchObject({ invited: 12, counts: [] });
    expect(closed.sides[0]?.satisfied).toBeUndefined();
    expect(closed.sides[0]?.answered).toBeUndefined();
    expect(closed.asked).toEqual([]);
    expect((await say(links[5]?.path ?? '', 'satisfied')).ok).toBe(false);
  });

  test('many at the same moment are all taken; dropped projections come back', async () => {
    const { links, survey } = await open();
    const sent = await Promise.all(links.map(({ path }) => say(path, 'satisfied')));
    expect(sent.every(({ ok }) => ok)).toBe(true);
    const closed = unwrap(await (await client('demo-committee-01')).closeSurvey(survey.id));
    expect(closed.sides[0]?.answered).toBe(12);
    const before = (await keptOf(service)).documents;
    await rebuildProjections(service.store, createPolicies(packs, service.store));
    expect((await keptOf(service)).documents).toEqual(before);
  });
});
