// The command `cebao`.
export { runCebao } from './run-cebao.ts';
