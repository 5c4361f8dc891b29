import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/bootstrap/root.mjs';

const require = createRequire(import.meta.url);

/** The engines that are compared, as they are meant to be used. */
export async function loadPeers() {
  const jsonLogic = (await import('json-logic-js')).default;
  const { LogicEngine } = await import('json-logic-engine');
  const cel = await import('@marcbachmann/cel-js');
  const jsonRules = await import('json-rules-engine');
  return { jsonLogic, LogicEngine, cel, jsonRules, zen: findZen() };
}

/** zen 2 is published per platform; where there is no package for this one it is left out of the comparison. */
function findZen() {
  try {
    return require(`@gorules/zen-engine-${process.platform}-${process.arch}-gnu`);
  } catch {
    return undefined;
  }
}

/** A door of one of our packages, as it is built: `door('engine')`. */
export function door(name, file = 'index.js') {
  return import(pathToFileURL(`${ROOT}/packages/${name}/dist/${file}`).href);
}
