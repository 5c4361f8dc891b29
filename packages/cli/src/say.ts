/** Standard output, one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Standard error, one line. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Standard output as JSON, for programs. */
export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2));
}
