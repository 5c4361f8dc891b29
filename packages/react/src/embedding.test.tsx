// @vitest-environment happy-dom

// The example of the README, from here …
import { createRulebook, validatePacks } from '@cebao/pack';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { demoPack } from './demo-pack.testing.ts';
import { DecisionCard, type FormValue, PackForm } from './index.ts';

export function Application({ policy }: { policy: import('@cebao/pack').Policy }) {
  const [facts, setFacts] = useState<FormValue>({});
  const form = policy.findForm('demo/application');
  return (
    <>
      {form && <PackForm form={form} value={facts} onChange={setFacts} />}
      <DecisionCard policy={policy} question={{ at: '2025-06-30', decision: 'demo/route', facts }} />
    </>
  );
}
// … to here.

test('ten lines show a form of a pack and its decision with the reason', async () => {
  const packs = validatePacks([demoPack]);
  const policy = packs.ok ? createRulebook(packs.value).policy('demo') : packs;
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  render(<Application policy={policy.value} />);
  fireEvent.change(screen.getByLabelText(/单个项目金额/), { target: { value: '２０万' } });
  const card = screen.getByRole('region', { name: '规则判定（参考）' });
  await waitFor(() => expect(card.textContent).toContain('理由：'));
  expect(card.textContent).toMatch(/理由：.*20 万元/);
  expect(card.textContent).toContain('政策依据：待补');
});
