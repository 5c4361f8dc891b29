// Imports only go down, in no circle, through the doors: .dependency-cruiser.cjs, run with eyes open.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// dependency-cruiser reads TypeScript through @swc/core (TypeScript 7 gives it no parser: it would see nothing and pass)
// and does not tell it which files hold JSX. Said here, before it loads.
const swc = require('@swc/core');
const parseFile = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: /\.[jt]sx$/.test(file) });

const { cruise, format } = await import('dependency-cruiser');

/** Fewer source files than this, or fewer imports between rooms, and the answer means nothing. */
const LEAST_FILES = 150;
const LEAST_CROSSINGS = 60;

const { forbidden, options } = require('../.dependency-cruiser.cjs');
const { output } = await cruise(['packages', 'apps'], { ...options, ruleSet: { forbidden }, validate: true });

const sources = output.modules.filter(({ source }) => /^(?:packages|apps)\/[^/]+\/src\/.*\.tsx?$/.test(source));
const roomOf = (path) => /^(?:packages|apps)\/[^/]+/.exec(path)?.[0];
const crossings = sources.flatMap(({ source, dependencies }) =>
  dependencies.filter(({ resolved }) => roomOf(resolved) !== undefined && roomOf(resolved) !== roomOf(source)),
);

const { output: words } = await format(output, { outputType: 'err' });
if (output.summary.error > 0) console.log(words.trim());
console.log(
  `${sources.length} source files, ${crossings.length} imports between rooms: ${output.summary.error} problems`,
);
if (sources.length < LEAST_FILES || crossings.length < LEAST_CROSSINGS) {
  console.log(
    `too little was seen: at least ${LEAST_FILES} files and ${LEAST_CROSSINGS} imports between rooms are expected`,
  );
  process.exitCode = 1;
}
if (output.summary.error > 0) process.exitCode = 1;
