import type { Issue, JsonValue, Result } from '@cebao/engine';
import { canonicalJson } from './canonical-json.ts';
import { checkJson, isStorableText } from './check-json.ts';
import { decisionId } from './decision-id.ts';
import type { Commit, Committed, DecisionContent, Receipt, ViewEntry } from './store.ts';

/** A commit that was checked and turned into the texts that will be stored; nothing in it is the caller's object any more. */
export interface PreparedCommit {
  readonly streams: readonly PreparedAppend[];
  readonly documents: readonly PreparedDocument[];
  readonly decisions: readonly PreparedDecision[];
  readonly revisions: readonly { revision: string; region: string; text: string }[];
  readonly attachments: readonly { id: string; bytes: Uint8Array; mediaType: string; name: string }[];
  readonly idempotency: { key: string; request: string; result: JsonValue } | undefined;
}

export interface PreparedAppend {
  readonly stream: string;
  readonly expectedVersion: number;
  readonly events: readonly { type: string; schema: number; at: string; text: string; sealed: string | null }[];
}

export interface PreparedDocument {
  readonly collection: string;
  readonly key: string;
  /** The JSON text to put, or null to delete. */
  readonly text: string | null;
  readonly expectedVersion: number | undefined;
  /** Each view once, by name. */
  readonly views: readonly ViewEntry[];
  /** By what it is found, or null. */
  readonly search: string | null;
}

export interface PreparedDecision {
  readonly id: string;
  readonly revision: string;
  readonly semantics: string;
  readonly region: string;
  readonly at: string;
  readonly decision: string;
  readonly facts: string;
  readonly answer: string;
  readonly caseId: string | null;
  readonly event: number | undefined;
}

/** Keys end before this noncharacter, so that "all keys with a prefix" is a plain range. */
export const AFTER_ALL_KEYS = '\u{10FFFF}';

/**
 * Checks a commit and makes the texts that are stored: every store runs this first, so that all of
 * them refuse the same things with the same words before anything is touched.
 *
 * @example
 * const prepared = prepareCommit(commit);
 * if (!prepared.ok) return prepared;
 */
