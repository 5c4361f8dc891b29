const NEW_LINE = 0x0a;
const MAX_LINE_BYTES = 2_000_000;

/** A line of text, or why it could not be read. */
export type Line =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'notUtf8' | 'lineTooLong'; readonly limit: number };

/**
 * Cuts a stream of bytes into lines: for each piece that arrives, the lines it completes. Blank lines are left out; a
 * line that is too long is dropped while it arrives and never held.
 */
export async function* linesOf(
  pieces: AsyncIterable<Buffer>,
  limit: number = MAX_LINE_BYTES,
): AsyncGenerator<readonly Line[]> {
  let kept: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer) => {
    length += part.length;
    if (length <= limit) kept.push(part);
    else kept = [];
  };
  const finish = (): Line[] => {
    const line: Line | undefined =
      length > limit ? { ok: false, code: 'lineTooLong', limit } : readLine(Buffer.concat(kept), limit);
    kept = [];
    length = 0;
    return line ? [line] : [];
  };
  for await (const piece of pieces) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = piece.indexOf(NEW_LINE); end !== -1; end = piece.indexOf(NEW_LINE, start)) {
      keep(piece.subarray(start, end));
      lines.push(...finish());
      start = end + 1;
    }
    keep(piece.subarray(start));
    if (lines.length > 0) yield lines;
  }
  const last = finish();
  if (last.length > 0) yield last;
}

function readLine(bytes: Buffer, limit: number): Line | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return text === '' ? undefined : { ok: true, text };
  } catch {
    return { ok: false, code: 'notUtf8', limit };
  }
}
