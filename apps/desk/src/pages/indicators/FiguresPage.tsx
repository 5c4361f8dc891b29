import type { FigureReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { indicatorWords } from '../../messages/indicators.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { datedText, FigureList } from './FigureList.tsx';
import { FigureNotes } from './FigureNotes.tsx';
import { indicatorQueries } from './indicator-queries.ts';
import './indicators.css';

const words = indicatorWords.figures;

/** Everything that sources report about a place and below it, document by document. */
export function FiguresPage() {
  const { place } = useSearch({ from: '/figures' });
  const figures = useQuery(indicatorQueries.figures(place));
  return (
    <Loaded query={figures}>
      {(reply) => (
        <>
          <PageHead title={words.title}>
            <p className="quiet">{words.explain}</p>
            <Link to="/indicators" search={{ place: reply.place }}>
              {indicatorWords.back}
            </Link>
          </PageHead>
          <p className="count">{fill(words.count, { place: reply.placeTitle, n: reply.figures.length })}</p>
          {reply.figures.length === 0 && (
            <Card>
              <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          )}
          {documentsOf(reply.figures).map(([key, held]) => (
            <section key={key} data-tour="document">
              <h2 className="indicator-heading">{held[0]?.citation.title}</h2>
              <p className="quiet">{held[0] && datedText(held[0])}</p>
              <FigureList figures={held} headed />
            </section>
          ))}
          {reply.notes.length > 0 && <FigureNotes title={words.notesTitle} notes={reply.notes} />}
        </>
      )}
    </Loaded>
  );
}

function documentsOf(figures: readonly FigureReply[]): [string, FigureReply[]][] {
  const documents = new Map<string, FigureReply[]>();
  for (const figure of figures) {
    const key = `${figure.place} ${figure.citation.source}`;
    documents.set(key, [...(documents.get(key) ?? []), figure]);
  }
  return [...documents];
}
