import { type Issue, nearestName } from '@cebao/engine';
import type { Flow, Form, Register } from './format.ts';

/** How the rest of the pack is looked up. */
export interface RegisterReferences {
  demand(kind: 'flow' | 'form' | 'body' | 'decision' | 'meeting', name: string | undefined, at: string): void;
  formOf(id: string): Form | undefined;
  flowOf(id: string): Flow | undefined;
}

/** Where the lines of a register come from: exactly one way, complete, with everything it refers to. */
export function checkRegister(register: Register, at: string, references: RegisterReferences, issues: Issue[]): void {
  const { flow, form, account, meeting, level, keepers = [], readers = [], unique = [], asks = [], title } = register;
  const { demand, formOf, flowOf } = references;
  const filled = [flow, form, account, meeting].filter((one) => one !== undefined).length;
  if (filled !== 1) issues.push({ code: 'registerFilledHow', path: at, params: { title } });
  demand('flow', flow, `${at}/flow`);
  demand('form', form, `${at}/form`);
  demand('meeting', meeting, `${at}/meeting`);
  if (meeting !== undefined && register.each !== undefined && register.each !== 'resolution')
    issues.push({
      code: 'notAllowedValue',
      path: `${at}/each`,
      params: { expected: ['resolution'], found: register.each },
    });
  for (const [index, body] of keepers.entries()) demand('body', body, `${at}/keepers/${index}`);
  for (const [index, body] of readers.entries()) demand('body', body, `${at}/readers/${index}`);
  for (const [index, asked] of asks.entries()) demand('decision', asked.decision, `${at}/asks/${index}/decision`);
  const missing = [
    ...(flow === undefined && level === undefined ? ['level'] : []),
    ...(form !== undefined && keepers.length === 0 ? ['keepers'] : []),
  ];
  if (filled === 1 && missing.length > 0)
    issues.push({ code: 'registerIncomplete', path: at, params: { title, missing } });
  if (form === undefined)
    for (const [name, given] of [
      ['keepers', keepers],
      ['unique', unique],
      ['asks', asks],
    ] as const)
      if (given.length > 0) issues.push({ code: 'notPartOfRegister', path: `${at}/${name}`, params: { title, name } });
  const fields = Object.keys((form === undefined ? undefined : formOf(form)?.schema['properties']) ?? {});
  for (const [index, name] of unique.entries())
    if (fields.length > 0 && !fields.includes(name))
      issues.push({
        code: 'uniqueUnknown',
        path: `${at}/unique/${index}`,
        params: { title, name, form: form ?? '', suggestion: nearestName(name, fields) },
      });
  for (const [index, booking] of (account?.bookings ?? []).entries()) {
    demand('flow', booking.flow, `${at}/account/bookings/${index}/flow`);
    const steps = flowOf(booking.flow)?.steps.map(({ id }) => id) ?? [];
    if (steps.length > 0 && !booking.after.includes('/') && !steps.includes(booking.after))
      issues.push({
        code: 'unknownReference',
        path: `${at}/account/bookings/${index}/after`,
        params: { kind: 'step', id: booking.after, suggestion: nearestName(booking.after, steps) },
      });
  }
}
