import type { Person } from '@cebao/pack';
import type { StaffCommand } from '../../src/index.ts';

interface Holding {
  readonly person: string;
  readonly role: string;
  readonly place: string;
  readonly organisation: string;
  from: string;
  until: string;
}

/** Who holds which post on which day, written down as the commands come: the oracle beside the events. */
export class Ledger {
  private readonly own: Holding[] = [];
  private readonly lent: (Holding & { giver: string; id: string })[] = [];

  constructor(cast: readonly Person[]) {
    for (const { id, assignments } of cast)
      for (const { role, place, organisation = '', from = '', until = '9999-12-31' } of assignments)
        this.own.push({ person: id, role, place, organisation, from, until });
  }

  /** A command on posts that was taken, with the id of its first event. */
  note(command: StaffCommand, id: string): void {
    if (command.type === 'endDelegation') {
      const found = this.lent.find((one) => one.id === command.delegation);
      if (found) found.until = '';
      return;
    }
    const { role, place, organisation = '' } = command.post;
    if (command.type === 'delegate') {
      const { person: giver, deputy, from, until } = command;
      this.lent.push({ person: deputy, giver, role, place, organisation, from, until, id });
      return;
    }
    for (const one of this.own)
      if (one.person === command.from && one.role === role && one.place === place && one.until >= command.on)
        one.until = new Date(Date.parse(command.on) - 86_400_000).toISOString().slice(0, 10);
    if (command.to !== undefined)
      this.own.push({ person: command.to, role, place, organisation, from: command.on, until: '9999-12-31' });
  }

  /** Whether a person holds a post on a day; with `giver` as that person's deputy. */
  holds(
    person: string,
    post: { readonly role: string; readonly place?: string; readonly organisation?: string },
    day: string,
    giver?: string,
  ): boolean {
    const is = (one: Holding) =>
      one.role === post.role &&
      one.place === post.place &&
      one.organisation === (post.organisation ?? '') &&
      one.from <= day &&
      day <= one.until;
    if (giver === undefined) return this.own.some((one) => one.person === person && is(one));
    return (
      this.lent.some((one) => one.person === person && one.giver === giver && is(one)) &&
      this.own.some((one) => one.person === giver && is(one))
    );
  }

  /** What is written down so far. */
  copy(): Ledger {
    const copy = new Ledger([]);
    copy.own.push(...this.own.map((one) => ({ ...one })));
    copy.lent.push(...this.lent.map((one) => ({ ...one })));
    return copy;
  }
}
