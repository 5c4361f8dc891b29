import { findUpward } from './find-upward.ts';

/** The data folder: what was asked for, else `CEBAO_DATA`, else the nearest demo instance. */
export function dataFolder(asked: string | undefined): string {
  const named = asked ?? process.env['CEBAO_DATA'];
  return named === undefined || named === '' ? findUpward('.cebao/demo') : named;
}
