import type { Eligible } from '@cebao/casework';
import { caseworkMessages } from '@cebao/casework';
import type { Issue } from '@cebao/engine';
import { type Policy, packMessages, wordsForIssue } from '@cebao/pack';
import type { CaseReply } from '@cebao/server/client';
import { fill, messages } from '../../messages/zh-CN.ts';

/** Words of a case: codes by its pack, ids by the names that came with it. */
export interface CaseWords {
  code(code: string): string;
  issue(issue: Issue): string;
  body(id: string): string;
  who(eligible: Eligible): string;
  place(path: string): string;
  organisation(id: string): string;
  person(id: string): string;
  step(path: string): string;
}

/** Words for what stands in a case and its view. */
export function caseWords(policy: Policy, reply: Pick<CaseReply, 'names' | 'view'>): CaseWords {
  const named = (names: Readonly<Record<string, string>>, id: string) =>
    Object.hasOwn(names, id) ? (names[id] as string) : id;
  const place = (path: string) => named(reply.names.places, path);
  const organisation = (id: string) => named(reply.names.organisations, id);
  const code = (one: string) => {
    const own = policy.words(one);
    return own === one ? (packMessages[one] ?? one) : own;
  };
  return {
    code,
    issue: (issue) => {
      const own = policy.words(issue.code);
      return own === issue.code ? wordsForIssue(issue, caseworkMessages) : own;
    },
    body: (id) => policy.bodies.find((body) => body.id === id)?.title ?? id,
    who: ({ title, organisation: party, place: path }) =>
      fill(messages.case.whoAt, { who: title, where: party === undefined ? place(path) : organisation(party) }),
    place,
    organisation,
    person: (id) => named(reply.names.people, id),
    step: (path) => reply.view.titles[path] ?? path,
  };
}
