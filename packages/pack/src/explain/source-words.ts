import type { Answer, AnswerSource } from '../answer.ts';
import { packMessages as m } from '../messages/zh-CN.ts';
import { fill } from '../words.ts';
import { join, say } from './say.ts';

/** A passage in quotes, what kind of source it stands in, and the policy document or that it is pending. */
export function sourceWords(source: AnswerSource): string {
  const policy = source.policy
    ? fill(m.policyFilled ?? '', { ...source.policy, article: articleOf(source.policy) })
    : (m.policyPending ?? '');
  const where = [m[`source.${source.kind}`], source.title, source.paragraph]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  return fill(m.sourceLine ?? '', { quote: source.quote, where, policy });
}

/**
 * Passages for a register: policy documents are the basis, articles are where it was read, with the policy document
 * pending.
 */
export function basisWords(answer: Answer): string[] {
  const said = ([first, ...rest]: readonly [AnswerSource, ...AnswerSource[]]) =>
    say('staffSource', {
      title: first.title,
      paragraph: first.paragraph === undefined ? '' : say('staffParagraph', { paragraph: first.paragraph }),
      quotes: [first, ...rest].map(({ quote }) => say('quoted', { value: quote })).join(''),
      policy: first.policy ? say('staffPolicy', { ...first.policy, article: articleOf(first.policy) }) : '',
    });
  const group = (lead: 'leadPolicy' | 'leadReport', sources: readonly AnswerSource[]) =>
    sources.length === 0
      ? ''
      : say('staffBasis', { lead: say(lead), list: join(byParagraph(sources).map(said), 'sentence') });
  const filled = answer.sources.filter(({ policy }) => policy !== null);
  const pending = answer.sources.filter(({ policy }) => policy === null);
  return [
    group('leadPolicy', filled),
    group('leadReport', pending),
    pending.length > 0 ? say('staffPending') : '',
  ].filter((part) => part !== '');
}

function articleOf(policy: NonNullable<AnswerSource['policy']>): string {
  return policy.article ? say('staffArticle', { article: policy.article }) : '';
}

/** Passages of one paragraph of one document together. */
function byParagraph(sources: readonly AnswerSource[]): [AnswerSource, ...AnswerSource[]][] {
  const groups = new Map<string, [AnswerSource, ...AnswerSource[]]>();
  for (const source of sources) {
    const key = `${source.source}\n${source.paragraph ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(source);
    else groups.set(key, [source]);
  }
  return [...groups.values()];
}
