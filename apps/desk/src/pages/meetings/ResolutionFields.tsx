import type { MeetingReply } from '@cebao/server/client';
import { Button, Input, InputNumber, Select } from 'antd';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { DayField } from '../staff/DayField.tsx';
import type { ResolutionRow } from './minutes-state.ts';

const words = meetingWords.minutes;
const { results: RESULTS } = meetingWords.meeting;
const VOTES = ['for', 'against', 'abstain'] as const;

interface ResolutionFieldsProps {
  readonly row: ResolutionRow;
  readonly bodies: MeetingReply['bodies'];
  readonly onChange: (row: ResolutionRow) => void;
  readonly onRemove: () => void;
}

/** A resolution as it is written: number, text, result, votes, who sees to it until when. */
export function ResolutionFields({ row, bodies, onChange, onRemove }: ResolutionFieldsProps) {
  const set = (part: Partial<ResolutionRow>) => onChange({ ...row, ...part });
  const id = (field: string) => `resolution-${row.key}-${field}`;
  return (
    <fieldset className="meeting-resolution-fields" data-tour="resolution-fields">
      <legend>{words.resolution}</legend>
      <div className="staff-pair">
        <div>
          <label className="field-label" htmlFor={id('no')}>
            {words.no}
          </label>
          <Input id={id('no')} value={row.no} maxLength={60} onChange={(event) => set({ no: event.target.value })} />
        </div>
        <div>
          <label className="field-label" htmlFor={id('result')}>
            {words.result}
          </label>
          <Select
            id={id('result')}
            value={row.result}
            options={Object.entries(RESULTS).map(([value, label]) => ({ value, label }))}
            onChange={(result: ResolutionRow['result']) => set({ result })}
          />
        </div>
      </div>
      <div>
        <label className="field-label" htmlFor={id('text')}>
          {words.text}
        </label>
        <Input.TextArea
          id={id('text')}
          rows={2}
          value={row.text}
          maxLength={500}
          onChange={(event) => set({ text: event.target.value })}
        />
      </div>
      <div className="meeting-votes">
        {VOTES.map((vote) => (
          <div key={vote}>
            <label className="field-label" htmlFor={id(vote)}>
              {words[vote]}
            </label>
            <InputNumber
              id={id(vote)}
              min={0}
              max={10_000}
              precision={0}
              value={row[vote] ?? null}
              onChange={(value) => {
                const { [vote]: _before, ...rest } = row;
                onChange(value === null ? rest : { ...rest, [vote]: value });
              }}
            />
          </div>
        ))}
      </div>
      <div className="staff-pair">
        <div>
          <label className="field-label" htmlFor={id('body')}>
            {words.body}
          </label>
          <Select
            id={id('body')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={row.body ?? null}
            options={bodies.map((body) => ({ value: body.id, label: body.title }))}
            onChange={(body: string | null) => {
              const { body: _before, ...rest } = row;
              onChange(body ? { ...rest, body } : rest);
            }}
          />
        </div>
        <div>
          <label className="field-label" htmlFor={id('responsible')}>
            {words.responsible}
          </label>
          <Input
            id={id('responsible')}
            value={row.responsible}
            maxLength={60}
            onChange={(event) => set({ responsible: event.target.value })}
          />
        </div>
        <DayField id={id('until')} label={words.until} value={row.until} onChange={(until) => set({ until })} anyDay />
      </div>
      <Button type="text" onClick={onRemove}>
        {words.removeResolution}
      </Button>
    </fieldset>
  );
}
