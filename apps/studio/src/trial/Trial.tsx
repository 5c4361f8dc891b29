import type { JsonValue } from '@cebao/engine';
import { type Basis, compilePolicy, fill, type Policy, valueWords } from '@cebao/pack';
import type { CatalogueRow } from '@cebao/server/client';
import { Alert, Button, Checkbox, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { words } from '../messages/zh-CN.ts';
import { withDraftValue } from '../with-draft-value.ts';
import { compareAnswers, type Said } from './compare.ts';
import { type TrialQuestion, trialQuestions } from './questions.ts';

/** A value that is tried out in one layer from a day on. */
export interface DraftValue {
  readonly layer: number;
  readonly value: JsonValue;
  readonly from: string;
  readonly basis: Basis;
}

/** How many comparisons are shown at once. */
const PAGE = 12;

/** The same questions under the rules as they are and as they would be, side by side, computed in this page. */
export function Trial({
  policy,
  param,
  draft,
  readers,
}: {
  policy: Policy;
  param: string;
  draft: DraftValue;
  readers: readonly CatalogueRow[];
}) {
  const [chosen, setChosen] = useState<boolean>();
  const [shown, setShown] = useState(PAGE);
  const rows = useMemo(() => {
    const { layer, value, from, basis } = draft;
    const tried = compilePolicy(
      withDraftValue(policy.layered, { param, layer, entry: { from, value, basis } }),
      policy.region,
    );
    return compareAnswers(policy, tried, from, trialQuestions(policy, { param, value, from }, readers));
  }, [policy, param, draft, readers]);
  const changed = rows.filter((row) => row.changed).length;
  const onlyChanged = chosen ?? changed > 0;
  const listed = onlyChanged ? rows.filter((row) => row.changed) : rows;
  return (
    <section aria-label={words.try}>
      <h3>{fill(words.trialHeading, { date: draft.from })}</h3>
      <p className="studio-lead">{words.trialLead}</p>
      {rows.length === 0 ? (
        <Alert type="info" showIcon title={words.trialNone} />
      ) : (
        <>
          <div className="studio-row">
            <span role="status">{fill(words.trialSummary, { n: rows.length, changed })}</span>
            <Checkbox checked={onlyChanged} onChange={(event) => setChosen(event.target.checked)}>
              {words.onlyChanged}
            </Checkbox>
          </div>
          <div className="studio-trial">
            {listed.slice(0, shown).map(({ question, before, after, changed }) => (
              <article key={question.key} className="studio-card">
                <h4>
                  {question.title} {question.example === undefined && <Tag>{words.edge}</Tag>}{' '}
                  <Tag color={changed ? 'green' : 'default'}>{changed ? words.changed : words.same}</Tag>
                </h4>
                {question.example !== undefined && (
                  <div className="studio-source">{fill(words.example, { title: question.example })}</div>
                )}
                <div className="studio-source">{fill(words.asked, { facts: factsText(policy, question) })}</div>
                <div className="studio-sides">
                  <Side heading={words.before} said={before} changed={false} />
                  <Side heading={words.after} said={after} changed={changed} />
                </div>
              </article>
            ))}
          </div>
          {listed.length > shown && (
            <Button onClick={() => setShown(shown + PAGE)}>
              {fill(words.more, { n: Math.min(PAGE, listed.length - shown) })}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Side({ heading, said, changed }: { heading: string; said: Said; changed: boolean }) {
  return (
    <div className={changed ? 'studio-side studio-side-changed' : 'studio-side'}>
      <h5>{heading}</h5>
      <p>
        <strong>{said.refused ? fill(words.unanswered, { why: said.answer }) : said.answer}</strong>
      </p>
      {said.reason !== '' && <p className="studio-source">{fill(words.reason, { reason: said.reason })}</p>}
      {said.notes.map((note) => (
        <p key={note} className="studio-source">
          {note}
        </p>
      ))}
    </div>
  );
}

function factsText(policy: Policy, question: TrialQuestion): string {
  const specs = policy.findDecision(question.decision)?.facts ?? {};
  return Object.entries(question.facts)
    .map(([name, value]) =>
      fill(words.factWords, {
        title: specs[name]?.title ?? policy.words(name),
        value: valueWords(value, specs[name], (code) => policy.words(code)),
      }),
    )
    .join(words.factJoint);
}
