/** One progress line in Chinese and English, on standard error, so that standard output stays free for results. */
export function say(chinese, english) {
  process.stderr.write(`${chinese}  ${english}\n`);
}

/** Seconds since a `performance.now()`, for a progress line. */
export function secondsSince(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}
