import type { ArrayFieldItemTemplateProps } from '@rjsf/utils';
import { Button, Card } from 'antd';
import { fill, reactMessages as words } from '../messages/zh-CN.ts';

/** One thing of a list: a card with its number, and buttons to move and remove it. */
export function ArrayFieldItemTemplate({
  children,
  buttonsProps,
  index,
  hasToolbar,
  disabled,
  readonly,
}: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  const n = index + 1;
  const off = disabled === true || readonly === true;
  const tools = [
    { shown: hasMoveUp, name: words.moveUp, sign: '\u2191', act: onMoveUpItem },
    { shown: hasMoveDown, name: words.moveDown, sign: '\u2193', act: onMoveDownItem },
    { shown: hasRemove, name: words.remove, sign: '\u00D7', act: onRemoveItem },
  ];
  return (
    <Card
      size="small"
      title={fill(words.item, { n })}
      extra={
        hasToolbar &&
        tools
          .filter(({ shown }) => shown)
          .map(({ name, sign, act }) => (
            <Button key={sign} type="text" size="large" disabled={off} aria-label={fill(name, { n })} onClick={act}>
              {sign}
            </Button>
          ))
      }
    >
      {children}
    </Card>
  );
}
