import type { FormValue } from '@cebao/react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Card, Empty, Select } from 'antd';
import { useState } from 'react';
import { policyQuery } from '../../app/policy-query.ts';
import { queries } from '../../app/query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { FirstStep } from './FirstStep.tsx';

const words = messages.openCase;
const NOTHING: FormValue = {};

/** What a link fills in beforehand: fields of the first form as JSON. */
function startOf(fill: string | undefined): FormValue {
  if (fill === undefined) return NOTHING;
  try {
    const value: unknown = JSON.parse(fill);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FormValue) : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** A new case: which flow, at which place, and the form of its first step. */
export function OpenCasePage() {
  const flows = useQuery(queries.flows);
  const given = useSearch({ from: '/open' });
  const [flowId, setFlowId] = useState(given.flow);
  const [placePath, setPlacePath] = useState(given.place);
  const flow = flows.data?.find((one) => one.flow === flowId) ?? (flows.data?.length === 1 ? flows.data[0] : undefined);
  const place =
    flow?.places.find(({ path }) => path === placePath) ?? (flow?.places.length === 1 ? flow.places[0] : undefined);
  const policy = useQuery({ ...policyQuery(place?.path ?? ''), enabled: place !== undefined });
  return (
    <>
      <PageHead title={messages.cases.open} />
      <Loaded query={flows}>
        {(rows) =>
          rows.length === 0 ? (
            <Card>
              <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          ) : (
            <Card style={{ marginBottom: 16 }}>
              <div className="paper-pair">
                <div>
                  <label htmlFor="flow" className="field-label">
                    {words.flow}
                  </label>
                  <Select
                    id="flow"
                    value={flow?.flow ?? null}
                    placeholder={words.choose}
                    options={rows.map((row) => ({ value: row.flow, label: row.title }))}
                    onChange={setFlowId}
                    style={{ width: '100%' }}
                  />
                </div>
                <div>
                  <label htmlFor="place" className="field-label">
                    {words.place}
                  </label>
                  <Select
                    id="place"
                    value={place?.path ?? null}
                    placeholder={words.choose}
                    disabled={flow === undefined}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={(flow?.places ?? []).map(({ path, title }) => ({ value: path, label: title }))}
                    onChange={setPlacePath}
                    style={{ width: '100%' }}
                  />
                </div>
              </div>
            </Card>
          )
        }
      </Loaded>
      {flow && place && (
        <Loaded query={policy}>
          {(found) => (
            <FirstStep
              key={`${flow.flow}${place.path}`}
              flow={flow}
              place={place}
              policy={found}
              start={flow.flow === given.flow ? startOf(given.fill) : NOTHING}
            />
          )}
        </Loaded>
      )}
    </>
  );
}
