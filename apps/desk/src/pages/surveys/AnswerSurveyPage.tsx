import { type FormValue, PackForm } from '@cebao/react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Result } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useTaking } from '../../app/use-taking.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { surveyWords } from '../../messages/surveys.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { surveyQueries } from './survey-queries.ts';
import './surveys.css';

const words = surveyWords.answer;

/** Answers a survey on a phone, without an account, by a link that works once. */
export function AnswerSurveyPage() {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('t') ?? '');
  return token === '' ? <Alert type="info" showIcon title={words.noLink} /> : <AnswerForm token={token} />;
}

function AnswerForm({ token }: { readonly token: string }) {
  const asked = useQuery(surveyQueries.form(token));
  const [value, setValue] = useState<FormValue>({});
  const { problem, busy, take } = useTaking();
  const [done, setDone] = useState(false);
  if (done) return <Result status="success" title={words.thanks} subTitle={words.closed} />;
  const send = async (data: FormValue) => {
    const sent = await take(client.answerByLink(token, { ...data }));
    setDone(sent.ok);
  };
  return (
    <Loaded query={asked}>
      {(survey) => (
        <>
          <PageHead title={survey.subject}>
            <p className="quiet">{fill(words.until, { place: survey.placeTitle, until: survey.until })}</p>
            <p>{words.private}</p>
          </PageHead>
          <Card className="survey-answer">
            {problem && <ProblemAlert problem={problem} />}
            <PackForm
              form={survey.form}
              value={value}
              onChange={setValue}
              onSubmit={(data) => void send(data)}
              submitting={busy}
              submitLabel={words.send}
            />
          </Card>
        </>
      )}
    </Loaded>
  );
}
