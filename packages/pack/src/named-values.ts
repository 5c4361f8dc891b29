/** What is known of a named value before it is worked out. */
export interface NamedValue {
  /** It comes back to itself, or rests on one that does. */
  readonly isCircular: boolean;
  /** How many names stand one on the other, itself among them. */
  readonly depth: number;
  /** Its nodes, with every name it reads written out wherever it is read. */
  readonly size: number;
}

/**
 * Measures named values that may read one another: `let` of decisions and flows, data elements. Takes time by what is
 * written, however much that would be when written out.
 *
 * @example
 * measureNames(new Map([['a', { nodes: 3, reads: ['b', 'b'] }], ['b', { nodes: 1, reads: [] }]])).get('a'); // size 5
 */
export function measureNames(
  names: ReadonlyMap<string, { readonly nodes: number; readonly reads: readonly string[] }>,
): Map<string, NamedValue> {
  const measured = new Map<string, NamedValue>();
  const open = new Set<string>();
  for (const first of names.keys()) {
    // A stack of our own: a chain may be longer than the calls a machine can hold.
    const stack: { readonly name: string; next: number; circular: boolean }[] = [];
    const enter = (name: string) => {
      open.add(name);
      stack.push({ name, next: 0, circular: false });
    };
    if (!measured.has(first)) enter(first);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { nodes, reads } = names.get(top.name) as { nodes: number; reads: readonly string[] };
      const read = reads[top.next];
      if (read !== undefined) {
        top.next += 1;
        if (open.has(read)) top.circular = true;
        else if (names.has(read) && !measured.has(read)) enter(read);
        continue;
      }
      const below = reads.flatMap((name) => measured.get(name) ?? []);
      measured.set(top.name, {
        isCircular: top.circular || below.some(({ isCircular }) => isCircular),
        depth: 1 + below.reduce((most, { depth }) => Math.max(most, depth), 0),
        size: below.reduce((sum, { size }) => sum + size, nodes),
      });
      open.delete(top.name);
      stack.pop();
    }
  }
  return measured;
}
