import type { CallNode, Node } from '@cebao/engine';
import { isCivilDate, isTruthy, nearestName } from '@cebao/engine';
import type { Findings } from './finding.ts';
import { inBoth, type LintScope, type Present, presentWith } from './scope.ts';
import {
  BOOLEAN,
  DATE,
  eitherOf,
  MONTH,
  NUMBER,
  PLAIN,
  type Shape,
  shapeOfValue,
  TEXT,
  UNKNOWN,
  withoutLiteral,
} from './shape.ts';
import { agree, isMoneyUnit, unitOfProduct, unitOfQuotient } from './units.ts';

/** What an expression gives, and which names are there when it is true, and when it is not. */
export interface Judged {
  readonly shape: Shape;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** Where a judging stands. */
interface Place {
  readonly at: string;
  readonly present: Present;
  /** Inside a loop: the item, which is all that `var` sees. */
  readonly item?: Shape;
  /** Named expressions being judged, against circles. */
  readonly within: readonly string[];
  /** Inside a named expression that is nothing but a value. */
  readonly named?: boolean;
  readonly isRow?: boolean;
}

export interface JudgeOptions {
  readonly present?: Present;
  /** Names that are there once `$status` is `decided`. */
  readonly decided?: readonly string[];
  /** A row of a table: pointers do not go into it, and numbers are written in its cells by nature. */
  readonly isRow?: boolean;
}

const NONE: readonly string[] = [];
const ORDER = new Set(['>', '>=', '<', '<=']);

/**
 * Judges one expression: the kinds and units of its operands, names that nothing supplies, values that no list has,
 * and optional facts that are read before it is known that they are there.
 *
 * @example
 * judgeExpression(node, 'folder/file.json#/rules/0/when', scope, findings, { present }).shape; // { kind: 'boolean' }
 */
export function judgeExpression(
  node: Node,
  at: string,
  scope: LintScope,
  findings: Findings,
  options: JudgeOptions = {},
  onRead?: (name: string, let_: boolean) => void,
): Judged {
  const judge = new Judge(scope, findings, options.decided ?? NONE, onRead ?? (() => undefined));
  const place: Place = {
    at,
    present: options.present ?? new Set(),
    within: [],
    ...(options.isRow ? { isRow: true } : {}),
  };
  const judged = judge.judge(node, place);
  if (at.endsWith('/when')) judge.condition(node, judged.shape, place);
  return judged;
}

class Judge {
  readonly scope: LintScope;
  readonly findings: Findings;
  readonly decided: readonly string[];
  readonly onRead: (name: string, let_: boolean) => void;

  constructor(
    scope: LintScope,
    findings: Findings,
    decided: readonly string[],
    onRead: (name: string, let_: boolean) => void,
  ) {
    this.scope = scope;
    this.findings = findings;
    this.decided = decided;
    this.onRead = onRead;
  }

  judge(node: Node, place: Place): Judged {
    switch (node.kind) {
      case 'literal':
        return plainly(shapeOfValue(node.value));
      case 'list': {
        const items = node.items.map((item) => this.judge(item, place).shape);
        return plainly({ kind: 'list', ...(items.length > 0 ? { item: items.reduce(eitherOf) } : {}) });
      }
      case 'object':
        return plainly({
          kind: 'record',
          fields: Object.fromEntries(node.fields.map(([name, value]) => [name, this.judge(value, place).shape])),
        });
      case 'call':
        return this.#call(node, place);
    }
  }

