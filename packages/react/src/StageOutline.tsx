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
  readonly steps?: readonly OutlineItem[];
}

const COLOURS: Record<OutlineState, string> = { done: 'green', open: 'blue', waiting: 'default', blocked: 'orange', skipped: 'default', ended: 'default' };

/**
 * The way of a case: every stage and step with its state, who may act, and why not.
 *
 * @example
 * <StageOutline items={[{ id: 'review', title, state: 'open', who }]} current="review" />
 */
export function StageOutline({ items, current, onSelect }: { readonly items: readonly OutlineItem[]; readonly current?: string; readonly onSelect?: (id: string) => void }) {
  return (
    <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {items.map((item) => (
        <li key={item.id} style={{ padding: '6px 0' }} aria-current={item.id === current ? 'step' : undefined}>
          <OutlineLine item={item} current={item.id === current} {...(onSelect ? { onSelect } : {})} />
          {item.steps && item.steps.length > 0 && (
            <div style={{ marginInlineStart: 8, paddingInlineStart: 12, borderInlineStart: '2px solid #f0f0f0' }}>
              <StageOutline items={item.steps} {...(current === undefined ? {} : { current })} {...(onSelect ? { onSelect } : {})} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function OutlineLine({ item, current, onSelect }: { readonly item: OutlineItem; readonly current: boolean; readonly onSelect?: (id: string) => void }) {
  const strong = current || item.state === 'open';
  const title = <span style={{ fontWeight: strong ? 600 : 400, color: item.state === 'waiting' || item.state === 'skipped' ? '#595959' : undefined }}>{item.title}</span>;
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'baseline', flexWrap: 'wrap' }}>
      {onSelect && item.state === 'open' && !item.steps ? (
        <Typography.Link onClick={() => onSelect(item.id)} href={`#${item.id}`}>
          {title}
        </Typography.Link>
      ) : (
        title
      )}
      <Tag color={COLOURS[item.state]} style={{ marginInlineEnd: 0 }}>
        {reactMessages.outline[item.state]}
      </Tag>
      {item.who && item.state !== 'done' && (
        <Typography.Text type="secondary" style={{ fontSize: 13 }}>
          {fill(reactMessages.outline.who, { who: item.who })}
        </Typography.Text>
      )}
      {item.why && (
        <Typography.Text type="secondary" style={{ fontSize: 13, flexBasis: '100%' }}>
          {item.why}
        </Typography.Text>
      )}
    </div>
  );
}
