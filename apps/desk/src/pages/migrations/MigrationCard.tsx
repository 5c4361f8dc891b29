import type { MigrationRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Checkbox, Tag } from 'antd';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

const words = flowWords.migration;

interface MigrationCardProps {
  readonly row: MigrationRow;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** One case: each effect of the new rules on it, or why it cannot be moved. */
export function MigrationCard({ row, chosen, onChoose }: MigrationCardProps) {
  const possible = row.problems.length === 0 && !row.moved;
  return (
    <li className="task-card migration-card" data-tour="migration">
      <div className="migration-head">
        {possible && (
          <Checkbox
            checked={chosen}
            aria-label={fill(words.choose, { title: row.title })}
            onChange={(event) => onChoose(event.target.checked)}
          />
        )}
        <Link to="/cases/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
        {row.moved && <Tag color="green">{words.moved}</Tag>}
      </div>
      <span className="task-meta">
        {row.placeTitle} · {row.flowTitle}
      </span>
      {row.problems.length > 0 && (
        <div>
          <strong>{words.cannot}</strong>
          <ul>
            {row.problems.map((problem) => (
              <li key={`${problem.code}${JSON.stringify(problem.params)}`}>{problem.message}</li>
            ))}
          </ul>
        </div>
      )}
      {row.problems.length === 0 && (
        <div>
          <strong>{words.effects}</strong>
          {row.effects.length === 0 && <p className="quiet">{words.noEffects}</p>}
          <ul>
            {[...new Map(row.effects.map((effect) => [linesKey(effect), effect])).values()].map((effect) => (
              <li key={JSON.stringify(effect)}>
                {fill(words.kinds[effect.kind], {
                  title: effect.title ?? effect.step ?? '',
                  before: effect.before ?? words.nothing,
                  after: effect.after ?? words.nothing,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

/** The same decision asked at several steps is said once. */
function linesKey({ kind, title = '', before = '', after = '' }: MigrationRow['effects'][number]): string {
  return [kind, title, before, after].join('|');
}
