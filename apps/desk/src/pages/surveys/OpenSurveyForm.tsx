import type { OpenSurveyReply, SurveysReply } from '@cebao/server/client';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Card, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useTaking } from '../../app/use-taking.ts';
import { surveyWords } from '../../messages/surveys.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { DayField } from '../staff/DayField.tsx';

const words = surveyWords.open;
type Mode = 'all' | 'random' | 'quota';

/** Begins a survey: what about, at which place, whom; then shows the links, once. */
export function OpenSurveyForm({ choices }: { readonly choices: SurveysReply['mayOpen'] }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(0);
  const [subject, setSubject] = useState('');
  const [size, setSize] = useState<number | null>(null);
  const [mode, setMode] = useState<Mode>('random');
  const [n, setN] = useState<number | null>(30);
  const [seed, setSeed] = useState<number | null>(1);
  const [until, setUntil] = useState('');
  const { problem, busy, take } = useTaking();
  const [opened, setOpened] = useState<OpenSurveyReply>();
  const choice = choices[chosen];
  if (choice === undefined) return null;
  const send = async () => {
    const draw = { seed: seed ?? 0 };
    const sent = await take(
      client.openSurvey({
        kind: choice.kind,
        place: choice.place,
        subject,
        until,
        populations: [{ place: choice.place, size: size ?? 0 }],
        rule:
          mode === 'all'
            ? { mode }
            : mode === 'random'
              ? { mode, n: n ?? 0, ...draw }
              : { mode, perPlace: n ?? 0, ...draw },
      }),
    );
    if (sent.ok) setOpened(sent.value);
  };
  if (opened)
    return (
      <Card title={words.linksTitle} data-tour="survey-links">
        <Alert type="warning" showIcon title={words.linksExplain} className="no-print" />
        <ol className="meeting-items meeting-add">
          {opened.links.map((link) => (
            <li key={link.path}>
              {fill(words.number, { place: link.placeTitle, n: link.number })}
              <br />
              <code className="cell">{new URL(link.path, window.location.href).href}</code>
            </li>
          ))}
        </ol>
        <div className="staff-buttons meeting-add no-print">
          <Button onClick={() => window.print()}>{words.print}</Button>
          <Button
            type="primary"
            onClick={() => void navigate({ to: '/surveys/$id', params: { id: opened.survey.id } })}
          >
            {words.go}
          </Button>
        </div>
      </Card>
    );
  return (
    <Card title={words.title} className="staff-form">
      {problem && <ProblemAlert problem={problem} />}
      {choices.length > 1 && (
        <div>
          <label className="field-label" htmlFor="survey-where">
            {words.where}
          </label>
          <Select
            id="survey-where"
            value={chosen}
            options={choices.map(({ title, placeTitle }, value) => ({ value, label: `${placeTitle} ${title}` }))}
            onChange={setChosen}
          />
        </div>
      )}
      <div>
        <label className="field-label" htmlFor="survey-subject">
          {words.what}
        </label>
        <Input
          id="survey-subject"
          value={subject}
          maxLength={100}
          onChange={(event) => setSubject(event.target.value)}
        />
      </div>
      <div>
        <label className="field-label" htmlFor="survey-size">
          {words.size}
        </label>
        <InputNumber id="survey-size" min={1} max={100_000} precision={0} value={size} onChange={setSize} />
        <p className="quiet">{words.sizeHint}</p>
      </div>
      <fieldset className="meeting-agenda">
        <legend className="field-label">{words.how}</legend>
        <Radio.Group
          value={mode}
          onChange={(event) => setMode(event.target.value as Mode)}
          options={(['all', 'random'] as const).map((value) => ({ value, label: words.modes[value] }))}
        />
        {mode !== 'all' && (
          <>
            <label className="field-label" htmlFor="survey-n">
              {words.n}
            </label>
            <InputNumber id="survey-n" min={1} max={5000} precision={0} value={n} onChange={setN} />
            <label className="field-label" htmlFor="survey-seed">
              {words.seed}
            </label>
            <InputNumber id="survey-seed" min={0} max={4_294_967_295} precision={0} value={seed} onChange={setSeed} />
          </>
        )}
      </fieldset>
      <DayField id="survey-until" label={words.until} value={until} onChange={setUntil} />
      <div className="staff-buttons">
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={subject.trim() === '' || size === null || until === ''}
          onClick={() => void send()}
        >
          {words.send}
        </Button>
      </div>
    </Card>
  );
}
