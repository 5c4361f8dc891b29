import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Empty, Tag } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { surveyWords as words } from '../../messages/surveys.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { OpenSurveyForm } from './OpenSurveyForm.tsx';
import { surveyQueries } from './survey-queries.ts';
import '../staff/staff.css';
import '../meetings/meetings.css';
import './surveys.css';

/** Surveys, and the way to begin one. */
export function SurveysPage() {
  const surveys = useQuery(surveyQueries.surveys);
  const [opening, setOpening] = useState(false);
  return (
    <Loaded query={surveys}>
      {(reply) => (
        <>
          <PageHead
            title={words.title}
            extra={
              reply.mayOpen.length > 0 &&
              !opening && (
                <Button type="primary" onClick={() => setOpening(true)} data-tour="open-survey">
                  {words.open.title}
                </Button>
              )
            }
          />
          {opening && <OpenSurveyForm choices={reply.mayOpen} />}
          {reply.surveys.length === 0 ? (
            !opening && (
              <Card>
                <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
              </Card>
            )
          ) : (
            <ul className="plain-list task-list meeting-tasks survey-list">
              {reply.surveys.map((one) => (
                <li key={one.id}>
                  <Link to="/surveys/$id" params={{ id: one.id }} className="task-card" data-tour="survey">
                    <span className="task-what">
                      {one.title}
                      <Tag>{one.closedOn === undefined ? words.running : words.closed}</Tag>
                    </span>
                    <span className="task-title">{one.subject}</span>
                    <span className="task-meta">
                      {fill(words.meta, { place: one.placeTitle, from: one.openedOn, until: one.until })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
}
