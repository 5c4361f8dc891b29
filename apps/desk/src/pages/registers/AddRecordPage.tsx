import { type FormValue, PackForm } from '@cebao/react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Card, Input } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { policyQuery } from '../../app/policy-query.ts';
import { queries } from '../../app/query.ts';
import { today } from '../../app/today.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

const words = bookWords.addPage;

/** A new record in a book that people keep. */
export function AddRecordPage() {
  const { id } = useParams({ from: '/registers/$id/add' });
  const { place = '' } = useSearch({ from: '/registers/$id/add' });
  const policy = useQuery(policyQuery(place));
  const organisations = useQuery(queries.organisations);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const keyOf = useKey();
  const [value, setValue] = useState<FormValue>({});
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState('');
  const { problem, busy, take } = useTaking();
  const send = async (data: FormValue) => {
    const request = { place, data: { ...data }, from, ...(until === '' ? {} : { until }) };
    const reply = await take(client.addRecord(id, request, keyOf(request)));
    if (!reply.ok) return;
    void cache.invalidateQueries({ queryKey: ['register', id] });
    void cache.invalidateQueries({ queryKey: ['registers'] });
    await navigate({ to: '/registers/$id', params: { id } });
  };
  return (
    <Loaded query={policy}>
      {(found) => {
        const register = found.findRegister(id);
        const form = register?.form === undefined ? undefined : found.findForm(register.form);
        return (
          <>
            <PageHead title={fill(words.title, { register: register?.title ?? id })}>
              <Link to="/registers/$id" params={{ id }}>
                {bookWords.backBook}
              </Link>
            </PageHead>
            {form && (
              <Card className="step-card">
                {form.description && <p className="quiet">{form.description}</p>}
                <PackForm
                  form={form}
                  value={value}
                  onChange={setValue}
                  onSubmit={(data) => void send(data)}
                  submitting={busy}
                  submitLabel={words.send}
                  {...(organisations.data ? { organisations: organisations.data } : {})}
                >
                  <div className="paper-pair">
                    <div>
                      <label htmlFor="record-from" className="field-label">
                        {words.from}
                      </label>
                      <Input
                        id="record-from"
                        type="date"
                        value={from}
                        onChange={(event) => setFrom(event.target.value)}
                      />
                    </div>
                    <div>
                      <label htmlFor="record-until" className="field-label">
                        {words.until}
                      </label>
                      <Input
                        id="record-until"
                        type="date"
                        value={until}
                        onChange={(event) => setUntil(event.target.value)}
                      />
                    </div>
                  </div>
                  {problem && <ProblemAlert problem={problem} />}
                </PackForm>
              </Card>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
