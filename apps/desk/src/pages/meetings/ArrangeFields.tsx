import type { MeetingBodyReply } from '@cebao/server/client';
import { Button, Input, Select } from 'antd';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { DayField } from '../staff/DayField.tsx';
import { type AgendaRow, newRow } from './agenda-rows.ts';

const words = meetingWords.call;

/** What is arranged about a meeting. */
export interface Arrangement {
  readonly on: string;
  readonly time: string;
  readonly where: string;
  readonly chair: string | undefined;
  readonly chairReason: string;
  readonly agenda: readonly AgendaRow[];
}

interface ArrangeFieldsProps {
  readonly body: MeetingBodyReply;
  readonly value: Arrangement;
  readonly onChange: (value: Arrangement) => void;
}

/** Day, place, chair and agenda of a meeting. */
export function ArrangeFields({ body, value, onChange }: ArrangeFieldsProps) {
  const set = (part: Partial<Arrangement>) => onChange({ ...value, ...part });
  const change = (key: string, part: Partial<AgendaRow>) =>
    set({ agenda: value.agenda.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const turn = body.members.find(({ member }) => member === body.chair.next);
  const kinds = body.agenda.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <>
      <div className="staff-pair">
        <DayField id="meeting-on" label={words.on} value={value.on} onChange={(on) => set({ on })} anyDay />
        <div>
          <label className="field-label" htmlFor="meeting-time">
            {words.time}
          </label>
          <Input
            id="meeting-time"
            value={value.time}
            maxLength={5}
            placeholder={words.timeHint}
            onChange={(event) => set({ time: event.target.value })}
          />
        </div>
      </div>
      <div>
        <label className="field-label" htmlFor="meeting-where">
          {words.where}
        </label>
        <Input
          id="meeting-where"
          value={value.where}
          maxLength={100}
          onChange={(event) => set({ where: event.target.value })}
        />
      </div>
      <div>
        <label className="field-label" htmlFor="meeting-chair">
          {words.chair}
        </label>
        <Select
          id="meeting-chair"
          value={value.chair ?? null}
          placeholder={words.choose}
          showSearch={{ optionFilterProp: 'label' }}
          options={body.members.map(({ member, name }) => ({ value: member, label: name }))}
          onChange={(chair: string) => set({ chair })}
        />
        {turn && value.chair !== undefined && value.chair !== turn.member && (
          <div className="meeting-reason">
            <label className="field-label" htmlFor="meeting-chair-reason">
              {fill(words.outOfTurn, { name: turn.name })}
            </label>
            <Input
              id="meeting-chair-reason"
              value={value.chairReason}
              maxLength={200}
              onChange={(event) => set({ chairReason: event.target.value })}
            />
          </div>
        )}
      </div>
      <fieldset className="meeting-agenda">
        <legend className="field-label">{words.agenda}</legend>
        {value.agenda.map((row, index) => (
          <div key={row.key} className="meeting-item">
            <Select
              aria-label={words.kind}
              value={row.kind}
              options={kinds}
              onChange={(kind: string) => change(row.key, { kind })}
            />
            <Input
              aria-label={`${words.topic} ${index + 1}`}
              placeholder={words.topic}
              value={row.title}
              maxLength={120}
              onChange={(event) => change(row.key, { title: event.target.value })}
            />
            {value.agenda.length > 1 && (
              <Button
                type="text"
                onClick={() => set({ agenda: value.agenda.filter(({ key }) => key !== row.key) })}
                aria-label={`${words.removeItem} ${index + 1}`}
              >
                {words.removeItem}
              </Button>
            )}
          </div>
        ))}
        <div className="staff-buttons">
          <Button onClick={() => set({ agenda: [...value.agenda, newRow(kinds[0]?.value ?? '')] })}>
            {words.addItem}
          </Button>
          {body.cases.length > 0 && (
            <Select
              aria-label={words.fromCase}
              placeholder={words.fromCase}
              value={null}
              showSearch={{ optionFilterProp: 'label' }}
              options={body.cases.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(id: string) => {
                const title = body.cases.find((one) => one.id === id)?.title ?? '';
                const left = value.agenda.filter((row) => row.title.trim() !== '');
                set({ agenda: [...left, newRow(kinds[0]?.value ?? '', title.slice(0, 120), id)] });
              }}
              style={{ minWidth: 200 }}
            />
          )}
        </div>
      </fieldset>
    </>
  );
}