  #call(node: CallNode, place: Place): Judged {
    const { operator, args } = node;
    const [first, second, third] = args;
    switch (operator) {
      case 'var':
        return this.#variable(node, place);
      case 'isPresent': {
        const path = writtenName(first);
        const { shape } = this.#read(path, node, place);
        const other = this.scope.unless?.[path];
        return { shape: BOOLEAN, yes: shape.kind === 'null' ? NONE : [path], no: other === undefined ? NONE : [other] };
      }
      case 'missing':
      case 'missing_some': {
        const names = (operator === 'missing' ? args : args.slice(1)).flatMap(writtenNames);
        for (const name of names) this.#read(name, node, place);
        return { shape: { kind: 'list', item: TEXT }, yes: NONE, no: operator === 'missing' ? names : NONE };
      }
      case 'param': {
        const id = writtenName(first);
        return plainly(this.scope.param(id) ?? UNKNOWN);
      }
      case '!': {
        const inner = this.judge(first as Node, place);
        return { shape: BOOLEAN, yes: inner.no, no: inner.yes };
      }
      case '!!': {
        const inner = this.judge(first as Node, place);
        return { shape: BOOLEAN, yes: inner.yes, no: inner.no };
      }
      case 'and':
      case 'or':
        return this.#andOr(operator === 'and', args, place);
      case 'if':
        return this.#choice(args, place);
      case '>':
      case '>=':
      case '<':
      case '<=':
        return this.#order(node, place);
      case '==':
      case '===':
      case '!=':
      case '!==':
        return this.#equality(node, place);
      case 'in':
        return this.#membership(node, place);
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        return this.#floating(node, place);
      case 'min':
      case 'max':
      case 'sum':
      case 'moneySum':
      case 'difference':
        return this.#total(node, place);
      case 'product':
        return plainly(this.#product(node, place));
      case 'quotient':
        return plainly(this.#quotient(node, place));
      case 'round': {
        const value = this.#number(first as Node, place);
        this.judge(second as Node, place);
        return plainly(withoutLiteral(value));
      }
      case 'addMonths': {
        const from = this.#calendar(first as Node, place, ['date', 'month']);
        this.#span(second as Node, place, 'month');
        return plainly(from.kind === 'month' ? MONTH : DATE);
      }
      case 'addDays':
        this.#calendar(first as Node, place, ['date']);
        this.#span(second as Node, place, 'day');
        return plainly(DATE);
      case 'daysBetween':
        this.#calendar(first as Node, place, ['date']);
        this.#calendar(second as Node, place, ['date']);
        return plainly({ kind: 'number', unit: 'day' });
      case 'yearOf':
        this.#calendar(first as Node, place, ['date', 'month']);
        return plainly(PLAIN);
      case 'monthOf':
        this.#calendar(first as Node, place, ['date', 'month']);
        return plainly(MONTH);
      case 'count':
        this.#list(first as Node, place);
        return plainly(PLAIN);
      case 'distinct':
        return plainly({ kind: 'list', item: this.#list(first as Node, place) });
      case 'absent':
      case 'sameSet': {
        const left = this.#list(first as Node, place);
        const right = this.#list(second as Node, place);
        this.#sameItems(first as Node, left, second as Node, right, place);
        return plainly(operator === 'absent' ? { kind: 'list', item: left } : BOOLEAN);
      }
      case 'map':
        return plainly({ kind: 'list', item: this.#body(node, place).shape });
      case 'filter': {
        const item = this.#list(first as Node, place);
        this.#body(node, place);
        return plainly({ kind: 'list', item });
      }
      case 'all':
      case 'some':
      case 'none':
        this.#body(node, place);
        return plainly(BOOLEAN);
      case 'reduce': {
        const current = this.#list(first as Node, place);
        const start = third ? withoutLiteral(this.judge(third, place).shape) : UNKNOWN;
        const pair: Shape = { kind: 'record', fields: { current, accumulator: start } };
        const { shape } = this.judge(second as Node, { ...place, present: new Set(), item: pair });
        return plainly(withoutLiteral(shape));
      }
      case 'merge': {
        const items = args.map((arg) => {
          const { shape } = this.judge(arg, place);
          return shape.kind === 'list' ? (shape.item ?? UNKNOWN) : shape;
        });
        return plainly({ kind: 'list', item: items.length > 0 ? items.reduce(eitherOf) : UNKNOWN });
      }
      case 'sumBy':
        return plainly({ kind: 'list', item: this.#sumBy(node, place) });
      case 'cat':
        for (const arg of args) {
          const { shape } = this.judge(arg, place);
          if (shape.kind === 'list' || shape.kind === 'record') this.#wrongKind(arg, shape, 'text', place);
        }
        // Pieces of dates make dates.
        return plainly(args.some((arg) => isCall(arg, 'substr')) ? UNKNOWN : TEXT);
      case 'substr': {
        this.#text(first as Node, place);
        for (const arg of args.slice(1)) this.judge(arg, place);
        return plainly(TEXT);
      }
      case 'within':
        this.#text(first as Node, place);
        this.#text(second as Node, place);
        return plainly(BOOLEAN);
      default:
        for (const arg of args) this.judge(arg, place);
        return plainly(UNKNOWN);
    }
  }

  // Names

  #variable(node: CallNode, place: Place): Judged {
    const path = writtenName(node.args[0]);
    if (path === '') return plainly(place.item ?? UNKNOWN);
    const otherwise = node.args[1] ? this.judge(node.args[1], place) : undefined;
    const read = this.#read(path, node, place);
    if (!otherwise) return read;
    const { optional: _optional, ...there } = read.shape;
    return plainly(eitherOf(there, otherwise.shape));
  }

  #read(path: string, node: CallNode, place: Place): Judged {
    const [head = '', ...rest] = path.split('.');
    if (place.item) {
      const shape = this.#step(place.item, path.split('.'), path, node, place, true);
      return { shape, yes: [path], no: NONE };
    }
    const bound = this.scope.find(head);
    if (!bound) {
      this.onRead(head, false);
      if (this.scope.strict)
        this.findings.problem('nobodySupplies', at(place, node), {
          name: path,
          suggestion: nearestName(head, this.scope.names),
        });
      return { shape: { kind: 'unknown', optional: !place.present.has(path) }, yes: [path], no: NONE };
    }
    if ('body' in bound) {
      this.onRead(head, true);
      if (place.within.includes(head)) {
        if (bound.inside)
          return { shape: this.#step(bound.inside, rest, path, node, place, false), yes: [path], no: NONE };
        this.findings.problem('letCircle', bound.at, { name: head });
        return plainly(UNKNOWN);
      }
      const inner = this.judge(bound.body, {
        at: bound.at,
        present: place.present,
        within: [...place.within, head],
        named: bound.body.kind === 'literal',
      });
      const shape = this.#step(inner.shape, rest, path, node, place, false);
      const known = place.present.has(path) ? { ...shape, optional: false } : shape;
      return rest.length === 0
        ? { shape: known, yes: [...inner.yes, path], no: inner.no }
        : { shape: known, yes: [path], no: NONE };
    }
    this.onRead(head, false);
    const outer =
      bound.shape.optional && !place.present.has(head)
        ? { ...bound.shape, optional: true }
        : { ...bound.shape, optional: false };
    const shape = this.#step(outer, rest, path, node, place, false);
    return { shape, yes: [path], no: NONE };
  }

  /** Goes down a dotted path; what is optional on the way makes the end optional, unless it is known to be there. */
  #step(from: Shape, steps: readonly string[], path: string, node: CallNode, place: Place, inLoop: boolean): Shape {
    let shape = from;
    let optional = from.optional ?? false;
    const done = inLoop ? [] : [path.split('.')[0] as string];
    for (const step of steps) {
      done.push(step);
      if (shape.kind === 'unknown') return { kind: 'unknown', ...(optional ? { optional: true } : {}) };
      const next: Shape | undefined =
        shape.kind === 'list' && /^\d+$/.test(step)
          ? { ...(shape.item ?? UNKNOWN), optional: true }
          : shape.kind === 'record'
            ? shape.fields === undefined
              ? UNKNOWN
              : Object.hasOwn(shape.fields, step)
                ? shape.fields[step]
                : undefined
            : undefined;
      if (next === undefined) {
        const outside = inLoop && this.scope.find(step) !== undefined;
        this.findings.problem(outside ? 'outsideOfLoop' : 'nobodySupplies', at(place, node), {
          name: path,
          suggestion: outside ? null : nearestName(step, Object.keys(shape.fields ?? {})),
        });
        return UNKNOWN;
      }
      const here = done.join('.');
      optional = (optional && !place.present.has(here)) || ((next.optional ?? false) && !place.present.has(here));
      shape = next;
    }
    return { ...shape, optional };
  }

  // Truth

  /**
   * A condition is a yes or a no: whether a text or a number counts as true is JsonLogic's to know, not a clerk's. That
   * there are any, by a count, reads as it is meant.
   */
  condition(node: Node, shape: Shape, place: Place): void {
    if (isCount(node)) return;
    if (shape.literal === undefined && ['text', 'number', 'date', 'month'].includes(shape.kind))
      this.#wrongKind(node, shape, 'yesNo', place);
  }

  #andOr(isAnd: boolean, args: readonly Node[], place: Place): Judged {
    let { present } = place;
    let all: readonly string[] = [];
    let other: readonly string[] | undefined;
    let shape: Shape | undefined;
    for (const arg of args) {
      const judged = this.judge(arg, { ...place, present });
      const [goesOn, stops] = isAnd ? [judged.yes, judged.no] : [judged.no, judged.yes];
      const when = [...all, ...stops];
      other = other === undefined ? when : inBoth(other, when);
      all = [...all, ...goesOn];
      present = presentWith(present, goesOn);
      shape = shape === undefined ? judged.shape : eitherOf(withoutLiteral(shape), judged.shape);
    }
    const told = other ?? NONE;
    return isAnd ? { shape: shape ?? UNKNOWN, yes: all, no: told } : { shape: shape ?? UNKNOWN, yes: told, no: all };
  }

  #choice(args: readonly Node[], place: Place): Judged {
    let { present } = place;
    let before: readonly string[] = [];
    let shape: Shape | undefined;
    let yes: readonly string[] | undefined;
    let no: readonly string[] | undefined;
    const branch = (value: Judged, under: readonly string[]) => {
      shape = shape === undefined ? value.shape : eitherOf(shape, value.shape);
      const { literal } = value.shape;
      if (literal === undefined || isTruthy(literal)) {
        const known = [...under, ...value.yes];
        yes = yes === undefined ? known : inBoth(yes, known);
      }
      if (literal === undefined || !isTruthy(literal)) {
        const known = [...under, ...value.no];
        no = no === undefined ? known : inBoth(no, known);
      }
    };
    for (let i = 0; i + 1 < args.length; i += 2) {
      const condition = this.judge(args[i] as Node, { ...place, present });
      this.condition(args[i] as Node, condition.shape, place);
      const value = this.judge(args[i + 1] as Node, { ...place, present: presentWith(present, condition.yes) });
      branch(value, [...before, ...condition.yes]);
      before = [...before, ...condition.no];
      present = presentWith(present, condition.no);
    }
    branch(
      args.length % 2 === 1 ? this.judge(args.at(-1) as Node, { ...place, present }) : plainly(shapeOfValue(null)),
      before,
    );
    return { shape: shape ?? UNKNOWN, yes: yes ?? NONE, no: no ?? NONE };
  }

  // Comparison

  #order(node: CallNode, place: Place): Judged {
    const operands = node.args.map((arg) => {
      const { shape } = this.judge(arg, place);
      this.#demandThere(arg, shape, place);
      return { arg, shape: inOrder(shape) };
    });
    for (const { arg, shape } of operands) {
      if (shape.kind === 'list' || shape.kind === 'record') this.#scalarWanted(arg, shape, place);
      else if (shape.kind === 'text' || shape.kind === 'boolean') this.#wrongKind(arg, shape, 'orderable', place);
    }
    for (let i = 1; i < operands.length; i++)
      this.#alike(operands[i - 1] as Operand, operands[i] as Operand, node, place);
    for (const [i, { arg, shape }] of operands.entries()) {
      const beside = operands[i === 0 ? 1 : i - 1] as Operand;
      this.#writtenNumber(arg, shape, beside, place);
      this.#writtenDate(arg, place);
    }
    const read = node.args.map(pathOf).filter((path) => path !== undefined);
    return { shape: BOOLEAN, yes: read, no: read };
  }

  #equality(node: CallNode, place: Place): Judged {
    const [a, b] = node.args.map((arg) => ({ arg, shape: this.judge(arg, place).shape })) as [Operand, Operand];
    const negated = node.operator.startsWith('!');
    if (a.shape.kind === 'null' || b.shape.kind === 'null') {
      const path = pathOf(a.shape.kind === 'null' ? b.arg : a.arg);
      const there = path === undefined ? NONE : [path];
      return negated ? { shape: BOOLEAN, yes: there, no: NONE } : { shape: BOOLEAN, yes: NONE, no: there };
    }
    for (const { arg, shape } of [a, b]) {
      if (shape.kind === 'list' || shape.kind === 'record') this.#scalarWanted(arg, shape, place);
      if (negated) this.#demandThere(arg, shape, place);
    }
    this.#alike(a, b, node, place);
    this.#listed(a, b, place);
    this.#listed(b, a, place);
    this.#disjoint(a, b, node, place);
    this.#writtenNumber(a.arg, a.shape, b, place);
    this.#writtenNumber(b.arg, b.shape, a, place);
    const there = [a, b].flatMap(({ arg }) => pathOf(arg) ?? []);
    const status =
      [a, b].some(({ arg }) => pathOf(arg) === '$status') && [a, b].some(({ shape }) => shape.literal === 'decided');
    const known = status ? [...there, ...this.decided] : there;
    return negated ? { shape: BOOLEAN, yes: NONE, no: known } : { shape: BOOLEAN, yes: known, no: NONE };
  }

  #membership(node: CallNode, place: Place): Judged {
    const [needle, hay] = node.args as [Node, Node];
    const what = this.judge(needle, place).shape;
    const where = this.judge(hay, place).shape;
    this.#demandThere(hay, where, place);
    if (what.kind === 'list' || what.kind === 'record') this.#scalarWanted(needle, what, place);
    if (where.kind === 'list') {
      const item = where.item ?? UNKNOWN;
      const inside: Operand = { arg: hay, shape: item };
      const given: Operand = { arg: needle, shape: what };
      if (where.literal !== undefined && Array.isArray(where.literal))
        for (const value of where.literal) this.#listed({ arg: hay, shape: shapeOfValue(value) }, given, place);
      else this.#listed(given, inside, place);
      if (item.literal === undefined && item.values === undefined) this.#alike(given, inside, node, place);
    } else if (where.kind === 'number' || where.kind === 'boolean' || where.kind === 'record')
      this.#wrongKind(hay, where, 'list', place);
    else if (where.kind === 'text' && (where.closed || where.values) && where.literal === undefined)
      this.#listWanted(hay, where, place);
    const path = pathOf(needle);
    return { shape: BOOLEAN, yes: path === undefined ? NONE : [path], no: NONE };
  }

