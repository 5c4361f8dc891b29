import type { CaseReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Card } from 'antd';
import { useMemo } from 'react';
import { policyQuery } from '../../app/policy-query.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { AttachmentsCard } from './AttachmentsCard.tsx';
import { CaseActions } from './CaseActions.tsx';
import { CaseHead } from './CaseHead.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseOutline } from './CaseOutline.tsx';
import { CasePapers } from './CasePapers.tsx';
import { CaseRecord } from './CaseRecord.tsx';
import { caseWords } from './case-words.ts';
import { KeptWords } from './KeptWords.tsx';
import { StepPanel } from './StepPanel.tsx';
import { useCommand } from './use-command.ts';
import { WhyNot } from './WhyNot.tsx';

/** A case under the law it was opened under: the policy of its own revision is fetched, whatever is in force now. */
export function CaseDesk({ reply }: { readonly reply: CaseReply }) {
  const policy = useQuery(policyQuery(reply.state.place, reply.revision));
  return <Loaded query={policy}>{(found) => <CaseBody reply={reply} policy={found} />}</Loaded>;
}

function CaseBody({ reply, policy }: { readonly reply: CaseReply; readonly policy: import('@cebao/pack').Policy }) {
  const { view } = reply;
  const words = useMemo(() => caseWords(policy, reply), [policy, reply]);
  const commander = useCommand(reply);
  const { step: wanted } = useSearch({ from: '/cases/$id' });
  const navigate = useNavigate({ from: '/cases/$id' });
  const own = view.openSteps.filter((step) =>
    view.mine.some(
      (action) =>
        (action.type === 'submit' || action.type === 'sign' || action.type === 'settle') && action.step === step.path,
    ),
  );
  const chosen =
    own.find(({ path }) => path === wanted) ?? own.find(({ optional, repeat }) => !optional && !repeat) ?? own[0];
  const choose = (step: string) => void navigate({ search: { step }, replace: true });
  return (
    <>
      <CaseHead reply={reply} words={words} />
      {commander.problem && !chosen && <ProblemAlert problem={commander.problem} />}
      <div className="case-columns">
        <div className="case-main">
          {chosen ? (
            <StepPanel
              key={`${chosen.path}:${reply.version}`}
              reply={reply}
              policy={policy}
              words={words}
              step={chosen}
              others={own}
              onChoose={choose}
              commander={commander}
            />
          ) : (
            <WhyNot reply={reply} words={words} />
          )}
          <KeptWords reply={reply} policy={policy} words={words} />
          <CaseActions reply={reply} policy={policy} words={words} commander={commander} />
          <CaseRecord reply={reply} policy={policy} words={words} />
          <AttachmentsCard reply={reply} words={words} />
        </div>
        <aside className="case-side">
          <CasePapers reply={reply} />
          <Card title={messages.case.outline} data-tour="outline">
            <CaseOutline
              reply={reply}
              words={words}
              current={chosen?.path}
              onChoose={choose}
              own={own.map(({ path }) => path)}
            />
          </Card>
          <Card title={messages.case.timeline} data-tour="timeline">
            <CaseHistory reply={reply} words={words} />
          </Card>
        </aside>
      </div>
    </>
  );
}
