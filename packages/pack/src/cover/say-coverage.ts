import type { JsonValue } from '@cebao/engine';
import { packMessages } from '../messages/zh-CN.ts';
import { mutateMessages as m } from '../mutate/messages/zh-CN.ts';
import { RuleWords } from '../mutate/rule-words.ts';
import type { Pack } from '../pack.ts';
import { fill } from '../words.ts';
import type { CoverageItem } from './coverage-items.ts';

/** What a coverage item is, in Chinese. */
export function sayCoverageItem(packs: readonly Pack[], decision: string, item: CoverageItem): string {
  const flow = packs.flatMap((pack) => pack.decisions).find(({ id }) => id === decision)?.flow;
  const words = new RuleWords(packs, decision, flow);
  const [name, choice] = Array.isArray(item.about) ? item.about : [item.about];
  const say = (key: string, more: Readonly<Record<string, JsonValue>> = {}) =>
    fill(m[`cover.${key}`] ?? key, { name: words.say(name), ...more });
  switch (item.kind) {
    case 'value':
      return say(choice === null ? 'unlisted' : 'value', {
        name: factTitle(words, String(name)),
        value: words.choice(String(name), choice ?? null),
      });
    case 'absence':
      return say('absence', { name: factTitle(words, String(name)) });
    case 'bound':
      return say('bound', {
        name: factTitle(words, String(name)),
        value: words.say(choice),
        side: m[`side.${item.side}`] ?? '',
      });
    case 'boundary':
      return say('boundary', { name: words.say(item.about), side: m[`side.${item.side}`] ?? '' });
    case 'step':
      return say(`step.${choice}`);
    case 'status':
      return say('status', { name: packMessages[`status.${String(name)}`] ?? String(name) });
    case 'layer':
      return say('layer', { name: m[`layer.${item.id}`] ?? packMessages[`level.${item.id}`] ?? item.id });
    case 'date':
      return say('date', { name: String(name) });
    default:
      return say(item.kind);
  }
}

function factTitle(words: RuleWords, name: string): string {
  return words.title('var', name.replaceAll('.*', ''));
}