  /** Two operands of one comparison: the same kind, and units that agree. */
  #alike(a: Operand, b: Operand, node: CallNode, place: Place): void {
    const left = besideCalendar(a.shape, b.shape);
    const right = besideCalendar(b.shape, a.shape);
    if (left.kind === 'unknown' || right.kind === 'unknown' || isCompound(left) || isCompound(right)) return;
    if (left.kind === 'null' || right.kind === 'null') return;
    const params = { a: said(a.arg), b: said(b.arg) };
    if (left.kind !== right.kind) {
      const calendar = [left.kind, right.kind].every((kind) => kind === 'date' || kind === 'month');
      if (
        !calendar &&
        ORDER.has(node.operator) &&
        [left.kind, right.kind].some((kind) => kind === 'text' || kind === 'boolean')
      )
        return;
      this.findings.problem(calendar ? 'dateAgainstMonth' : 'kindMismatch', at(place, node), {
        ...params,
        left: left.kind,
        right: right.kind,
      });
      return;
    }
    if (left.kind !== 'number' || left.literal !== undefined || right.literal !== undefined) return;
    if (!agree(left.unit, right.unit))
      this.findings.problem('unitMismatch', at(place, node), {
        ...params,
        left: left.unit ?? '',
        right: right.unit ?? '',
      });
  }

