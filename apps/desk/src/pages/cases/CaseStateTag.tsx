import type { CaseRow } from '@cebao/server/client';
import { Tag } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

const COLOURS = { open: 'blue', returned: 'gold', ended: 'default', withdrawn: 'default' } as const;
const TEXTS = { open: '#003a8c', returned: '#613400', ended: '#1f2329', withdrawn: '#1f2329' } as const;

/** Where a case stands, in a word. */
export function CaseStateTag({ state }: { readonly state: CaseRow['state'] }) {
  return (
    <Tag color={COLOURS[state]} style={{ color: TEXTS[state] }}>
      {messages.cases.states[state]}
    </Tag>
  );
}
