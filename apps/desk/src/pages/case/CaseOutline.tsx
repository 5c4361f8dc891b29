import type { StageView, StepView } from '@cebao/pack';
import { type OutlineItem, StageOutline } from '@cebao/react';
import type { CaseReply } from '@cebao/server/client';
import { messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';

interface CaseOutlineProps {
  readonly reply: CaseReply;
  readonly words: CaseWords;
  readonly current: string | undefined;
  /** Paths the person may take. */
  readonly own: readonly string[];
  readonly onChoose: (step: string) => void;
}

/** The way of this case, with who acts and why not yet. */
export function CaseOutline({ reply, words, current, own, onChoose }: CaseOutlineProps) {
  const { outline } = reply.view;
  const staged = outline.length > 1;
  const items = staged
    ? outline.map((stage) => stageItem(stage, words, own))
    : (outline[0]?.steps ?? []).map((step) => stepItem(step, words, own));
  return <StageOutline items={items} {...(current === undefined ? {} : { current })} onSelect={onChoose} />;
}

function stageItem(stage: StageView, words: CaseWords, own: readonly string[]): OutlineItem {
  const single = stage.steps.length === 1 && stage.steps[0]?.path === stage.id;
  return {
    id: stage.id,
    title: stage.title,
    state: stage.state,
    ...(stage.reason === undefined || stage.state === 'waiting' ? {} : { why: words.code(stage.reason) }),
    ...(single ? {} : { steps: stage.steps.map((step) => stepItem(step, words, own)) }),
  };
}

function stepItem(step: StepView, words: CaseWords, own: readonly string[]): OutlineItem {
  const why = step.state === 'blocked' && step.reason !== undefined ? words.code(step.reason) : undefined;
  return {
    id: step.path,
    title: step.title,
    state: step.state,
    selectable: own.includes(step.path),
    ...(step.actors.length > 0 ? { who: step.actors.map(words.body).join(messages.comma) } : {}),
    ...(why === undefined ? {} : { why }),
  };
}
