import type { Me } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { client } from '../client.ts';
import { words } from '../messages/zh-CN.ts';
import { useReply } from '../use-reply.ts';

/** Demo instances only: go on as another demo person. */
export function SwitchPerson({ me }: { me: Me }) {
  const queries = useQueryClient();
  const people = useReply(['people'], () => client.people());
  if (!people.value || people.value.length < 2) return null;
  const change = async (person: string) => {
    const reply = await client.switchPerson(person);
    if (reply.ok) await queries.resetQueries();
  };
  return (
    <Select
      aria-label={words.switchPerson}
      style={{ width: 220 }}
      value={me.person.id}
      onChange={(person) => void change(person)}
      showSearch={{ optionFilterProp: 'label' }}
      options={people.value.map(({ id, name, assignments }) => ({
        value: id,
        label: [name, assignments[0]?.roleTitle].filter(Boolean).join(' · '),
      }))}
    />
  );
}
