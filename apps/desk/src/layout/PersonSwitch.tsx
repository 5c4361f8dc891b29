import type { PersonRow, Problem } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { become } from '../app/become.ts';
import { client } from '../app/client.ts';
import { queries } from '../app/query.ts';
import { messages } from '../messages/zh-CN.ts';
import { Loaded } from '../problem/Loaded.tsx';
import { ProblemAlert } from '../problem/ProblemAlert.tsx';
import { rolesOf } from './roles-of.ts';

/** Demo only: go on as another person of the cast. */
export function PersonSwitch({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const people = useQuery({ ...queries.people, enabled: open });
  const [wanted, setWanted] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const choose = async (person: PersonRow) => {
    const reply = await client.switchPerson(person.id);
    if (!reply.ok) return setProblem(reply.problem);
    setProblem(undefined);
    onClose();
    await navigate({ to: '/' });
    become(cache, reply.value);
  };
  return (
    <Drawer
      title={messages.demo.switch}
      open={open}
      onClose={onClose}
      size="large"
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      {problem && <ProblemAlert problem={problem} />}
      <Input.Search
        placeholder={messages.demo.find}
        aria-label={messages.demo.find}
        allowClear
        onChange={(event) => setWanted(event.target.value)}
        style={{ marginBottom: 12 }}
      />
      <Loaded query={people}>
        {(rows) => (
          <>
            {scenesOf(rows, wanted.trim()).map(([scene, cast]) => (
              <section key={scene} aria-label={scene}>
                {scene !== '' && <h3 className="person-scene">{scene}</h3>}
                <ul className="plain-list">
                  {cast.map((row) => (
                    <li key={row.id}>
                      <Button type="text" block className="person-choice" onClick={() => choose(row)}>
                        <strong>{row.name}</strong>
                        <span>{rolesOf(row) || messages.demo.noRole}</span>
                      </Button>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </>
        )}
      </Loaded>
    </Drawer>
  );
}

/** The people found, scene by scene in the order they come. */
function scenesOf(rows: readonly PersonRow[], wanted: string): [string, PersonRow[]][] {
  const scenes = new Map<string, PersonRow[]>();
  for (const row of rows) {
    const { scene = '' } = row;
    if (`${scene}${row.name}${rolesOf(row)}`.includes(wanted)) scenes.set(scene, [...(scenes.get(scene) ?? []), row]);
  }
  return [...scenes];
}
