import { type FormValue, PackForm } from '@cebao/react';
import type { Problem, SurveyReply } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Card, Modal, Tag } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { surveyWords } from '../../messages/surveys.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { Asked } from '../meetings/MeetingBodyPage.tsx';
import { surveyQueries } from './survey-queries.ts';
import '../staff/staff.css';
import '../meetings/meetings.css';
import './surveys.css';

const words = surveyWords.survey;

/** One survey: how it was drawn; once it is closed each side with how many answered, side by side. */
export function SurveyPage() {
  const { id } = useParams({ from: '/surveys/$id' });
  const survey = useQuery(surveyQueries.survey(id));
  return <Loaded query={survey}>{(reply) => <Survey survey={reply} />}</Loaded>;
}

function Survey({ survey }: { readonly survey: SurveyReply }) {
  const cache = useQueryClient();
  const [closing, setClosing] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { rule, closedOn, fewest } = survey;
  const size = survey.populations.reduce((sum, one) => sum + one.size, 0);
  const n = rule.mode === 'random' ? rule.n : rule.mode === 'quota' ? rule.perPlace : size;
  const seed = rule.mode === 'all' ? 0 : rule.seed;
  const close = async () => {
    const done = await client.closeSurvey(survey.id);
    setProblem(done.ok ? undefined : done.problem);
    setClosing(false);
    await cache.invalidateQueries({ queryKey: ['surveys'] });
  };
  return (
    <>
      <PageHead
        title={survey.subject}
        extra={
          survey.mayClose && (
            <Button onClick={() => setClosing(true)} data-tour="close-survey">
              {words.close}
            </Button>
          )
        }
      >
        <Link to="/surveys">{surveyWords.back}</Link>
        <p className="quiet">
          {survey.title}{' '}
          {fill(surveyWords.meta, { place: survey.placeTitle, from: survey.openedOn, until: survey.until })}{' '}
          <Tag>{closedOn === undefined ? surveyWords.running : surveyWords.closed}</Tag>
          {survey.demo && messages.demo.banner}
        </p>
      </PageHead>
      {problem && <ProblemAlert problem={problem} />}
      <p>{fill(words.drawn[rule.mode], { size, n, seed })}</p>
      <p className="quiet">{fill(words.private, { fewest })}</p>
      <div className="staff-pair" data-tour="survey-sides">
        {survey.sides.map((side) => (
          <Side key={side.id} survey={survey} side={side} />
        ))}
      </div>
      {survey.note && <p className="quiet survey-note">{survey.note}</p>}
      {closedOn !== undefined && survey.asked.length === 0 && <p className="quiet">{words.partly}</p>}
      {survey.asked.length > 0 && <Asked place={survey.place} asked={survey.asked} title={words.asked} />}
      <Modal
        open={closing}
        title={words.close}
        okText={words.ok}
        cancelText={words.no}
        onOk={() => void close()}
        onCancel={() => setClosing(false)}
      >
        {words.closeSure}
      </Modal>
    </>
  );
}

interface SideProps {
  readonly survey: SurveyReply;
  readonly side: SurveyReply['sides'][number];
}

function Side({ survey: { id, closedOn, fewest }, side }: SideProps) {
  const cache = useQueryClient();
  const [value, setValue] = useState<FormValue>({});
  const [problem, setProblem] = useState<Problem>();
  const send = async (data: FormValue) => {
    const done = await client.answerSurvey(id, { side: side.id, data: { ...data } });
    setProblem(done.ok ? undefined : done.problem);
    if (done.ok) await cache.invalidateQueries({ queryKey: ['surveys'] });
  };
  const tooFew = closedOn !== undefined && side.satisfied === undefined;
  return (
    <Card title={side.title} className="survey-side survey-answer">
      <p>
        {fill(words.invited, { n: side.invited })}
        {side.answered !== undefined && fill(words.answered, { n: side.answered })}
      </p>
      {side.satisfied !== undefined && (
        <p>
          <strong>{fill(words.satisfied, { percent: side.satisfied })}</strong>{' '}
          <span className="quiet">{closedOn !== undefined && fill(words.date, { on: closedOn })}</span>
        </p>
      )}
      {closedOn === undefined && <p className="quiet">{words.waiting}</p>}
      {tooFew && <p className="quiet">{fill(words.tooFew, { fewest: side.named ? 1 : fewest })}</p>}
      <ul className="meeting-plain">
        {side.counts.map((one) => (
          <li key={one.field + one.choice}>
            {one.n === undefined
              ? fill(words.hidden, { title: one.title, fewest })
              : fill(words.counts, { title: one.title, n: one.n })}
          </li>
        ))}
      </ul>
      <ul className="meeting-plain">
        {side.bodies.map((body) => (
          <li key={body.title}>{fill(body.answered ? words.bodyDone : words.bodyOpen, { title: body.title })}</li>
        ))}
      </ul>
      {problem && <ProblemAlert problem={problem} />}
      {side.mayAnswer && (
        <PackForm
          form={side.form}
          value={value}
          onChange={setValue}
          onSubmit={(data) => void send(data)}
          submitLabel={words.answer}
        />
      )}
    </Card>
  );
}
