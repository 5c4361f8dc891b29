// node bench/engine/run.mjs NAME: measures one workload in a process of its own and writes its results as JSON.
import { judgeFigures, measure } from './harness.mjs';
import { runOtherRules } from './other-rules.mjs';

const name = process.argv[2];
const { works } = await import(`./${name}.mjs`);
await runOtherRules();
const results = [];
for await (const work of works()) results.push(work.figures ? judgeFigures(work) : await measure(work));
process.stdout.write(JSON.stringify(results));
