import type { DelegationRow } from '@cebao/server/client';
import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { TextDialog } from '../case/TextDialog.tsx';
import { postText } from './post-text.ts';
import { useStaffCommand } from './use-staff-command.ts';

const words = flowWords.staff;
const LOOK = { planned: 'blue', running: 'green', over: 'default', ended: 'default' } as const;

/** Who stands in for whom, from when until when; one may end it early. */
export function Delegations({ rows }: { readonly rows: readonly DelegationRow[] }) {
  const command = useStaffCommand();
  const [ending, setEnding] = useState<DelegationRow>();
  return (
    <Card title={words.delegations} data-tour="delegations">
      {rows.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="plain-list staff-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <strong>
                {fill(words.line, { deputy: row.deputy.name, person: row.person.name, post: postText(row.post) })}
              </strong>{' '}
              <Tag color={LOOK[row.state]}>{words.states[row.state]}</Tag>
              <div className="quiet">
                {fill(words.period, { from: row.from, until: row.until, reason: row.reason, by: row.by.name })}
              </div>
              {row.endedBecause !== undefined && (
                <div className="quiet">{fill(words.ended, { reason: row.endedBecause })}</div>
              )}
            </div>
            {row.mayEnd && <Button onClick={() => setEnding(row)}>{words.end}</Button>}
          </li>
        ))}
      </ul>
      <TextDialog
        open={ending !== undefined}
        title={words.end}
        label={words.endReason}
        commander={command}
        onClose={() => setEnding(undefined)}
        onSend={(reason) =>
          ending === undefined
            ? Promise.resolve(false)
            : command.send(() => client.endDelegation(ending.id, { person: ending.person.id, reason }))
        }
      />
    </Card>
  );
}
