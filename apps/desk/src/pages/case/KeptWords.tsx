import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import type { CaseReply } from '@cebao/server/client';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { useMe } from '../../app/session.ts';
import { draftsOf, forgetDrafts } from '../../app/use-draft.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';
import { FieldList } from './FieldList.tsx';
import { fieldRows } from './field-rows.ts';

interface KeptWordsProps {
  readonly reply: CaseReply;
  readonly policy: Policy;
  readonly words: CaseWords;
}

/** What was typed at steps that somebody else has taken meanwhile: to be read and copied until it is dropped. */
export function KeptWords({ reply, policy, words }: KeptWordsProps) {
  const me = useMe();
  const [, setDropped] = useState(0);
  const { mine, outline, titles } = reply.view;
  const open = new Set(mine.flatMap((action) => (action.type === 'submit' ? [action.step] : [])));
  const steps = outline.flatMap((stage) => stage.steps);
  return draftsOf(`${me.person.id}:${reply.id}:`)
    .filter(({ rest }) => titles[rest] !== undefined && !open.has(rest))
    .map(({ name, rest, value }) => {
      const form = steps.find(({ path }) => path === rest)?.form;
      return (
        <Card
          key={name}
          title={fill(messages.draft.left, { step: titles[rest] ?? rest })}
          data-tour="kept-words"
          extra={
            <Button
              onClick={() => {
                forgetDrafts(name);
                setDropped((times) => times + 1);
              }}
            >
              {messages.draft.drop}
            </Button>
          }
        >
          <p className="quiet">{messages.draft.leftWhy}</p>
          <FieldList
            rows={fieldRows(
              form === undefined ? undefined : policy.findForm(form),
              value as Record<string, JsonValue>,
              words.organisation,
            )}
          />
        </Card>
      );
    });
}
