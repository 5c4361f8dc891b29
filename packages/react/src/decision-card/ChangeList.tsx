import type { Change } from '@cebao/pack';
import { useMemo } from 'react';
import { reactMessages } from '../messages/zh-CN.ts';

/** What would lead to another answer; looked for only once it is shown. */
export function ChangeList({ find }: { readonly find: () => readonly Change[] }) {
  const changes = useMemo(find, [find]);
  if (changes.length === 0) return <>{reactMessages.decision.noChange}</>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
      {changes.map(({ text }) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
