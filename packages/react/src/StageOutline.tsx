import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { fill, reactMessages } from './messages/zh-CN.ts';

export type OutlineState = keyof Omit<typeof reactMessages.outline, 'who'>;

/** A step or a stage of a case; a stage has steps of its own. */
export interface OutlineItem {
  readonly id: string;
  readonly title: string;
  readonly state: OutlineState;
  /** Who may take it, in words. */
  readonly who?: string;
  /** Why it cannot be taken now. */
  readonly why?: ReactNode;
  /** May be chosen. */
  readonly selectable?: boolean;
  readonly steps?: readonly OutlineItem[];
}

const COLOURS: Record<OutlineState, string> = {
  done: 'green',
  open: 'blue',
  waiting: 'default',
  blocked: 'orange',
  skipped: 'default',
  ended: 'default',
};

/** Texts dark enough on the grounds of antd's tags. */
const TEXTS: Record<OutlineState, string> = {
  done: '#135200',
  open: '#003a8c',
  waiting: '#434343',
  blocked: '#612500',
  skipped: '#434343',
  ended: '#434343',
};

/**
 * The way of a case: every stage and step with its state, who may act, and why not. Stages that are over or far away are
 * folded.
 *
 * @example
 * <StageOutline items={[{ id: 'review', title, state: 'open', who }]} current="review" />
 */
export function StageOutline({
  items,
  current,
  onSelect,
}: {
  readonly items: readonly OutlineItem[];
  readonly current?: string;
  readonly onSelect?: (id: string) => void;
}) {
  return (
    <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {items.map((item) => (
        <li key={item.id} style={{ padding: '6px 0' }} aria-current={item.id === current ? 'step' : undefined}>
          {item.steps && item.steps.length > 0 ? (
            <details open={item.state === 'open' || item.state === 'blocked' || holds(item, current)}>
              <summary style={{ cursor: 'pointer', padding: '4px 0' }}>
                <OutlineTitle item={item} strong={item.state === 'open'} /> <OutlineTag state={item.state} />
                {item.why && <OutlineNote>{item.why}</OutlineNote>}
              </summary>
              <div style={{ marginInlineStart: 4, paddingInlineStart: 14, borderInlineStart: '2px solid #f0f0f0' }}>
                <StageOutline
                  items={item.steps}
                  {...(current === undefined ? {} : { current })}
                  {...(onSelect ? { onSelect } : {})}
                />
              </div>
            </details>
          ) : (
            <OutlineStep item={item} current={item.id === current} {...(onSelect ? { onSelect } : {})} />
          )}
        </li>
      ))}
    </ol>
  );
}

/** Whether a stage holds the step at hand. */
function holds(item: OutlineItem, current: string | undefined): boolean {
  return item.steps?.some((step) => step.id === current) ?? false;
}

function OutlineStep({
  item,
  current,
  onSelect,
}: {
  readonly item: OutlineItem;
  readonly current: boolean;
  readonly onSelect?: (id: string) => void;
}) {
  const title = <OutlineTitle item={item} strong={current || item.state === 'open'} />;
  const near = item.state === 'open' || item.state === 'blocked';
  return (
    <div style={{ display: 'flex', gap: '2px 8px', alignItems: 'baseline', flexWrap: 'wrap' }}>
      {onSelect && item.selectable ? (
        <button
          type="button"
          onClick={() => onSelect(item.id)}
          style={{ all: 'unset', cursor: 'pointer', textDecoration: 'underline', textUnderlineOffset: 3 }}
          className="outline-step"
        >
          {title}
        </button>
      ) : (
        title
      )}
      <OutlineTag state={item.state} />
      {item.who && item.state !== 'done' && (
        <OutlineNote>{near ? fill(reactMessages.outline.who, { who: item.who }) : item.who}</OutlineNote>
      )}
      {item.why && <OutlineNote>{item.why}</OutlineNote>}
    </div>
  );
}

function OutlineTitle({ item, strong }: { readonly item: OutlineItem; readonly strong: boolean }) {
  const quiet = item.state === 'waiting' || item.state === 'skipped' || item.state === 'ended';
  return <span style={{ fontWeight: strong ? 600 : 400, ...(quiet ? { color: '#595f69' } : {}) }}>{item.title}</span>;
}

function OutlineTag({ state }: { readonly state: OutlineState }) {
  return (
    <Tag color={COLOURS[state]} style={{ marginInlineEnd: 0, color: TEXTS[state] }}>
      {reactMessages.outline[state]}
    </Tag>
  );
}

function OutlineNote({ children }: { readonly children: ReactNode }) {
  return <Typography.Text style={{ fontSize: 13, flexBasis: '100%', color: '#595f69' }}>{children}</Typography.Text>;
}
