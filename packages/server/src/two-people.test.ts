import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import { VILLAGE_A } from '../tests/tiny-pack.ts';
import type { Client } from './client/index.ts';

describe.each(ENGINES)('two people and two tabs on one step, on a %s store', (engine) => {
  let service: TestService;
  let worker: Client;
  const tabs: Client[] = [];
  beforeAll(async () => {
    service = await startTestService({ engine });
    worker = await service.as('worker-a');
    for (let tab = 0; tab < 6; tab += 1) tabs.push(await service.as('clerk'));
  });
  afterAll(() => service.close());

  const opened = async (name: string) =>
    unwrap(
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name, amount: 900, evaluator: 'org-1' },
        submit: true,
      }),
    );

  test('of all who saw the same version one is taken, the others are told, and can read what happened', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, version } = await opened(`round ${round}`);
      const replies = await Promise.all(
        tabs.map((tab) =>
          tab.command(id, { version, command: { type: 'submit', step: 'review', data: { conclusion: 'agree' } } }),
        ),
      );
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
      for (const reply of replies.filter(({ ok }) => !ok))
        expect(reply).toMatchObject({ problem: { status: 409, code: 'staleVersion' } });
      const seen = unwrap(await (tabs[0] as Client).case(id));
      expect(seen.version).toBe(version + 1);
      expect(seen.state.timeline.filter(({ step }) => step === 'review')).toHaveLength(1);
    }
  });

  test('whoever is told tries again on what is there now: in the end every word is kept, once', async () => {
    const { id } = await opened('words');
    const texts = tabs.flatMap((_, tab) => [0, 1, 2].map((turn) => `tab ${tab} says ${turn}`));
    let told = 0;
    await Promise.all(
      tabs.map(async (tab, index) => {
        for (let turn = 0; turn < 3; turn += 1)
          for (;;) {
            const { version } = unwrap(await tab.case(id));
            const reply = await tab.command(id, {
              version,
              command: { type: 'comment', text: `tab ${index} says ${turn}` },
            });
            if (reply.ok) break;
            expect(reply.problem.code).toBe('staleVersion');
            told += 1;
          }
      }),
    );
    const { state } = unwrap(await worker.case(id));
    const kept = state.timeline.filter(({ type }) => type === 'commented').map(({ text }) => text);
    expect(kept.sort()).toEqual(texts.sort());
    expect(told).toBeGreaterThan(0);
  });

  test('the same request with the same key is done once and answered alike; for another it is refused', async () => {
    const { id, version } = await opened('twice');
    const cookie = await service.cookieOf('clerk');
    const post = async (text: string, at = version) => {
      const answer = await service.app.request(`/api/v1/cases/${id}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, 'idempotency-key': 'one-key-of-mine' },
        body: JSON.stringify({ version: at, command: { type: 'comment', text } }),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const both = await Promise.all([post('once'), post('once')]);
    const again = await post('once');
    for (const one of both) expect(one).toEqual(again);
    expect(again).toMatchObject({ body: { version: version + 1 } });
    expect(await post('otherwise')).toMatchObject({ status: 409, body: { code: 'keyReused' } });
    const { state } = unwrap(await worker.case(id));
    expect(state.timeline.filter(({ type }) => type === 'commented').map(({ text }) => text)).toEqual(['once']);
  });
});
