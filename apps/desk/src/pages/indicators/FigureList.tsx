import type { FigureReply } from '@cebao/server/client';
import { Tag } from 'antd';
import { indicatorWords as words } from '../../messages/indicators.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

/** Figures that sources report: never without the day, the document and the sentence. */
export function FigureList({ figures }: { readonly figures: readonly FigureReply[] }) {
  return (
    <ul className="plain-list figure-list">
      {figures.map((figure) => (
        <li key={figure.id} id={figure.id}>
          <span className="figure-said">
            {figure.title} <strong>{figure.text}</strong>{' '}
            {words.stands[figure.stands] && <Tag>{words.stands[figure.stands]}</Tag>}
          </span>
          <span className="quiet">
            {fill(words.place2, {
              place: figure.placeTitle,
              dated: figure.dated,
              basis: words.bases[figure.basis] ?? figure.basis,
            })}
          </span>
          <span className="quiet">
            {figure.citation.title}{' '}
            {fill(words.quote, { quote: figure.citation.quote, paragraph: figure.citation.paragraph ?? '' })}
          </span>
          {figure.note && <span className="quiet">{fill(words.note, { note: figure.note })}</span>}
        </li>
      ))}
    </ul>
  );
}
