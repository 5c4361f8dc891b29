// @vitest-environment happy-dom

import { type Answer, compilePolicy, layerRegion, validatePacks } from '@cebao/pack';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { demoPack } from '../demo-pack.testing.ts';
import { DecisionCard } from './DecisionCard.tsx';

afterEach(cleanup);

function policyOf() {
  const packs = validatePacks([demoPack]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  const layered = layerRegion(packs.value, 'demo');
  if (!layered.ok) throw new Error(JSON.stringify(layered.issues));
  return compilePolicy(layered.value, 'demo');
}

const policy = policyOf();
const ask = (projectAmount: number) => ({ at: '2025-06-30', decision: 'demo/route', facts: { projectAmount } });

test('says the answer, the reason, the level and the source', () => {
  render(<DecisionCard policy={policy} question={ask(200000)} />);
  const card = screen.getByRole('region', { name: '规则判定（参考）' });
  expect(card.textContent).toContain('社区自行采购');
  expect(card.textContent).toContain('理由：');
  expect(card.textContent).toContain('依据层级：自治区');
  expect(card.textContent).toContain('「20万元以下的项目由社区自行采购」');
  expect(card.textContent).toContain('资料来源：公开报道，非政策文件');
  expect(card.textContent).toContain('政策依据：待补');
  expect(card.textContent).not.toContain('决定');
  fireEvent.click(screen.getByText('判定过程'));
  expect(card.textContent).toContain('✓');
});

test('answers anew while the facts change', () => {
  const { rerender } = render(<DecisionCard policy={policy} question={ask(199999.99)} />);
  expect(screen.getByText('社区自行采购')).toBeTruthy();
  rerender(<DecisionCard policy={policy} question={ask(200000.01)} />);
  expect(screen.getByText('公开招标')).toBeTruthy();
});

test('says what would change the answer once that part is opened', () => {
  render(<DecisionCard policy={policy} question={ask(250000)} />);
  const card = screen.getByRole('region', { name: '规则判定（参考）' });
  expect(card.textContent).not.toContain('不超过');
  fireEvent.click(screen.getByText('怎样会不同'));
  expect(screen.getByText(/不超过 200 000 元（20 万元）时：/)).toBeTruthy();
});

test('an unknown fact is a problem with code and place', () => {
  render(
    <DecisionCard
      policy={policy}
      question={{ at: '2025-06-30', decision: 'demo/route', facts: { projectAmmount: 1 } }}
    />,
  );
  expect(screen.getByText('unknownFact /facts/projectAmmount')).toBeTruthy();
});

test('an answer on an assumption is advice, and says whose matter it is', () => {
  const answer: Answer = {
    status: 'invalid',
    reason: 'tooFew',
    warnings: [],
    assumptions: ['minimum'],
    sources: [],
    params: [],
    revision: 'r',
    trace: [],
  };
  const words = (code: string) => ({ tooFew: '代表人数不足', minimum: '最少 3 名代表' })[code] ?? code;
  render(
    <DecisionCard
      answer={answer}
      explanation={{ resident: '代表人数不足', staff: '', lines: [], sources: [] }}
      words={words}
    />,
  );
  expect(screen.getByText('参考意见：资料未载明，须由主管部门核定')).toBeTruthy();
  expect(screen.getByText('最少 3 名代表')).toBeTruthy();
});
