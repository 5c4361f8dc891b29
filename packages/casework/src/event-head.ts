import type { Capacity } from '@cebao/pack';
import type { CommandContext } from './command.ts';
import type { EventActor } from './event.ts';

/** The common part of a new event. */
export function eventHead(context: CommandContext, caseId: string, as: Capacity) {
  return {
    id: context.newId(),
    schema: 1 as const,
    caseId,
    at: context.now,
    actor: eventActor(context, as),
    sealed: null,
  };
}

/** Who acts, in which capacity, as an event keeps it. */
export function eventActor(context: Pick<CommandContext, 'actor'>, { assignment, body }: Capacity): EventActor {
  return {
    person: context.actor.id,
    role: assignment.role,
    body,
    place: assignment.place,
    ...(assignment.organisation === undefined ? {} : { organisation: assignment.organisation }),
    ...(assignment.for === undefined ? {} : { for: assignment.for }),
  };
}

/** The civil day of a civil time. */
export function dayOf(now: string): string {
  return now.slice(0, 10);
}