export function prepareCommit(commit: Commit): Result<PreparedCommit> {
  const issues: Issue[] = [];
  const text = (value: unknown, path: string): string => {
    if (typeof value !== 'string')
      issues.push({ code: 'valueNotStorable', path, params: { found: value === null ? 'null' : typeof value } });
    else if (!isStorableText(value)) issues.push({ code: 'textNotStorable', path, params: {} });
    return value as string;
  };
  const name = (value: unknown, path: string): string => {
    const given = text(value, path);
    if (given === '' || (typeof given === 'string' && given.includes(AFTER_ALL_KEYS)))
      issues.push({ code: 'textNotStorable', path, params: {} });
    return given;
  };
  const count = (value: unknown, path: string): number => {
    if (!Number.isSafeInteger(value) || (value as number) < 0)
      issues.push({ code: 'valueNotStorable', path, params: { found: String(value) } });
    return value as number;
  };
  const json = (value: unknown, path: string, write: (value: JsonValue) => string): string => {
    const found = checkJson(value, path);
    issues.push(...found);
    return found.length === 0 ? write(value as JsonValue) : '';
  };

  const views = (entries: readonly ViewEntry[], path: string): ViewEntry[] => {
    const named = new Map<string, ViewEntry>();
    entries.forEach(({ view, order }, i) => {
      if (named.has(view)) issues.push({ code: 'viewTwice', path: `${path}/${i}`, params: { view } });
      named.set(view, { view: name(view, `${path}/${i}/view`), order: text(order, `${path}/${i}/order`) });
      if (typeof order === 'string' && order.includes(AFTER_ALL_KEYS))
        issues.push({ code: 'textNotStorable', path: `${path}/${i}/order`, params: {} });
    });
    return [...named.values()];
  };

  const seen = new Set<string>();
  let eventCount = 0;
  const streams = (commit.streams ?? []).map((append, i): PreparedAppend => {
    const path = `/streams/${i}`;
    if (seen.has(append.stream)) issues.push({ code: 'streamTwice', path, params: { stream: append.stream } });
    seen.add(append.stream);
    eventCount += append.events.length;
    return {
      stream: name(append.stream, `${path}/stream`),
      expectedVersion: count(append.expectedVersion, `${path}/expectedVersion`),
      events: append.events.map((event, j) => {
        const at = `${path}/events/${j}`;
        return {
          type: name(event.type, `${at}/type`),
          schema: count(event.schema, `${at}/schema`),
          at: text(event.at, `${at}/at`),
          text: json(event.body, `${at}/body`, canonicalJson),
          sealed: event.sealed == null ? null : text(event.sealed, `${at}/sealed`),
        };
      }),
    };
  });

  const documents = (commit.documents ?? []).map((write, i): PreparedDocument => {
    const path = `/documents/${i}`;
    const target = 'put' in write ? write.put : write.delete;
    return {
      collection: name(target.collection, `${path}/collection`),
      key: name(target.key, `${path}/key`),
      text: 'put' in write ? json(write.put.value, `${path}/value`, JSON.stringify) : null,
      expectedVersion:
        target.expectedVersion === undefined ? undefined : count(target.expectedVersion, `${path}/expectedVersion`),
      views: views('put' in write ? (write.put.views ?? []) : [], `${path}/views`),
      search: 'put' in write && write.put.text !== undefined ? text(write.put.text, `${path}/text`) : null,
    };
  });

  const decisions = (commit.decisions ?? []).map((given, i): PreparedDecision => {
    const path = `/decisions/${i}`;
    const before = issues.length;
    const caseId = given.caseId == null ? null : name(given.caseId, `${path}/caseId`);
    const content = {
      revision: name(given.revision, `${path}/revision`),
      semantics: name(given.semantics, `${path}/semantics`),
      region: name(given.region, `${path}/region`),
      at: text(given.at, `${path}/at`),
      decision: name(given.decision, `${path}/decision`),
      facts: json(given.facts, `${path}/facts`, canonicalJson),
      answer: json(given.answer, `${path}/answer`, JSON.stringify),
    };
    if (given.event !== undefined && !(Number.isInteger(given.event) && given.event >= 0 && given.event < eventCount)) {
      issues.push({ code: 'eventPositionUnknown', path: `${path}/event`, params: { position: String(given.event) } });
    }
    const id = issues.length === before ? decisionId(given as DecisionContent) : '';
    return { ...content, id, caseId, event: given.event };
  });

  const revisions = (commit.revisions ?? []).map((given, i) => ({
    revision: name(given.revision, `/revisions/${i}/revision`),
    region: name(given.region, `/revisions/${i}/region`),
    text: json(given.layered, `/revisions/${i}/layered`, JSON.stringify),
  }));

  const attachments = (commit.attachments ?? []).map((given, i) => {
    const path = `/attachments/${i}`;
    if (!(given.bytes instanceof Uint8Array))
      issues.push({ code: 'valueNotStorable', path: `${path}/bytes`, params: { found: typeof given.bytes } });
    return {
      id: name(given.id, `${path}/id`),
      bytes: given.bytes instanceof Uint8Array ? Uint8Array.from(given.bytes) : new Uint8Array(),
      mediaType: text(given.mediaType, `${path}/mediaType`),
      name: text(given.name, `${path}/name`),
    };
  });

  const key = commit.idempotency;
  const idempotency = key && {
    key: name(key.key, '/idempotency/key'),
    request: text(key.request, '/idempotency/request'),
    result: JSON.parse(json(key.result ?? null, '/idempotency/result', JSON.stringify) || 'null') as JsonValue,
  };

  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { streams, documents, decisions, revisions, attachments, idempotency } };
}

/** The answer to a commit whose key was used before: its first result, or a refusal when it asked for something else. */
export function answerFromReceipt(receipt: Receipt, key: string, request: string): Result<Committed> {
  if (receipt.request !== request) {
    return { ok: false, issues: [{ code: 'idempotencyKeyReused', path: '/idempotency/key', params: { key } }] };
  }
  return {
    ok: true,
    value: { events: receipt.events, decisions: receipt.decisions, result: receipt.result, replayed: true },
  };
}
