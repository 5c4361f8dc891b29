import type { PersonRow } from '@cebao/server/client';
import { messages } from '../messages/zh-CN.ts';

/** A person's roles in words, each with its place or organisation. */
export function rolesOf(person: PersonRow): string {
  return person.assignments
    .map((one) => [one.placeTitle, one.organisationTitle, one.roleTitle].filter(Boolean).join(' '))
    .join(messages.comma);
}
