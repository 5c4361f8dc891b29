import type { AdoptRequest, ReadTemplateReply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

const NEW = '+new';
const OUT = '+out';

type Define = NonNullable<AdoptRequest['fields'][number]['define']>;
interface Confirmed {
  /** An element, `+new`, `+out`, or undefined as long as nobody decided. */
  readonly is?: string | undefined;
  readonly define: Define;
}

/** Confirms field by field which element it is. What reads the same is filled in; what only reads alike is not. */
export function SheetForm({ place, sheet }: { readonly place: string; readonly sheet: ReadTemplateReply }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const keyOf = useKey();
  const [title, setTitle] = useState(sheet.title ?? '');
  const [requestedBy, setRequestedBy] = useState('');
  const [period, setPeriod] = useState<AdoptRequest['period']>('quarter');
  const [body, setBody] = useState<string>();
  const { problem, busy, take } = useTaking();
  const [fields, setFields] = useState<readonly Confirmed[]>(() =>
    sheet.fields.map(({ matches: [best] }) => ({
      is: best?.how === 'same' ? best.element : undefined,
      define: { type: 'integer', keeps: 'period' },
    })),
  );
  const same = sheet.fields.filter(({ matches: [best] }) => best?.how === 'same').length;
  const alike = sheet.fields.filter(({ matches: [best] }) => best?.how === 'alike').length;
  const unsure = fields.filter(({ is }) => is === undefined).length;
  const level = sheet.bodies.find(({ id }) => id === body)?.level;
  const ready =
    unsure === 0 && title.trim() !== '' && requestedBy.trim() !== '' && body !== undefined && level !== undefined;
  const change = (index: number, next: Partial<Confirmed>) =>
    setFields(fields.map((field, at) => (at === index ? { ...field, ...next } : field)));
  const send = async () => {
    if (!ready) return;
    const request: AdoptRequest = {
      place,
      title: title.trim(),
      requestedBy: requestedBy.trim(),
      period,
      level,
      answeredBy: [body],
      fields: sheet.fields.flatMap(({ title: field }, index) => {
        const { is, define } = fields[index] as Confirmed;
        if (is === OUT || is === undefined) return [];
        return [is === NEW ? { title: field, define } : { title: field, element: is }];
      }),
    };
    const done = await take(client.adoptReport(request, keyOf(request)));
    if (!done.ok) return;
    void message.success(words.sheet.done);
    await cache.invalidateQueries({ queryKey: ['reports'] });
    await navigate({ to: '/reports', search: { place } });
  };
  return (
    <div className="report-sheet" data-tour="report-sheet">
      <p>{fill(words.sheet.read, { n: sheet.fields.length, same, alike, none: sheet.fields.length - same - alike })}</p>
      <div className="report-sheet-head">
        <label htmlFor="sheet-title">
          {words.sheet.name}
          <Input id="sheet-title" value={title} onChange={(event) => setTitle(event.target.value)} maxLength={200} />
        </label>
        <label htmlFor="sheet-by">
          {words.sheet.by}
          <Input
            id="sheet-by"
            value={requestedBy}
            onChange={(event) => setRequestedBy(event.target.value)}
            maxLength={100}
          />
        </label>
        <div>
          <span>{words.sheet.period}</span>
          <Select
            aria-label={words.sheet.period}
            value={period}
            onChange={setPeriod}
            options={(['month', 'quarter', 'year', 'once'] as const).map((kind) => ({
              value: kind,
              label: words.periods[kind],
            }))}
          />
        </div>
        <div>
          <span>{words.sheet.who}</span>
          <Select
            aria-label={words.sheet.who}
            placeholder={words.sheet.choose}
            value={body ?? null}
            onChange={(chosen: string) => setBody(chosen)}
            options={sheet.bodies.map(({ id, title: name }) => ({ value: id, label: name }))}
          />
        </div>
      </div>
      <ul className="plain-list report-lines">
        {sheet.fields.map((field, index) => {
          const { is, define } = fields[index] as Confirmed;
          const [best] = field.matches;
          const match = field.matches.find(({ element }) => element === is) ?? best;
          return (
            <li key={field.title}>
              <div className="report-line-title">
                {field.title}
                {match && is !== NEW && is !== OUT && (
                  <Tag color={match.how === 'same' ? 'green' : 'gold'}>{words.sheet[match.how]}</Tag>
                )}
              </div>
              <div className="report-line-source">
                <Select
                  aria-label={`${field.title} ${words.sheet.is}`}
                  placeholder={words.sheet.choose}
                  {...(is === undefined ? { status: 'warning' as const } : {})}
                  value={is ?? null}
                  onChange={(chosen: string) => change(index, { is: chosen })}
                  options={[
                    ...field.matches.map(({ element, title: name }) => ({ value: element, label: name })),
                    { value: NEW, label: words.sheet.isNew },
                    { value: OUT, label: words.sheet.leaveOut },
                  ]}
                  style={{ width: '100%', maxWidth: 320 }}
                />
                {is === NEW && (
                  <span className="report-define">
                    <Select
                      aria-label={`${field.title} ${words.sheet.type}`}
                      value={define.type}
                      onChange={(type: Define['type']) => change(index, { define: { ...define, type } })}
                      options={(['integer', 'number', 'money', 'text', 'date', 'boolean'] as const).map((type) => ({
                        value: type,
                        label: words.types[type],
                      }))}
                    />
                    <Input
                      aria-label={`${field.title} ${words.sheet.unit}`}
                      placeholder={words.sheet.unit}
                      value={define.unit ?? ''}
                      maxLength={20}
                      style={{ width: 90 }}
                      onChange={({ target: { value } }) => {
                        const { unit: _unit, ...rest } = define;
                        change(index, { define: value.trim() === '' ? rest : { ...rest, unit: value.trim() } });
                      }}
                    />
                    <Select
                      aria-label={`${field.title} ${words.sheet.keeps}`}
                      value={define.keeps}
                      onChange={(keeps: Define['keeps']) => change(index, { define: { ...define, keeps } })}
                      options={(['period', 'month', 'quarter', 'year', 'always'] as const).map((keeps) => ({
                        value: keeps,
                        label: words.keeps[keeps],
                      }))}
                    />
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {problem && <ProblemAlert problem={problem} />}
      <div className="report-send">
        <Button type="primary" size="large" disabled={!ready} loading={busy} onClick={() => void send()}>
          {words.sheet.send}
        </Button>
        {unsure > 0 && <span className="quiet">{fill(words.sheet.open, { n: unsure })}</span>}
      </div>
    </div>
  );
}
