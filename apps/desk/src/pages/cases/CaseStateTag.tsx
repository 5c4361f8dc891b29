import type { CaseRow } from '@cebao/server/client';
import { Tag } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

const COLOURS = { open: 'blue', returned: 'gold', ended: 'default', withdrawn: 'default' } as const;

/** Where a case stands, in a word. */
export function CaseStateTag({ state }: { readonly state: CaseRow['state'] }) {
  return <Tag color={COLOURS[state]}>{messages.cases.states[state]}</Tag>;
}
