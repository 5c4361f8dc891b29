import type { JsonValue } from '@cebao/engine';
import {
  type DecisionLayers,
  fill,
  type LayerValue,
  numberWords,
  type ParamLayers,
  packMessages,
  viewLayers,
} from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain, say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

export interface LayersOptions {
  readonly region?: string;
  readonly at?: string;
  readonly param?: string;
  readonly decision?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

const words = messages.layers;

/** `cebao layers`: for any value at a place on a day, where it comes from and who may change it. */
export function layers(options: LayersOptions): number {
  const { region, json = false } = options;
  if (region === undefined) {
    complain(fill(messages.usage.missingOption, { name: '--region', hint: messages.usage.hintRegion }));
    return 2;
  }
  const at = options.at ?? new Date().toISOString().slice(0, 10);
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  const policy = read.value.policy(region);
  if (!policy.ok) return reportIssues(policy.issues, json);
  const view = viewLayers(policy.value, at, {
    ...(options.param === undefined ? {} : { param: options.param }),
    ...(options.decision === undefined ? {} : { decision: options.decision }),
  });
  if (!view.ok) return reportIssues(view.issues, json);
  if (json) {
    sayJson(view.value);
    return 0;
  }
  say(fill(words.heading, { region, at, layers: view.value.layers.map(({ title }) => title) }));
  for (const param of view.value.params) describeParam(param);
  for (const decision of view.value.decisions) describeDecision(decision);
  return 0;
}

function describeDecision(decision: DecisionLayers): void {
  say('');
  say(fill(words.decision, { title: decision.title, id: decision.id }));
  say(
    fill(words.statedBy, {
      layer: levelWords(decision.level),
      region: decision.region,
      basis: packMessages[`basis.${decision.basis}`] ?? decision.basis,
      from: decision.from ?? words.always,
    }),
  );
  for (const { quote, title } of decision.sources) say(fill(words.source, { quote, title }));
  for (const param of decision.params) describeParam(param);
}

function describeParam(param: ParamLayers): void {
  say('');
  const value = param.value === undefined ? words.none : valueWords(param.value, param.unit);
  say(fill(words.param, { title: param.title, id: param.id, value }));
  for (const link of param.chain)
    for (const stated of link.values) {
      say(
        fill(words.link, {
          mark: stated.inForce ? (link.held ? words.held : words.inForce) : words.notInForce,
          layer: link.title,
          value: valueWords(stated.value, param.unit),
          dates: datesWords(stated),
          basis: packMessages[`basis.${stated.basis}`] ?? stated.basis,
        }),
      );
      for (const { quote, title } of stated.sources) say(fill(words.source, { quote, title }));
    }
  const { change } = param;
  say(fill(words.mode, { words: words.modes[change.mode] ?? change.mode }));
  if (change.choices) say(fill(words.choices, { choices: change.choices.map((one) => String(one)) }));
  say(change.levels.length === 0 ? words.nobodyBelow : fill(words.levels, { levels: change.levels.map(levelWords) }));
  if (change.roles.length > 0) say(fill(words.roles, { roles: change.roles.map(({ title }) => title) }));
}

function valueWords(value: JsonValue, unit: string | undefined): string {
  return typeof value === 'number'
    ? numberWords(value, unit)
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

function datesWords({ from, until }: LayerValue): string {
  if (from === undefined && until === undefined) return words.always;
  return fill(until === undefined ? words.from : words.fromUntil, { from: from ?? '', until: until ?? '' });
}

function levelWords(level: string): string {
  return packMessages[`level.${level}`] ?? level;
}
