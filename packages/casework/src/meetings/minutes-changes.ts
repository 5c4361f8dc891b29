import type { JsonValue } from '@cebao/engine';
import type { Minutes, MinutesChange } from './meeting-event.ts';

/** Everything that is otherwise in other minutes: `attendance/<member>/how`, `discussion/<item>`, `resolutions/<id>/text`. */
export function minutesChanges(before: Minutes, after: Minutes): MinutesChange[] {
  const flat = [flatten(before), flatten(after)] as const;
  const paths = [...new Set([...flat[0].keys(), ...flat[1].keys()])];
  return paths.flatMap((path) => {
    const [was = null, is = null] = [flat[0].get(path), flat[1].get(path)];
    return was === is ? [] : [{ path, before: was, after: is }];
  });
}

function flatten({ attendance, discussion, resolutions }: Minutes): Map<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  const take = (path: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value as object)) take(`${path}/${key}`, inner);
    else found.set(path, value as JsonValue);
  };
  for (const { member, name: _name, ...rest } of attendance) take(`attendance/${member}`, rest);
  take('discussion', discussion);
  for (const { id, ...rest } of resolutions) take(`resolutions/${id}`, rest);
  return found;
}
