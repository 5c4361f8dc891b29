import { describe, expect, test } from 'vitest';
import { mayAct, type Offices, type Person } from './may-act.ts';

const offices: Offices = {
  roles: [
    { id: 'townClerk', title: 'Town clerk', actsFor: 'town', level: 'township-street' },
    { id: 'helper', title: 'Helper', actsFor: 'town' },
    { id: 'orgClerk', title: 'Clerk', actsFor: 'org', organisation: true },
  ],
  bodies: [{ id: 'town', title: 'The town' }],
};
const village = 'zz/city/banner/town/village';
const person = (role: string, place: string, organisation?: string): Person => ({
  id: 'p',
  name: 'P',
  assignments: [{ role, place, ...(organisation ? { organisation } : {}) }],
});

describe('who may act for a body', () => {
  test.each<[string, Person, string[], Record<string, string>, boolean]>([
    ['at the place above, at the level of the role', person('townClerk', 'zz/city/banner/town'), ['town'], {}, true],
    ['not from a wrong level, even above', person('townClerk', 'zz/city/banner'), ['town'], {}, false],
    ['not from a neighbour', person('townClerk', 'zz/city/banner/town2'), ['town'], {}, false],
    ['not from a place whose name only begins alike', person('helper', 'zz/city/banner/to'), ['town'], {}, false],
    ['not from below', person('helper', `${village}/estate`), ['town'], {}, false],
    ['without a level from anywhere above', person('helper', 'zz'), ['town'], {}, true],
    [
      'for the organisation that is the party, wherever it sits',
      person('orgClerk', 'zz/other', 'one'),
      ['org'],
      { org: 'one' },
      true,
    ],
    ['not for another organisation', person('orgClerk', village, 'two'), ['org'], { org: 'one' }, false],
    ['any organisation while there is no party', person('orgClerk', village, 'two'), ['org'], {}, true],
    ['not for a body of another role', person('orgClerk', village, 'one'), ['town'], {}, false],
    ['not by a role nobody knows', person('stranger', village), ['town'], {}, false],
    ['for nobody when no body is named', person('helper', village), [], {}, false],
  ])('%s', (_name, who, bodies, parties, expected) => {
    expect(mayAct(offices, bodies, { place: village, parties }, who).ok).toBe(expected);
  });
  test('a refusal says which body, where, and for which organisation', () => {
    expect(
      mayAct(offices, ['town', 'org'], { place: village, parties: { org: 'one' } }, person('stranger', village)),
    ).toEqual({
      ok: false,
      who: [
        { body: 'town', title: 'The town', roles: ['Town clerk', 'Helper'], place: 'zz/city/banner/town' },
        { body: 'org', title: 'Clerk', roles: ['Clerk'], place: village, organisation: 'one' },
      ],
    });
  });
});
