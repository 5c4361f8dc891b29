import type { Assignment } from '@cebao/server/client';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

/** A post in words: role and where. */
export function postText({ roleTitle, placeTitle, organisationTitle }: Assignment): string {
  return `${roleTitle}${signs.open}${organisationTitle ?? placeTitle}${signs.close}`;
}

/** From when and until when a post is held, where that is said. */
export function periodText({ from, until }: Assignment): string {
  return [
    from === undefined ? '' : fill(flowWords.staff.since, { from }),
    until === undefined ? '' : fill(flowWords.staff.until, { until }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Names a post as a choice. */
export function postKey({ role, place, organisation = '' }: Assignment): string {
  return `${role}|${place}|${organisation}`;
}

/** A post as commands name it. */
export function plainPost({ role, place, organisation }: Assignment) {
  return { role, place, ...(organisation === undefined ? {} : { organisation }) };
}
