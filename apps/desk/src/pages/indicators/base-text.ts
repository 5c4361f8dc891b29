import type { IndicatorRow } from '@cebao/server/client';
import { indicatorWords as words } from '../../messages/indicators.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

/** What a number rests on: how many lines of which book. */
export function baseText({ over, counted, base }: Pick<IndicatorRow, 'over' | 'counted' | 'base'>): string {
  if (over === undefined) return '';
  return fill(words.base[over.take], { source: over.title, counted, base });
}

/** The day, or the stretch of days, for which numbers stand. */
export function whenText({ at, from }: { readonly at: string; readonly from?: string | undefined }): string {
  return from === undefined ? fill(words.asOf, { at }) : fill(words.between, { from, at });
}
