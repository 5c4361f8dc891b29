import type { FigureReply } from '@cebao/server/client';
import { Tag } from 'antd';
import { indicatorWords as words } from '../../messages/indicators.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

interface FigureListProps {
  readonly figures: readonly FigureReply[];
  /** The place, the day and the document stand above the list already. */
  readonly headed?: boolean;
}

/** Figures that sources report: never without the day, the document and the sentence. */
export function FigureList({ figures, headed = false }: FigureListProps) {
  return (
    <ul className="plain-list figure-list">
      {figures.map((figure) => (
        <li key={figure.id} id={figure.id}>
          <span className="figure-said">
            {figure.title} <strong>{figure.text}</strong>{' '}
            {words.stands[figure.stands] && <Tag>{words.stands[figure.stands]}</Tag>}
          </span>
          {!headed && <span className="quiet">{datedText(figure)}</span>}
          <span className="quiet">
            {!headed && `${figure.citation.title} `}
            {fill(words.quote, { quote: figure.citation.quote, paragraph: figure.citation.paragraph ?? '' })}
          </span>
          {figure.note && <span className="quiet">{fill(words.note, { note: figure.note })}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Of whom and of when a figure is. */
export function datedText({ placeTitle, dated, basis }: FigureReply): string {
  return fill(words.place2, { place: placeTitle, dated, basis: words.bases[basis] ?? basis });
}