  /** A written value beside a fact whose values are known. */
  #listed(written: Operand, fact: Operand, place: Place): void {
    const { literal } = written.shape;
    const { values, closed } = fact.shape;
    if ((typeof literal !== 'string' && typeof literal !== 'number') || !values || fact.shape.literal !== undefined)
      return;
    if (values.includes(literal)) return;
    const suggestion = nearestName(String(literal), values.map(String));
    const params = { name: String(literal), fact: said(fact.arg), known: values.map(String), suggestion };
    if (closed) this.findings.problem('valueNotInList', at(place, written.arg), params);
    else if (suggestion !== null) this.findings.problem('valueNotKnown', at(place, written.arg), params);
    else this.findings.advice('valueNotKnown', at(place, written.arg), params);
  }

  #disjoint(a: Operand, b: Operand, node: CallNode, place: Place): void {
    const { shape: left } = a;
    const { shape: right } = b;
    if (left.literal !== undefined || right.literal !== undefined || !left.closed || !right.closed) return;
    if (!left.values?.length || !right.values?.length || left.values.some((value) => right.values?.includes(value)))
      return;
    this.findings.problem('neverEqual', at(place, node), { a: said(a.arg), b: said(b.arg) });
  }

  // Numbers

  #floating(node: CallNode, place: Place): Judged {
    const operands = node.args.map((arg) => ({ arg, shape: this.judge(arg, place).shape }));
    for (const { arg, shape } of operands) {
      this.#demandThere(arg, shape, place);
      if (shape.kind === 'date' || shape.kind === 'month')
        this.findings.problem('dateInArithmetic', at(place, node), { name: said(arg), operator: node.operator });
      else if (isCompound(shape)) this.#scalarWanted(arg, shape, place);
      else if (shape.kind === 'text' || shape.kind === 'boolean') this.#wrongKind(arg, shape, 'number', place);
    }
    const money = operands.find(({ shape }) => isMoneyUnit(shape.unit));
    if (money)
      this.findings.problem('moneyInFloat', at(place, node), {
        name: said(money.arg),
        operator: node.operator,
        instead: EXACT[node.operator] ?? 'sum',
      });
    if (node.operator === '*') return plainly(this.#multiplied(operands, node, place));
    if (node.operator === '/') return plainly(this.#divided(operands, place));
    return plainly(this.#added(operands, node, place));
  }

  #total(node: CallNode, place: Place): Judged {
    const operands = node.args.flatMap((arg): Operand[] => {
      const { shape } = this.judge(arg, place);
      this.#demandThere(arg, shape, place);
      if (shape.kind !== 'list') return [{ arg, shape }];
      if (node.operator === 'sum' || node.operator === 'moneySum') return [{ arg, shape: shape.item ?? UNKNOWN }];
      this.#scalarWanted(arg, shape, place);
      return [];
    });
    for (const { arg, shape } of operands)
      if (shape.kind !== 'number' && shape.kind !== 'unknown' && shape.kind !== 'null')
        this.#wrongKind(arg, shape, 'number', place);
    if (node.operator === 'moneySum') {
      for (const { arg, shape } of operands)
        if (shape.unit !== undefined && shape.literal === undefined && !isMoneyUnit(shape.unit))
          this.findings.problem('unitMismatch', at(place, node), {
            a: said(arg),
            b: '',
            left: shape.unit,
            right: 'yuan',
          });
      return plainly({
        kind: 'number',
        unit: operands.find(({ shape }) => isMoneyUnit(shape.unit))?.shape.unit ?? 'yuan',
      });
    }
    return plainly(this.#added(operands, node, place));
  }

  /** Operands that are added, subtracted or of which one is taken: one unit for all. */
  #added(operands: readonly Operand[], node: CallNode, place: Place): Shape {
    const numbers = operands.filter(({ shape }) => shape.kind === 'number' && shape.literal === undefined);
    const [first, ...rest] = numbers;
    if (!first) return NUMBER;
    for (const operand of rest) {
      if (agree(first.shape.unit, operand.shape.unit)) continue;
      this.findings.problem('unitMismatch', at(place, node), {
        a: said(first.arg),
        b: said(operand.arg),
        left: first.shape.unit ?? '',
        right: operand.shape.unit ?? '',
      });
    }
    for (const { arg, shape } of operands) this.#writtenNumber(arg, shape, first, place);
    const unit =
      numbers.map(({ shape }) => shape.unit).find((one) => one !== undefined && one !== 'plain') ?? first.shape.unit;
    return { kind: 'number', ...(unit === undefined ? {} : { unit }) };
  }

  #product(node: CallNode, place: Place): Shape {
    return this.#multiplied(
      node.args.map((arg) => ({ arg, shape: this.#number(arg, place) })),
      node,
      place,
    );
  }

  #multiplied(operands: readonly Operand[], node: CallNode, place: Place): Shape {
    let unit: string | undefined;
    let isFirst = true;
    for (const { arg, shape } of operands) {
      const factor = typeof shape.literal === 'number' ? shape.literal : undefined;
      if (factor !== undefined) {
        if (![0, 1, -1, 12, 100, 0.01].includes(factor))
          this.findings.advice('writtenNumber', at(place, arg), { value: factor, beside: node.operator });
        if (!isFirst || operands.length === 1) unit = unitOfProduct(unit, undefined, factor);
      } else
        unit = isFirst
          ? shape.unit
          : unit === undefined && operands[0]?.shape.literal !== undefined
            ? shape.unit
            : unitOfProduct(unit, shape.unit);
      isFirst = false;
    }
    return { kind: 'number', ...(unit === undefined ? {} : { unit }) };
  }

  #quotient(node: CallNode, place: Place): Shape {
    const operands = node.args.slice(0, 2).map((arg) => ({ arg, shape: this.#number(arg, place) }));
    if (node.args[2]) this.judge(node.args[2], place);
    return this.#divided(operands, place);
  }

  #divided(operands: readonly Operand[], place: Place): Shape {
    const [a, b] = operands as [Operand, Operand];
    const divisor = typeof b.shape.literal === 'number' ? b.shape.literal : undefined;
    if (divisor !== undefined && ![1, 12, 100].includes(divisor))
      this.findings.advice('writtenNumber', at(place, b.arg), { value: divisor, beside: said(a.arg) });
    const unit = unitOfQuotient(a.shape.unit, b.shape.unit, divisor);
    return { kind: 'number', ...(unit === undefined ? {} : { unit }) };
  }

  // What operands must be

  #number(arg: Node, place: Place): Shape {
    const { shape } = this.judge(arg, place);
    this.#demandThere(arg, shape, place);
    if (isCompound(shape)) this.#scalarWanted(arg, shape, place);
    else if (shape.kind !== 'number' && shape.kind !== 'unknown' && shape.kind !== 'null')
      this.#wrongKind(arg, shape, 'number', place);
    return shape;
  }

  #text(arg: Node, place: Place): void {
    const { shape } = this.judge(arg, place);
    this.#demandThere(arg, shape, place);
    if (isCompound(shape)) this.#scalarWanted(arg, shape, place);
    else if (shape.kind === 'number' || shape.kind === 'boolean') this.#wrongKind(arg, shape, 'text', place);
  }

  #calendar(arg: Node, place: Place, wanted: readonly ('date' | 'month')[]): Shape {
    const { shape } = this.judge(arg, place);
    this.#demandThere(arg, shape, place);
    const found = inOrder(shape);
    if (found.kind === 'month' && !wanted.includes('month'))
      this.findings.problem('dateAgainstMonth', at(place, arg), { a: said(arg), b: '', left: 'month', right: 'date' });
    else if (isCompound(found)) this.#scalarWanted(arg, found, place);
    else if (found.kind !== 'unknown' && found.kind !== 'null' && found.kind !== 'date' && found.kind !== 'month')
      this.#wrongKind(arg, found, 'date', place);
    return found;
  }

  #span(arg: Node, place: Place, unit: 'day' | 'month'): void {
    const shape = this.#number(arg, place);
    if (typeof shape.literal === 'number') {
      if (![0, 1, -1].includes(shape.literal))
        this.findings.problem('writtenThreshold', at(place, arg), { value: shape.literal, beside: unit, unit });
      return;
    }
    if (shape.unit !== undefined && shape.unit !== 'plain' && shape.unit !== unit)
      this.findings.problem('unitMismatch', at(place, arg), { a: said(arg), b: '', left: shape.unit, right: unit });
  }

  /** The items of what must be a list. */
  #list(arg: Node, place: Place): Shape {
    const { shape } = this.judge(arg, place);
    if (shape.kind === 'list') return shape.item ?? UNKNOWN;
    if (shape.kind !== 'unknown' && shape.kind !== 'null') this.#listWanted(arg, shape, place);
    return UNKNOWN;
  }

  #body(node: CallNode, place: Place): Judged {
    const item = this.#list(node.args[0] as Node, place);
    return this.judge(node.args[1] as Node, { ...place, present: new Set(), item: { ...item, optional: false } });
  }

  #sumBy(node: CallNode, place: Place): Shape {
    const [list, keys, field] = node.args as [Node, Node, Node];
    const item = this.#list(list, place);
    const names = writtenNames(keys);
    const summed = writtenName(field);
    if (item.kind !== 'record' || item.fields === undefined) return NUMBER;
    for (const name of [...names, summed])
      if (!Object.hasOwn(item.fields, name))
        this.findings.problem('nobodySupplies', at(place, node), {
          name,
          suggestion: nearestName(name, Object.keys(item.fields)),
        });
    const amount = item.fields[summed];
    if (amount && amount.kind !== 'number' && amount.kind !== 'unknown')
      this.#wrongKind(field, amount, 'number', place);
    return amount?.kind === 'number'
      ? { kind: 'number', ...(amount.unit === undefined ? {} : { unit: amount.unit }) }
      : NUMBER;
  }

  #sameItems(first: Node, left: Shape, second: Node, right: Shape, place: Place): void {
    for (const [written, shape, fact, other] of [
      [first, left, second, right],
      [second, right, first, left],
    ] as const) {
      if (written.kind !== 'literal' || !Array.isArray(written.value)) continue;
      for (const value of written.value)
        this.#listed({ arg: written, shape: shapeOfValue(value) }, { arg: fact, shape: other }, place);
      if (shape.kind !== other.kind && shape.kind !== 'unknown' && other.kind !== 'unknown')
        this.findings.problem('kindMismatch', at(place, written), {
          a: said(first),
          b: said(second),
          left: left.kind,
          right: right.kind,
        });
    }
  }

  /** Refused at run time when it is absent: it must be known to be there. */
  #demandThere(arg: Node, shape: Shape, place: Place): void {
    if (!shape.optional) return;
    const name = said(arg);
    this.findings.problem('notKnownToBeThere', at(place, arg), { name });
  }

  #scalarWanted(arg: Node, shape: Shape, place: Place): void {
    this.findings.problem('listAgainstScalar', at(place, arg), {
      name: said(arg),
      found: shape.kind,
      expected: 'scalar',
    });
  }

  #listWanted(arg: Node, shape: Shape, place: Place): void {
    this.findings.problem('listAgainstScalar', at(place, arg), {
      name: said(arg),
      found: shape.kind,
      expected: 'list',
    });
  }

  #wrongKind(arg: Node, shape: Shape, expected: string, place: Place): void {
    this.findings.problem('wrongKind', at(place, arg), { name: said(arg), found: shape.kind, expected });
  }

  /** A number written in a rule beside a value with a unit is a threshold, and belongs in a param. */
  #writtenNumber(arg: Node, shape: Shape, beside: Operand, place: Place): void {
    if (typeof shape.literal !== 'number' || beside.shape.literal !== undefined || beside.shape.kind !== 'number')
      return;
    if (place.isRow) return;
    const value = shape.literal;
    const unit = beside.shape.unit ?? 'plain';
    if (value === 0 || (value === 1 && !isMoneyUnit(unit) && unit !== '%' && unit !== 'point')) return;
    if ((unit === '%' || unit === 'point') && value === 100) return;
    if (isCount(beside.arg) && value === 2) return;
    const params = { value, beside: said(beside.arg), unit };
    if (unit === 'plain') this.findings.advice('writtenThreshold', at(place, arg), params);
    else this.findings.problem('writtenThreshold', at(place, arg), params);
  }

  #writtenDate(arg: Node, place: Place): void {
    if (
      arg.kind === 'literal' &&
      typeof arg.value === 'string' &&
      /^\d{4}-\d{2}/.test(arg.value) &&
      !place.named &&
      !place.isRow
    )
      this.findings.advice('writtenDate', at(place, arg), { value: arg.value });
  }
}

