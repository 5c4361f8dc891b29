// Problems and values as data.

export { isCivilDate } from './civil-date.ts';
export type { Program, RunOptions, RunResult } from './compile.ts';
// Compile a rule and run it against a scope, within a budget.
export { compileExpression } from './compile.ts';
export type { Expression } from './expression.ts';
export type { Issue, JsonValue, Result } from './issue.ts';
// Truth as JsonLogic has it, days of the calendar, and the nearest of some names.
export { isTruthy } from './kind-of.ts';
// What a rule may take.
export { LIMITS } from './limits.ts';
// The Chinese words of the engine's issue codes: templates with {param} places.
export { engineMessages } from './messages/zh-CN.ts';
export { nearestName } from './nearest-name.ts';
// The typed tree, for explanations and other back ends.
export type { CallNode, ListNode, LiteralNode, Node, ObjectNode } from './node.ts';
export type { OperatorEntry } from './operators/catalogue.ts';
// Every operator: name, arity, one English line, an example.
export { OPERATORS } from './operators/catalogue.ts';
// Read a rule: all problems at once, or a typed tree and what it reads.
export { parseExpression } from './parse.ts';
export type { Scope } from './scope.ts';
// What a rule can read; a scope over one JSON value.
export { dataScope } from './scope.ts';
