// Stops with a clear sentence when Node is older than package.json asks for. Written so that old versions can read it.
// biome-ignore lint/style/useNodejsImportProtocol: Node before 14.18 must still be able to say the sentence below.
import { readFileSync } from 'fs';

const wanted = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node.replace(
  '>=',
  '',
);
const [major, minor] = wanted.split('.').map(Number);
const [hasMajor, hasMinor] = process.versions.node.split('.').map(Number);

if (hasMajor < major || (hasMajor === major && hasMinor < minor)) {
  console.error(`需要 Node ${wanted} 或更新的版本，现在是 ${process.versions.node}。请先升级 Node，再运行一次。`);
  console.error(
    `Node ${wanted} or newer is needed, this is ${process.versions.node}. Please update Node and run this again.`,
  );
  process.exit(1);
}