interface Operand {
  readonly arg: Node;
  readonly shape: Shape;
}

const EXACT: Readonly<Record<string, string>> = {
  '+': 'sum',
  '-': 'difference',
  '*': 'product',
  '/': 'quotient',
  '%': 'quotient',
};

function plainly(shape: Shape): Judged {
  return { shape, yes: NONE, no: NONE };
}

function at(place: Place, node: Node): string {
  return place.isRow ? place.at : `${place.at}${node.path}`;
}

function isCompound(shape: Shape): boolean {
  return shape.kind === 'list' || shape.kind === 'record';
}

function isCount(node: Node): boolean {
  return node.kind === 'call' && node.operator === 'count';
}

/** A written day or month stands in an order as what it is. */
function inOrder(shape: Shape): Shape {
  if (shape.kind !== 'text' || typeof shape.literal !== 'string') return shape;
  if (isCivilDate(shape.literal)) return { kind: 'date', literal: shape.literal };
  return /^\d{4}-\d{2}$/.test(shape.literal) && isCivilDate(`${shape.literal}-01`)
    ? { kind: 'month', literal: shape.literal }
    : shape;
}

/** A written text is read as a day only beside a day or month. */
function besideCalendar(shape: Shape, beside: Shape): Shape {
  return beside.kind === 'date' || beside.kind === 'month' ? inOrder(shape) : shape;
}

/** The path that an operand reads, when it does nothing else. */
export function pathOf(node: Node): string | undefined {
  return node.kind === 'call' && node.operator === 'var' && node.args.length === 1
    ? writtenName(node.args[0]) || undefined
    : undefined;
}

export function writtenName(node: Node | undefined): string {
  return node?.kind === 'literal' && node.value !== null ? String(node.value) : '';
}

function writtenNames(node: Node): string[] {
  if (node.kind === 'list') return node.items.flatMap(writtenNames);
  if (node.kind !== 'literal') return [];
  return (Array.isArray(node.value) ? node.value : [node.value]).map(String);
}

/** An operand as a reader of the file would name it. */
export function said(node: Node): string {
  if (node.kind === 'literal') return JSON.stringify(node.value);
  if (node.kind === 'call' && (node.operator === 'var' || node.operator === 'param'))
    return writtenName(node.args[0]) || node.operator;
  return node.kind === 'call' ? node.operator : node.kind;
}

function isCall(node: Node, operator: string): boolean {
  return node.kind === 'call' && node.operator === operator;
}
