import type { Me } from '@cebao/server/client';
import { Alert, Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { client } from './client.ts';
import { words } from './messages/zh-CN.ts';
import { DraftsPage } from './pages/DraftsPage.tsx';
import { ParamPage } from './pages/ParamPage.tsx';
import { ParamsPage } from './pages/ParamsPage.tsx';
import { Bar } from './parts/Bar.tsx';
import { ProblemNote } from './parts/ProblemNote.tsx';
import { DESK, useRoute } from './route.ts';
import { usePolicy } from './use-policy.ts';
import { useReply } from './use-reply.ts';

/** The studio: whoever is signed in at the desk is signed in here. */
export function Studio() {
  const me = useReply(['me'], () => client.me());
  if (me.problem?.status === 401) {
    return (
      <>
        <Bar me={undefined} />
        <main className="studio-main">
          <Alert
            type="info"
            showIcon
            title={words.signInTitle}
            description={words.signInText}
            action={<Button href={DESK}>{words.toDesk}</Button>}
          />
        </main>
      </>
    );
  }
  return (
    <>
      <Bar me={me.value} />
      <main className="studio-main">
        {me.problem && <ProblemNote problem={me.problem} retry={me.reload} />}
        {me.value ? (
          <Pages key={me.value.person.id} me={me.value} />
        ) : (
          !me.problem && <Spin description={words.loading} />
        )}
      </main>
    </>
  );
}

function Pages({ me }: { me: Me }) {
  const places = [...new Map(me.person.assignments.map((assignment) => [assignment.place, assignment.placeTitle]))];
  const [place, setPlace] = useState(places[0]?.[0]);
  const route = useRoute();
  const { policy, problem, reload } = usePolicy(place);
  if (place === undefined)
    return <Alert type="info" showIcon title={words.noPlaceTitle} description={words.noPlaceText} />;
  return (
    <>
      {places.length > 1 && (
        <div className="studio-row">
          {words.region}
          <Select
            aria-label={words.region}
            value={place}
            onChange={setPlace}
            options={places.map(([value, label]) => ({ value, label }))}
          />
        </div>
      )}
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!policy && !problem && <Spin description={words.loading} />}
      {policy && route.page === 'params' && <ParamsPage policy={policy} />}
      {policy && route.page === 'param' && (
        <ParamPage key={`${policy.region} ${route.id}`} policy={policy} id={route.id} me={me} />
      )}
      {policy && route.page === 'drafts' && <DraftsPage policy={policy} />}
    </>
  );
}
